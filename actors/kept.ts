/** The scenarios that come with the program and hold: suites, what campaigns once found, and incidents handled well. Read when first asked for. */
import { fileURLToPath } from "node:url"
import { isKept } from "../sim/harness/kept.ts"
import { vocabularyOf } from "../sim/run/vocabulary-of.ts"
import { findScenarios, readScenario } from "../sim/scenario/read-scenario.ts"
import type { Scenario } from "../sim/scenario/scenario.ts"
import { ecosystem } from "./ecosystem.ts"

/** A build lies in one folder below the package too. */
const folders = ["suites", "regressions", "incidents"].map((name) =>
  fileURLToPath(new URL(`../scenarios/${name}`, import.meta.url)),
)

let read: readonly Scenario[] | null = null

export const keptScenarios = (): readonly Scenario[] => {
  if (read !== null) return read
  const vocabulary = vocabularyOf(ecosystem)
  read = findScenarios(folders).flatMap((file) => {
    const { scenario } = readScenario(file, vocabulary)
    return scenario !== null && isKept(scenario) ? [scenario] : []
  })
  return read
}
