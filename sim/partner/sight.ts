/** A business object as a room sees it at one instant: what it was then, whatever becomes of it. */
import type { Slot } from "../world/slot.ts"
import type { Chart } from "../statechart/chart.ts"
import type { Seen } from "./room.ts"

export class Sight implements Seen {
  readonly id: string
  readonly context: unknown
  readonly version: number
  readonly #chart: Chart
  readonly #state: number

  constructor(slot: Slot) {
    this.id = slot.id
    this.context = slot.context
    this.version = slot.version
    this.#chart = slot.shelf.kind.chart
    this.#state = slot.state
  }

  get state(): string {
    return this.#chart.label(this.#state)
  }

  is(path: string): boolean {
    return this.#chart.matches(this.#state, path)
  }
}
