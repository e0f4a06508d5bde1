/** `check FILE`: a saved scenario once more. Is it still broken, and is everything in it still needed? */
import { basename } from "node:path"
import { staleParts } from "../harness/stale.ts"
import { mark } from "../report/style.ts"
import { exitCodes, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { failureText, foundJson, reduceRunsMax, save } from "./check-found.ts"
import { reporterOf, styleOf } from "./reporter.ts"
import { savedScenario, staleText } from "./saved-scenario.ts"

export const checkSaved = async (app: CliApp, args: Arguments, io: CliIo, file: string): Promise<number> => {
  const reporter = reporterOf(args, io)
  const scenario = savedScenario(await app.vocabulary(), file, "check")
  const campaigns = await app.campaigns()
  const stale = staleParts(campaigns.one(scenario))
  const found = (await campaigns.campaign(null, 0)).reduced(scenario, reduceRunsMax)
  const saved =
    found === null ? null : await save(app, args, found, `Reduced by ${app.name} check from ${basename(file)}.`)
  const verdict = found !== null ? "broken" : stale.length > 0 ? "unknown" : "held"
  if (reporter === "json") {
    const told = found === null ? null : foundJson(found, saved)
    io.out(`${JSON.stringify({ verdict, file, stale: found === null ? stale : [], found: told })}\n`)
    return exitCodes[verdict]
  }
  const sign = mark(styleOf(reporter, io), verdict)
  if (found !== null && saved !== null) io.out(`${failureText(app, found, saved, sign, "1 run")}\n`)
  else io.out(`${sign} ${stale.length > 0 ? staleText(file, stale) : `${file} holds.`}\n`)
  return exitCodes[verdict]
}
