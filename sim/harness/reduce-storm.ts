/**
 * Reduces what a storm may have broken: first to the operations it had to hit, then to the messages, then as any failure. At last
 * remedies go that have nothing to put right any more: without them the run takes the same course.
 */
import { Course } from "./course.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { itemsOf } from "./items.ts"
import type { Laboratory } from "./laboratory.ts"
import { byCall, byOperation, isWide, Sent } from "./narrow.ts"
import { fewerFaults, fewerRemedies, type Pass } from "./passes.ts"
import { reduce, type Budget, type Reduction } from "./reduce.ts"

export const reduceStorm = (
  scenario: Scenario,
  passes: readonly Pass[],
  fails: (candidate: Scenario) => boolean,
  laboratory: Laboratory,
  { runsMax, remedies = [] }: Budget & { readonly remedies?: readonly string[] },
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
  const [smallest, more] = withoutIdle(reduction.scenario, remedies, laboratory)
  return {
    ...reduction,
    scenario: smallest,
    itemsBefore,
    itemsAfter: itemsOf(smallest),
    runs: runs + reduction.runs + more,
  }
}

const courseOf = (scenario: Scenario, laboratory: Laboratory): number => {
  const course = new Course()
  laboratory.run(scenario, [course])
  return course.hash
}

/** With the number of runs that it took. */
const withoutIdle = (
  scenario: Scenario,
  remedies: readonly string[],
  laboratory: Laboratory,
): readonly [Scenario, number] => {
  if (!scenario.workload.acts.some(({ operation }) => remedies.includes(operation))) return [scenario, 0]
  const course = courseOf(scenario, laboratory)
  let current = scenario
  let runs = 1
  for (let before: Scenario | null = null; before !== current;) {
    before = current
    for (const candidate of fewerRemedies(remedies)(before)) {
      runs++
      if (courseOf(candidate, laboratory) !== course) continue
      current = candidate
      break
    }
  }
  return [current, runs]
}
