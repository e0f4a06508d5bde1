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
  /** What it fails of instead; null when it does not fail otherwise. */
  readonly instead: Pick<Failure, "id" | "says"> | null
}

/** What the parts are judged by. */
type Ended = Pick<RunResult, "defects" | "invariants" | "expectations">

/** `run` looks for any failure, `runFor` for one that is known already. */
export const explainScenario = (
  scenario: Scenario,
  run: (scenario: Scenario) => Ended,
  runFor: (failure: Failure, scenario: Scenario) => Ended = (_failure, one) => run(one),
): Explanation => {
  const result = run(scenario)
  const failure = failureOf(result)
  if (failure === null) return { failure, stale: staleParts(result), parts: [] }
  return { failure, stale: [], parts: partsOf(scenario, failure, (one) => runFor(failure, one)) }
}

/** In the order of the steps. */
export const partsOf = (scenario: Scenario, failure: Failure, run: (scenario: Scenario) => Ended): readonly Part[] =>
  stepsOf(scenario).map(({ says, without }) => ({ says, ...ending(without, failure, run) }))

/** Why a part is needed, in a sentence: the same in a saved file and when it is asked for. */
export const reasonOf = ({ without, instead }: Part): string => {
  switch (without) {
    case "holds":
      return "Needed: without it the run holds."
    case "fails the same":
      return "Not needed: without it the run fails in the same way."
    case "fails otherwise":
      return `Needed for this failure: without it the run fails in another way, ${instead?.id}: ${instead?.says}`
    case "cannot run":
      return "Needed: without it the scenario makes no sense."
  }
}

const ending = (
  without: Scenario,
  failure: Failure,
  run: (scenario: Scenario) => Ended,
): Pick<Part, "without" | "instead"> => {
  let other: Failure | null
  try {
    other = failureOf(run(without))
  } catch {
    // An act about an order that is no longer there is refused before the run begins.
    return { without: "cannot run", instead: null }
  }
  if (other === null) return { without: "holds", instead: null }
  if (other.signature === failure.signature) return { without: "fails the same", instead: null }
  return { without: "fails otherwise", instead: { id: other.id, says: other.says } }
}
