/** `explain`: for each order, act and fault of a failing scenario, how the run ends without it. */
import { reasonOf } from "../harness/explain.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { savedScenario, staleText } from "./saved-scenario.ts"

export const explainCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [file] = args.words
  if (file === undefined || args.words.length > 1) throw new UsageError("explain takes one scenario file.")
  const scenario = savedScenario(await app.vocabulary(), file, "explain")
  const campaigns = await app.campaigns()
  const { failure, stale, parts } = campaigns.explain(scenario)
  if (failure === null && stale.length > 0) {
    io.out(`${staleText(file, stale)}\n`)
    return exitCodes.unknown
  }
  if (failure === null) {
    io.out(`${file} does not fail: there is nothing to explain.\n`)
    return exitCodes.held
  }
  io.out(`${failure.id}: ${failure.says}\n`)
  for (const part of parts) io.out(`  ${part.says}\n    ${reasonOf(part)}\n`)
  return exitCodes.broken
}
