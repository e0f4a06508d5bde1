/** What broke in a run, in short: for whoever looks at many. */
import type { InvariantResult, RunResult } from "./result.ts"

/** Ids of the invariants that broke, meant or not. */
export const brokenIn = (invariants: readonly Pick<InvariantResult, "id" | "verdict">[]): readonly string[] =>
  invariants.filter(({ verdict }) => verdict === "broken").map(({ id }) => id)

/**
 * The worst that is wrong with a run, as a sentence: a defect, what must never be, what only had to come right in the end, what was
 * expected, what was never tried. Null where it held, whatever broke on purpose.
 */
export const worstOf = (result: RunResult): string | null => {
  if (result.verdict === "held") return null
  const { defects, invariants, expectations } = result
  const breaches = invariants.flatMap(({ kind, breach }) => (breach === null ? [] : [{ kind, ...breach }]))
  const [first] = breaches.toSorted((a, b) => lateness(a) - lateness(b) || a.at - b.at)
  const of = (verdict: "broken" | "unknown") => expectations.find((expected) => expected.verdict === verdict)
  const [defect] = defects
  const expected = of("broken") ?? of("unknown")
  return defect ?? first?.says ?? (expected === undefined ? null : expectedInWords(expected))
}

const lateness = ({ kind }: Pick<InvariantResult, "kind">): number => (kind === "convergence" ? 1 : 0)

/** What was expected, and what there was instead; a run of an earlier build does not say that. */
export const expectedInWords = ({ says, found }: RunResult["expectations"][number]): string =>
  found ? `${says} ${found}` : says
