/** A business object as it stands now, and what the world needs to know of its kind. */
import type { Chart } from "../statechart/chart.ts"
import type { Shelf } from "./shelf.ts"

/** What the slots need to know of a kind of object. */
export interface SlotKind {
  readonly name: string
  readonly chart: Chart
  /** Objects that stand for as long as the world does (stock positions, people) and are kept apart from those that come and go. */
  readonly lasting?: boolean
  readonly indexes?: Readonly<Record<string, (context: never, state: string) => string | null>>
}

export interface Timer {
  readonly event: string
  readonly token: number
}

/** Who may change a page or a slot in place: everybody else copies it first. */
export type Ticket = object

export const noTimers: readonly Timer[] = []

/** One business object as it stands now. Read it as you like; change it only through `Slots`. */
export class Slot {
  readonly shelf: Shelf
  readonly handle: number
  readonly id: string
  state: number
  context: unknown
  version: number
  updatedAt: number
  timers: readonly Timer[] = noTimers
  /** Its present keys in the shelf's indexes. */
  keys: readonly (string | null)[]
  /** Ordinal of its id's root, once somebody has asked for it. */
  root = -1
  ticket: Ticket

  constructor(shelf: Shelf, handle: number, id: string, state: number, context: unknown, at: number, ticket: Ticket) {
    this.shelf = shelf
    this.handle = handle
    this.id = id
    this.state = state
    this.context = context
    this.version = 1
    this.updatedAt = at
    this.keys = shelf.noKeys
    this.ticket = ticket
  }

  get kind(): SlotKind {
    return this.shelf.kind
  }

  get label(): string {
    return this.shelf.kind.chart.label(this.state)
  }
}
