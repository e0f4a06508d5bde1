/** What a figure of the benchmark is, and what its run hands back. Each one is a value in a file of its own in `figures/`. */

export interface Figure {
  readonly id: string
  /** What is measured, in a sentence. */
  readonly says: string
  readonly unit: string
  readonly goal: Goal
  /** Further conditions, as they are told beside the goal. */
  readonly alsoSays?: string
  /** Does it run orders of the reference mix? Then the mix is checked first. */
  readonly ofMix?: boolean
  readonly run: (context: Context) => Measured | Promise<Measured>
  /** One measured piece of our own work, for the profiler; none where the work is in other processes. */
  readonly prepare?: (context: Context) => () => unknown
}

export type Goal = Bound | { readonly times: number; readonly of: string }

export type Bound = { readonly atLeast: number } | { readonly atMost: number }

export interface Context {
  /** Smaller sizes, for trying only. */
  readonly quick: boolean
  /** Tells how far it is, on standard error. */
  readonly tell: (text: string) => void
}

export interface Measured {
  /** The median; null when it was not measured. */
  readonly value: number | null
  /** The limit's median in the same unit; null when there is none or it was not measured. */
  readonly limit: number | null
  /** What the goal counts in, where it does; in the same unit. */
  readonly reference?: number
  readonly checks?: readonly Check[]
  /** What a reader has to know: sizes, how it was measured, or why it was not. */
  readonly notes: readonly string[]
}

/** A condition beside the goal. Null: it could not be judged. */
export interface Check {
  readonly says: string
  readonly value: number | null
  readonly goal: Bound
}

/** A figure as it is reported. */
export interface Reported {
  readonly id: string
  readonly says: string
  readonly value: number | null
  readonly unit: string
  readonly limit: number | null
  readonly ratio: number | null
  readonly ratioOf: string
  readonly reference: { readonly of: string; readonly value: number; readonly times: number } | null
  readonly goal: string
  readonly met: boolean | null
  readonly checks: readonly (Omit<Check, "goal"> & { readonly goal: string; readonly met: boolean | null })[]
  readonly notes: readonly string[]
  readonly quick: boolean
  readonly peakRssMb: number | null
}

export const skipped = (why: string): Measured => ({ value: null, limit: null, notes: [`skipped: ${why}`] })

/** Smaller sizes prove nothing: of them nothing is said to be met or missed. */
export const report = (figure: Figure, measured: Measured, quick: boolean, peakRssMb: number | null): Reported => {
  const { value, limit, notes } = measured
  const isRate = !("atMost" in figure.goal)
  const reference = referenceOf(figure.goal, measured)
  const checks = (measured.checks ?? []).map((check) => ({
    says: check.says,
    value: check.value,
    goal: goalText(check.goal),
    met: quick ? null : holds(check.goal, check.value),
  }))
  const own =
    "times" in figure.goal ? holds({ atLeast: figure.goal.times }, reference?.times ?? null) : holds(figure.goal, value)
  const all = [quick ? null : own, ...checks.map((check) => check.met)]
  return {
    id: figure.id,
    says: figure.says,
    value,
    unit: figure.unit,
    limit,
    ratio: value === null || limit === null ? null : isRate ? limit / value : value / limit,
    ratioOf: isRate ? "limit / ours" : "ours / limit",
    reference,
    goal: wholeGoal(figure),
    // What was skipped is not missed, whatever its checks say of smaller sizes.
    met: value === null ? null : all.includes(false) ? false : all.includes(null) ? null : true,
    checks,
    notes,
    quick,
    peakRssMb,
  }
}

const referenceOf = (goal: Goal, { value, reference }: Measured): Reported["reference"] =>
  "times" in goal && value !== null && reference !== undefined
    ? { of: goal.of, value: reference, times: value / reference }
    : null

const holds = (goal: Bound, value: number | null): boolean | null =>
  value === null ? null : "atLeast" in goal ? value >= goal.atLeast : value <= goal.atMost

const wholeGoal = ({ goal, unit, alsoSays }: Figure): string => {
  const own = "times" in goal ? `>= ${goal.times} x ${goal.of}` : `${goalText(goal)} ${unit}`
  return alsoSays === undefined ? own : `${own}, ${alsoSays}`
}

const goalText = (goal: Bound): string => ("atLeast" in goal ? `>= ${goal.atLeast}` : `<= ${goal.atMost}`)
