/**
 * The objects of one order and the state of each at any instant, from its transitions. Read once when the order is followed; every
 * move of the playhead is then a few binary searches.
 */
import type { PostingRow, TransitionRow } from "./object-rows.ts"
import type { RunModel } from "./run-model.ts"
import type { Playhead } from "./view-state.ts"

export interface ObjectState {
  readonly instance: string
  /** Kind of the object: order, shipment, payment. */
  readonly object: string
  readonly id: string
  /** The name of its state; null while it does not exist yet. */
  readonly state: string | null
  /** The transition that led to it. */
  readonly by: TransitionRow | null
  /** The next one, null when it stays as it is. */
  readonly next: TransitionRow | null
}

interface Life {
  readonly instance: string
  readonly object: string
  readonly id: string
  readonly transitions: readonly TransitionRow[]
}

export class OrderStates {
  readonly order: string
  readonly transitions: readonly TransitionRow[]
  readonly postings: readonly PostingRow[]
  readonly #lives: readonly Life[]

  constructor(order: string, transitions: readonly TransitionRow[], postings: readonly PostingRow[]) {
    this.order = order
    this.transitions = transitions
    this.postings = postings
    const lives = new Map<string, Life & { readonly transitions: TransitionRow[] }>()
    for (const transition of transitions) {
      const { instance, object, id } = transition
      const key = `${instance}\n${object}\n${id}`
      const life = lives.get(key)
      if (life === undefined) lives.set(key, { instance, object, id, transitions: [transition] })
      else life.transitions.push(transition)
    }
    this.#lives = [...lives.values()]
  }

  static async of(model: RunModel, order: string): Promise<OrderStates> {
    return new OrderStates(order, await model.transitionsOf(order), await model.postingsOf(order))
  }

  /** All objects in the order of their creation. At a message, what its own turn did has happened, and nothing after it. */
  at(playhead: Playhead): readonly ObjectState[] {
    return this.#lives.map(({ instance, object, id, transitions }) => {
      const count = countUntil(transitions, playhead)
      const by = transitions[count - 1] ?? null
      // What its owner has forgotten is there no more than what it has not made yet.
      const state = by === null || by.to === "" ? null : by.to
      return { instance, object, id, state, by, next: transitions[count] ?? null }
    })
  }

  /** What was posted until then. */
  postedAt(playhead: Playhead): readonly PostingRow[] {
    return this.postings.slice(0, countUntil(this.postings, playhead))
  }
}

/** How many of some rows, which are in order, belong to what was before and at the playhead. */
const countUntil = (
  rows: readonly { readonly at: number; readonly message: number }[],
  { at, row }: Playhead,
): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    const found = rows[middle]!
    const isPast = found.at < at || (found.at === at && (row < 0 || found.message <= row))
    if (isPast) low = middle + 1
    else high = middle
  }
  return low
}
