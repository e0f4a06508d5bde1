/**
 * The reducer: takes away from a failing scenario whatever it does not need in order to fail in the same way.
 *
 * Each pass proposes smaller scenarios; the first that still fails is gone on from, until no pass finds any (a fixpoint). Then each
 * single thing that is left is needed: leaving it out was tried. Nothing is run twice.
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
  const tried = new Set<string>()
  let current = scenario
  let runs = 0
  let isSpent = false
  const smaller = (pass: Pass): Scenario | null => {
    for (const candidate of pass(current)) {
      const text = JSON.stringify(candidate)
      if (tried.has(text)) continue
      if (runs >= budget.runsMax) {
        isSpent = true
        return null
      }
      tried.add(text)
      runs++
      if (fails(candidate)) return candidate
    }
    return null
  }
  let before: Scenario
  do {
    before = current
    for (const pass of passes) for (let next = smaller(pass); next !== null; next = smaller(pass)) current = next
  } while (before !== current)
  return {
    scenario: current,
    runs,
    itemsBefore: itemsOf(scenario),
    itemsAfter: itemsOf(current),
    minimal: !isSpent,
  }
}
