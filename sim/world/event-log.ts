/**
 * The business events that one instance has published, in order: what its webhooks carry and polls list.
 *
 * Old events leave when every consumer that polls has passed them and they are older than the log promises to keep them.
 */

export interface Published {
  readonly ordinal: number
  readonly id: string
  readonly topic: string
  readonly subject: string
  readonly at: number
  readonly body: unknown
}

/** How long events are kept at least, in ms (7 days; providers promise between 3 and 30). */
const keptMs = 604_800_000
/** Trimming moves the rest to the front, so it is done for so many at a time. */
const trimmedMin = 4096

export class EventLog {
  #events: Published[]
  #first: number

  constructor(from?: EventLog) {
    this.#events = from === undefined ? [] : from.#events.slice()
    this.#first = from === undefined ? 0 : from.#first
  }

  fork(): EventLog {
    return new EventLog(this)
  }

  /** Ordinal of the next event: how many were ever published. */
  get length(): number {
    return this.#first + this.#events.length
  }

  /** Ordinal of the oldest event that is still kept. */
  get first(): number {
    return this.#first
  }

  push(event: Published): void {
    this.#events.push(event)
  }

  at(ordinal: number): Published | undefined {
    return this.#events[ordinal - this.#first]
  }

  /** Everything that is still kept; for tests and for looking at. */
  kept(): readonly Published[] {
    return this.#events
  }

  /** Drops what is older than promised and before `ordinal`. */
  trim(ordinal: number, at: number): void {
    let count = Math.min(ordinal - this.#first, this.#events.length)
    if (count < trimmedMin) return
    while (count > 0 && this.#events[count - 1]!.at > at - keptMs) count--
    if (count < trimmedMin) return
    this.#events = this.#events.slice(count)
    this.#first += count
  }
}
