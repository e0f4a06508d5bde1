/**
 * One transition of a business object within a turn: how the object stood before, what happened, and how its effects see it.
 *
 * It is what the journal writes down, what a failed turn is taken back by, and the object that effects are handed: what it was then,
 * whatever becomes of it later.
 */
import type { ChartEvent, Effect } from "../statechart/chart.ts"
import type { Slot, Timer } from "../world/slot.ts"
import type { Seen } from "./room.ts"

export class Change implements Seen {
  /** The object, which may have moved on since. */
  slot: Slot
  readonly event: ChartEvent
  /** State number before; -1 at the object's creation. */
  readonly from: number
  readonly to: number
  readonly version: number
  readonly context: unknown
  readonly effects: readonly Effect[]
  /** How it stood before; nothing of it counts at the object's creation. */
  readonly contextBefore: unknown
  readonly updatedBefore: number
  readonly timersBefore: readonly Timer[]
  /** Row in the journal; set when the turn is committed. */
  row = -1

  constructor(
    slot: Slot,
    event: ChartEvent,
    from: number,
    to: number,
    version: number,
    context: unknown,
    effects: readonly Effect[],
  ) {
    this.slot = slot
    this.event = event
    this.from = from
    this.to = to
    this.version = version
    this.context = context
    this.effects = effects
    this.contextBefore = slot.context
    this.updatedBefore = slot.updatedAt
    this.timersBefore = slot.timers
  }

  get id(): string {
    return this.slot.id
  }

  get handle(): number {
    return this.slot.handle
  }

  get state(): string {
    return this.slot.shelf.kind.chart.label(this.to)
  }

  is(path: string): boolean {
    return this.slot.shelf.kind.chart.matches(this.to, path)
  }
}
