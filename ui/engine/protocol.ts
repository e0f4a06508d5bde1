/** What the page asks of the engine, and what comes back. Types only: the page is built without the engine. */

export interface RerunRequest {
  /** The scenario as it was run. */
  readonly text: string
  /** With this seed, whatever the text says. */
  readonly seed: number
  /** Places of the faults to leave out, as the result of the run lists them. */
  readonly without: readonly number[]
}

export type Rerun = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly problem: RerunProblem }

/** Why a run cannot be made here: its orders are in a file elsewhere, or this build reads its scenario differently. */
export interface RerunProblem {
  readonly kind: "needsBook" | "unreadable"
  readonly says: string
}

/** Messages of the engine's thread: the share that is done, 0 to 1, then what came of it. */
export type FromEngine = { readonly share: number } | Rerun
