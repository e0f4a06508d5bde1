/** Reduces what a storm may have broken: first to the operations it had to hit, then to the messages, then as any failure. */
import type { Scenario } from "../scenario/scenario.ts"
import { itemsOf } from "./items.ts"
import type { Laboratory } from "./laboratory.ts"
import { byCall, byOperation, isWide, Sent } from "./narrow.ts"
import { fewerFaults, type Pass } from "./passes.ts"
import { reduce, type Budget, type Reduction } from "./reduce.ts"

export const reduceStorm = (
  scenario: Scenario,
  passes: readonly Pass[],
  fails: (candidate: Scenario) => boolean,
  laboratory: Laboratory,
  { runsMax }: Budget,
): Reduction => {
  let current = scenario
  let itemsBefore = itemsOf(scenario)
  let runs = 0
  for (const narrow of [byOperation, byCall]) {
    if (!current.faults.some(isWide)) continue
    const sent = new Sent()
    laboratory.run(current, [sent])
    const narrowed = narrow(current, sent.identities)
    runs += 2
    if (!fails(narrowed)) continue
    itemsBefore = Math.max(itemsBefore, itemsOf(narrowed))
    const fewer = reduce(narrowed, [fewerFaults], fails, { runsMax: runsMax - runs })
    current = fewer.scenario
    runs += fewer.runs
  }
  const reduction = reduce(current, passes, fails, { runsMax: Math.max(0, runsMax - runs) })
  return { ...reduction, itemsBefore, runs: runs + reduction.runs }
}
