/**
 * An invariant: what must hold, judged row by row over messages, transitions and postings, never over bodies.
 *
 * It says by name which rows it looks at, and sees no others: messages by operation, transitions by the kind of object, postings by
 * book and account (`stock/onHand`; `money/*` is every account of the book). Several names stand in one line, apart by ` | `.
 * Its state is its own. It counts how often it really judged something: one that never did is unknown, not green.
 */
import type { Handlers } from "./dispatch.ts"
import type { RootIndex } from "./root-index.ts"
import type { MessageRow, PostingRow, TransitionRow } from "./rows.ts"
import type { State } from "./state.ts"

export interface Judge {
  /** Whose ordinal a row's root is. */
  readonly roots: RootIndex
  /** The invariant was put to the test. */
  exercised(times?: number): void
  broken(at: number, message: number, says: string): void
}

export interface Invariant<S extends State = State> {
  /** `I10` */
  readonly id: string
  readonly name: string
  readonly kind: "safety" | "convergence" | "reachability"
  /** One sentence on what must hold. */
  readonly says: string
  readonly state: () => S
  readonly message?: Handlers<S, MessageRow, Judge>
  readonly transition?: Handlers<S, TransitionRow, Judge>
  readonly posting?: Handlers<S, PostingRow, Judge>
  /** Judged once, when nothing is left to do. */
  readonly quiescence?: (state: S, at: number, judge: Judge) => void
}

/** Declares an invariant; the state's type is inferred and then forgotten. */
export const invariant = <S extends State>(definition: Invariant<S>): Invariant => definition as unknown as Invariant
