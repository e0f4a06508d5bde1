/** What a part of a campaign comes to, in figures that add up whatever the parts were. */
import type { Outcome } from "./laboratory.ts"

export interface Tally {
  /** Generated scenarios that were run; reductions are none. */
  readonly runs: number
  /** Runs of those scenarios once more, to compare what there is in the end. */
  readonly secondRuns: number
  readonly messages: number
  readonly faultsActed: number
  /** How often each invariant judged something. */
  readonly exercised: Readonly<Record<string, number>>
  /** In how many runs there was what must happen sometimes. */
  readonly reached: Readonly<Record<string, number>>
}

export const nothing: Tally = { runs: 0, secondRuns: 0, messages: 0, faultsActed: 0, exercised: {}, reached: {} }

export const tallyOf = ({ judged, again, reached }: Outcome): Tally => ({
  runs: 1,
  secondRuns: again,
  messages: judged.messages,
  faultsActed: judged.faults.reduce((sum, { acted }) => sum + acted, 0),
  exercised: Object.fromEntries(judged.invariants.map(({ id, exercised }) => [id, exercised])),
  reached: Object.fromEntries(reached.map((name) => [name, 1])),
})

export const added = (a: Tally, b: Tally): Tally => ({
  runs: a.runs + b.runs,
  secondRuns: a.secondRuns + b.secondRuns,
  messages: a.messages + b.messages,
  faultsActed: a.faultsActed + b.faultsActed,
  exercised: addedCounts(a.exercised, b.exercised),
  reached: addedCounts(a.reached, b.reached),
})

/** By name, sorted. */
export const addedCounts = (
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> => {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted((one, other) => (one < other ? -1 : 1))
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]))
}
