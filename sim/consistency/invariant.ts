/**
 * An invariant: what must hold, checked row by row over messages, transitions and postings, never over bodies.
 *
 * Its state is plain data of its own. It counts how often it really judged something: one that never did is unknown, not green.
 */
import type { MessageCursor, PostingCursor, TransitionCursor } from "./rows.ts"

export interface Judge {
  /** The invariant was put to the test. */
  exercised(): void
  broken(at: number, message: number, says: string): void
}

export interface Invariant<State = unknown> {
  /** `I10` */
  readonly id: string
  readonly name: string
  readonly kind: "safety" | "convergence" | "reachability"
  /** One sentence on what must hold. */
  readonly says: string
  readonly state: () => State
  readonly message?: (state: State, row: MessageCursor, judge: Judge) => void
  readonly transition?: (state: State, row: TransitionCursor, judge: Judge) => void
  readonly posting?: (state: State, row: PostingCursor, judge: Judge) => void
  /** Judged once, when nothing is left to do. */
  readonly quiescence?: (state: State, at: number, judge: Judge) => void
}

/** Declares an invariant; the state's type is inferred and then forgotten. */
export const invariant = <State>(definition: Invariant<State>): Invariant => definition as unknown as Invariant
