/** What each thing in a scenario has to do with how the run ends: the run is repeated without it. */
import type { RunResult } from "../report/result.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { failureOf, type Failure } from "./failure.ts"
import { staleParts } from "./stale.ts"
import { stepsOf } from "./steps.ts"

export interface Explanation {
  /** Null when the scenario does not fail: then there is nothing to explain. */
  readonly failure: Failure | null
  /** Of a scenario that does not fail: what was never put to the test, such as a fault that hits nothing any more. */
  readonly stale: readonly string[]
  readonly parts: readonly Part[]
}

export interface Part {
  readonly says: string
  /** How the run ends without it. */
  readonly without: "holds" | "fails the same" | "fails otherwise" | "cannot run"
}

export const explainScenario = (scenario: Scenario, run: (scenario: Scenario) => RunResult): Explanation => {
  const result = run(scenario)
  const failure = failureOf(result)
  if (failure === null) return { failure, stale: staleParts(result), parts: [] }
  const parts = stepsOf(scenario).map(({ says, without }): Part => ({ says, without: ending(without, failure, run) }))
  return { failure, stale: [], parts }
}

const ending = (without: Scenario, failure: Failure, run: (scenario: Scenario) => RunResult): Part["without"] => {
  let other: Failure | null
  try {
    other = failureOf(run(without))
  } catch {
    // An act about an order that is no longer there is refused before the run begins.
    return "cannot run"
  }
  if (other === null) return "holds"
  return other.signature === failure.signature ? "fails the same" : "fails otherwise"
}
