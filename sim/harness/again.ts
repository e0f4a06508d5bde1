/**
 * Which scenarios are run a second time, and how: a share of a campaign's, or one that somebody saved.
 *
 * Overtaking is only tried where nothing else goes wrong and where nobody has to wait for stock: who comes first matters there, and a
 * fault hits other messages when they come at other instants.
 */
import { secondRuns } from "../consistency/second-runs.ts"
import type { Ecosystem } from "../ecosystem.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { streamOf } from "./draws.ts"
import { explainScenario, type Explanation } from "./explain.ts"
import type { Failure } from "./failure.ts"
import { ordersOf } from "./items.ts"
import { Laboratory, type Outcome } from "./laboratory.ts"

/** Of a hundred scenarios with faults so many are run a second time. */
export const againPercentDefault = 5
/** Those in which nothing goes wrong are run again so many times as often: only in them webhooks may overtake each other. */
const benignTimes = 3

export const isRunAgain = (seed: number, number: number, scenario: Scenario, percent: number): boolean => {
  const share = Math.min(100, scenario.faults.length === 0 ? percent * benignTimes : percent)
  return share > 0 && streamOf(seed, "again", number).chance(share)
}

/** The same world with stock for everybody. */
export const withPlenty = ({ plenty = {} }: Ecosystem, scenario: Scenario): Scenario => {
  const partners = scenario.world.partners.map((partner) => ({
    ...partner,
    policies: { ...partner.policies, ...plenty[partner.kind] },
  }))
  return { ...scenario, world: { ...scenario.world, partners } }
}

/** Runs a scenario and, where that shows nothing, a second time in each way that it is fit for. */
export const runAgain = (ecosystem: Ecosystem, laboratory: Laboratory, scenario: Scenario): Outcome => {
  const outcome = laboratory.run(scenario, [], ["redelivered"])
  if (outcome.failure !== null || scenario.faults.length > 0 || ordersOf(scenario).length < 2) return outcome
  const overtaking = laboratory.run(withPlenty(ecosystem, scenario), [], ["reordered"])
  if (overtaking.failure !== null) return overtaking
  const invariants = [...outcome.judged.invariants, ...overtaking.judged.invariants.slice(-1)]
  return { ...outcome, judged: { ...outcome.judged, invariants }, again: outcome.again + overtaking.again }
}

/** A scenario as it has to be run to see this failure once more. */
export const runFor = ({ id }: Failure, ecosystem: Ecosystem, laboratory: Laboratory, scenario: Scenario): Outcome => {
  const variation = secondRuns.find((one) => one.id === id)?.variation
  if (variation === undefined) return laboratory.run(scenario)
  return laboratory.run(variation === "reordered" ? withPlenty(ecosystem, scenario) : scenario, [], [variation])
}

/** What a scenario fails of, in a second run too, and what each part of it has to do with that. */
export const explainAgain = (ecosystem: Ecosystem, scenario: Scenario): Explanation => {
  const laboratory = new Laboratory(ecosystem)
  const run = (one: Scenario) => {
    const { expectations } = laboratory.run(one).judged
    return { ...runAgain(ecosystem, laboratory, { ...one, expect: [] }).judged, expectations }
  }
  return explainScenario(scenario, run, (failure, one) => runFor(failure, ecosystem, laboratory, one).judged)
}
