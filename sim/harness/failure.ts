/** What a run failed of, in a form by which two failures can be told apart or recognised as the same. */
import type { RunResult } from "../report/result.ts"

export interface Failure {
  /** Id of the invariant, or `defect`. */
  readonly id: string
  /** What was found, as a sentence of the run. */
  readonly says: string
  /** The sentence without names and numbers: the same bug in another order reads the same. */
  readonly signature: string
}

/** The first breach of a run, defects before invariants because they are the cause; null when nothing broke. */
export const failureOf = (result: Pick<RunResult, "defects" | "invariants">): Failure | null => {
  const [defect] = result.defects
  if (defect !== undefined) return { id: "defect", says: defect, signature: `defect ${rootOf(defect)}` }
  const broken = result.invariants
    .filter((invariant) => invariant.breach !== null)
    .toSorted((a, b) => a.breach!.at - b.breach!.at || (a.id < b.id ? -1 : 1))
  const [first] = broken
  if (first === undefined) return null
  const { says } = first.breach!
  return { id: first.id, says, signature: `${first.id} ${rootOf(says)}` }
}

/** Anything with a digit in it is a name or a number. */
const rootOf = (says: string): string => says.replaceAll(/\S*\d\S*/g, "…")
