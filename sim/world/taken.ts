/**
 * Which events of one publisher's log a consumer has taken in, and until when that is known: one number for each event.
 *
 * Events are numbered densely and are taken in roughly in order, so what is forgotten leaves from the front.
 */

const untilAtFirst = 64

export class Taken {
  readonly #keptMs: number
  /** Instants until which each is known, from `#first` on; 0 for one that was not taken in. */
  #until: Float64Array<ArrayBuffer>
  /** Ordinal of the first cell. */
  #first: number
  #size: number

  constructor(keptMs: number, from?: Taken) {
    this.#keptMs = keptMs
    this.#until = from === undefined ? new Float64Array(untilAtFirst) : from.#until.slice()
    this.#first = from === undefined ? 0 : from.#first
    this.#size = from === undefined ? 0 : from.#size
  }

  fork(): Taken {
    return new Taken(this.#keptMs, this)
  }

  has(ordinal: number, at: number): boolean {
    const index = ordinal - this.#first
    return index >= 0 && index < this.#size && this.#until[index]! > at
  }

  add(ordinal: number, at: number): void {
    // What lies before the first cell was forgotten: taking it in again cannot be remembered apart from its neighbours.
    if (ordinal < this.#first) return
    if (ordinal - this.#first >= this.#until.length) this.#makeRoom(ordinal, at)
    const index = ordinal - this.#first
    if (index >= this.#size) this.#size = index + 1
    this.#until[index] = at + this.#keptMs
  }

  #makeRoom(ordinal: number, at: number): void {
    let stale = 0
    while (stale < this.#size && this.#until[stale]! <= at && this.#until[stale]! > 0) stale++
    const kept = this.#until.subarray(stale, this.#size)
    const needed = ordinal - this.#first - stale + 1
    let length = untilAtFirst
    while (length < needed * 2) length *= 2
    const next = new Float64Array(length)
    next.set(kept)
    this.#until = next
    this.#first += stale
    this.#size -= stale
  }
}
