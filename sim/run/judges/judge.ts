/** A judge of one expectation: it sees the rows it asks for as they are written, and gives its verdict when the run is over. */
import type { MessageRow, PostingRow, TransitionRow } from "../../consistency/rows.ts"
import type { Variation } from "../../scenario/variations.ts"
import type { InvariantResult, Verdict } from "../../report/result.ts"
import type { World } from "../../world/world.ts"

/** What is known when nothing is left to do. */
export interface End {
  readonly world: World
  readonly invariants: readonly InvariantResult[]
  /** Operations figures by name; null where there was nothing to measure. */
  readonly figures: Readonly<Record<string, number | null>>
  /** How the invariants turned out as a whole. */
  readonly verdict: Verdict
  /** Runs the scenario a second time and compares what there is in the end. */
  readonly again: (variation: Variation) => Verdict
}

export interface Judge {
  message?(row: MessageRow): void
  transition?(row: TransitionRow): void
  posting?(row: PostingRow): void
  /** "unknown" where what was expected was never put to the test. */
  verdict(end: End): Verdict
  /** A sentence: what there was instead. Asked only where what was expected did not hold. */
  found(end: End): string
  /** A judge that has seen as much and goes on by itself. */
  fork(): Judge
}

export const held = (holds: boolean): Verdict => (holds ? "held" : "broken")
