/** `check --twice`: each scenario twice, the second time in the opposite order; no digest may differ. */
import { mark } from "../report/style.ts"
import { exitCodes, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { numberOf, runsDefault, seedOf } from "./numbers.ts"
import { barShower } from "./progress.ts"
import { reporterOf, styleOf } from "./reporter.ts"

export const checkTwice = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const reporter = reporterOf(args, io)
  const seed = seedOf(args)
  const runs = numberOf(args, "runs", 1, 100_000_000) ?? runsDefault
  const { twice } = await app.campaigns()
  const bar = barShower(io, "check --twice")
  const { differing } = twice(seed, runs, (done) => bar.show(done, 2 * runs, () => `${done} of ${2 * runs} runs`))
  bar.end()
  const numbers = differing.map((number) => number + 1)
  const verdict = differing.length === 0 ? "held" : "broken"
  const style = styleOf(reporter, io)
  if (reporter === "json") io.out(`${JSON.stringify({ verdict, runs, seed, differing: numbers })}\n`)
  else if (differing.length === 0)
    io.out(
      `${mark(style, verdict)} ${runs} scenarios twice, the second time in the opposite order, seed ${seed}: no digest differs.\n`,
    )
  else
    io.out(
      `${mark(style, verdict)} Of ${runs} scenarios ${differing.length} end otherwise the second time: ${numbers.join(", ")}.\n`,
    )
  return differing.length === 0 ? exitCodes.held : exitCodes.failed
}
