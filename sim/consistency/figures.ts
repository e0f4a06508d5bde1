/** Operations figures: what the journal's columns say about how well the business ran. */
import type { MessageCursor, PostingCursor, TransitionCursor } from "./rows.ts"

export interface Figures<State = unknown> {
  /** Names of the figures with what they mean and their unit. */
  readonly says: Readonly<Record<string, string>>
  readonly state: () => State
  readonly message?: (state: State, row: MessageCursor) => void
  readonly transition?: (state: State, row: TransitionCursor) => void
  readonly posting?: (state: State, row: PostingCursor) => void
  /** Null where there was nothing to measure. */
  readonly read: (state: State) => Readonly<Record<string, number | null>>
}

export const figures = <State>(definition: Figures<State>): Figures => definition as unknown as Figures
