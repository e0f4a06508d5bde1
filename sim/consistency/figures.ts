/** Operations figures: what a run's rows say about how well the business ran. They name the rows they look at as invariants do. */
import type { Handlers } from "./dispatch.ts"
import type { RootIndex } from "./root-index.ts"
import type { MessageRow, PostingRow, TransitionRow } from "./rows.ts"
import type { State } from "./state.ts"

export interface Figures<S extends State = State> {
  /** Names of the figures with what they mean and their unit. */
  readonly says: Readonly<Record<string, string>>
  readonly state: () => S
  readonly message?: Handlers<S, MessageRow, { readonly roots: RootIndex }>
  readonly transition?: Handlers<S, TransitionRow, { readonly roots: RootIndex }>
  readonly posting?: Handlers<S, PostingRow, { readonly roots: RootIndex }>
  /** Null where there was nothing to measure. */
  readonly read: (state: S) => Readonly<Record<string, number | null>>
}

export const figures = <S extends State>(definition: Figures<S>): Figures => definition as unknown as Figures
