/** Watches a journal as it is written: runs every invariant and every figure over each new row. */
import type { Journal } from "../journal/journal.ts"
import type { InvariantResult } from "../report/result.ts"
import type { Watcher } from "../world/recorder.ts"
import type { Figures } from "./figures.ts"
import type { Invariant, Judge } from "./invariant.ts"
import { MessageCursor, PostingCursor, TransitionCursor } from "./rows.ts"

interface Watched {
  readonly invariant: Invariant
  readonly state: unknown
  readonly judge: Judge
  exercised: number
  breaches: number
  first: InvariantResult["breach"]
}

/** Further breaches of one invariant are counted; so many are written down. */
const writtenMax = 100

export class Monitor implements Watcher {
  readonly #watched: readonly Watched[]
  readonly #figures: readonly { readonly definition: Figures; readonly state: unknown }[]
  readonly #message: MessageCursor
  readonly #transition: TransitionCursor
  readonly #posting: PostingCursor
  readonly #onMessage: readonly Watched[]
  readonly #onTransition: readonly Watched[]
  readonly #onPosting: readonly Watched[]

  constructor(
    journal: Journal,
    kinds: ReadonlyMap<string, string>,
    invariants: readonly Invariant[],
    figures: readonly Figures[],
    breach: (at: number, id: string, message: number, says: string) => void,
  ) {
    this.#message = new MessageCursor(journal)
    this.#transition = new TransitionCursor(journal, kinds)
    this.#posting = new PostingCursor(journal, kinds)
    this.#watched = invariants.map((definition) => {
      const watched: Watched = {
        invariant: definition,
        state: definition.state(),
        exercised: 0,
        breaches: 0,
        first: null,
        judge: {
          exercised: () => {
            watched.exercised++
          },
          broken: (at, message, says) => {
            watched.breaches++
            watched.first ??= { at, message, says }
            if (watched.breaches <= writtenMax) breach(at, definition.id, message, says)
          },
        },
      }
      return watched
    })
    this.#figures = figures.map((definition) => ({ definition, state: definition.state() }))
    this.#onMessage = this.#watched.filter((watched) => watched.invariant.message !== undefined)
    this.#onTransition = this.#watched.filter((watched) => watched.invariant.transition !== undefined)
    this.#onPosting = this.#watched.filter((watched) => watched.invariant.posting !== undefined)
  }

  message(row: number): void {
    this.#message.row = row
    for (const { invariant, state, judge } of this.#onMessage) invariant.message?.(state, this.#message, judge)
    for (const { definition, state } of this.#figures) definition.message?.(state, this.#message)
  }

  transition(row: number): void {
    this.#transition.row = row
    for (const { invariant, state, judge } of this.#onTransition) invariant.transition?.(state, this.#transition, judge)
    for (const { definition, state } of this.#figures) definition.transition?.(state, this.#transition)
  }

  posting(row: number): void {
    this.#posting.row = row
    for (const { invariant, state, judge } of this.#onPosting) invariant.posting?.(state, this.#posting, judge)
    for (const { definition, state } of this.#figures) definition.posting?.(state, this.#posting)
  }

  quiescence(at: number): void {
    for (const { invariant, state, judge } of this.#watched) invariant.quiescence?.(state, at, judge)
  }

  results(): InvariantResult[] {
    return this.#watched.map(({ invariant, exercised, breaches, first }) => ({
      id: invariant.id,
      name: invariant.name,
      kind: invariant.kind,
      verdict: breaches > 0 ? "broken" : exercised > 0 ? "held" : "unknown",
      exercised,
      breach: first,
      breaches,
    }))
  }

  figures(): Record<string, number | null> {
    return Object.assign({}, ...this.#figures.map(({ definition, state }) => definition.read(state))) as Record<
      string,
      number | null
    >
  }
}
