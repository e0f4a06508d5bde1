/**
 * The reducer: takes away from a failing scenario whatever it does not need in order to fail in the same way.
 *
 * Each pass proposes smaller scenarios; the first that still fails is gone on from, until no pass finds any (a fixpoint). Then each
 * single thing that is left is needed: leaving it out was tried.
 */
import type { Scenario } from "../scenario/scenario.ts"
import { itemsOf } from "./items.ts"
import type { Pass } from "./passes.ts"

export interface Reduction {
  readonly scenario: Scenario
  /** How many scenarios were run to get there. */
  readonly runs: number
  readonly itemsBefore: number
  readonly itemsAfter: number
  /** False when the budget ended first. */
  readonly minimal: boolean
}

export interface Budget {
  readonly runsMax: number
}

/** `fails` runs a scenario and says whether it fails as the first one did. */
export const reduce = (
  scenario: Scenario,
  passes: readonly Pass[],
  fails: (candidate: Scenario) => boolean,
  budget: Budget,
): Reduction => {
  let current = scenario
  let runs = 0
  const smaller = (): Scenario | null => {
    for (const pass of passes) {
      for (const candidate of pass(current)) {
        if (runs >= budget.runsMax) return null
        runs++
        if (fails(candidate)) return candidate
      }
    }
    return null
  }
  for (let next = smaller(); next !== null; next = smaller()) current = next
  return {
    scenario: current,
    runs,
    itemsBefore: itemsOf(scenario),
    itemsAfter: itemsOf(current),
    minimal: runs < budget.runsMax,
  }
}
