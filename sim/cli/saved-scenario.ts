/** Scenarios that somebody saved, as `check FILE` and `explain` take them. */
import type { Scenario } from "../scenario/scenario.ts"
import type { Vocabulary } from "../scenario/vocabulary.ts"
import { UsageError } from "./app.ts"
import { taskReader } from "./task.ts"

/** Its orders have to be listed in it: those of a book cannot be left out one by one. */
export const savedScenario = (vocabulary: Vocabulary, file: string, command: string): Scenario => {
  const { scenario } = taskReader(vocabulary)({ file, orders: null, seed: null, keepNames: false, out: null })
  if (scenario.workload.orders.type !== "inline")
    throw new UsageError(`${file} runs an order book; ${command} takes scenarios whose orders are listed in the file.`)
  return scenario
}

export const staleText = (file: string, stale: readonly string[]): string =>
  `${file} is stale: it does not fail, and was not put to the test either. ${stale.join(" ")}`
