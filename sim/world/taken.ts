/**
 * Which events of one publisher's log a consumer has taken in, and until when that is known: one number for each event.
 *
 * Events are numbered densely and are taken in roughly in order, so they lie in chunks that are forgotten from the front. A fork
 * shares the chunks until one side writes into one.
 */

/** Events in a chunk, a power of two. */
const chunkBits = 7
const chunkSize = 1 << chunkBits

interface Chunk {
  /** Instants until which each event is known; 0 for one that was not taken in. */
  readonly until: Float64Array<ArrayBuffer>
  readonly ticket: object
  /** Until when the last of them is known. */
  last: number
}

export class Taken {
  readonly #keptMs: number
  readonly #chunks: (Chunk | undefined)[]
  /** Chunks before this one are forgotten. */
  #first: number
  #ticket: object = {}

  constructor(keptMs: number, from?: Taken) {
    this.#keptMs = keptMs
    this.#chunks = from === undefined ? [] : from.#chunks.slice()
    this.#first = from === undefined ? 0 : from.#first
  }

  fork(): Taken {
    this.#ticket = {}
    return new Taken(this.#keptMs, this)
  }

  has(ordinal: number, at: number): boolean {
    return (this.#chunks[ordinal >>> chunkBits]?.until[ordinal & (chunkSize - 1)] ?? 0) > at
  }

  add(ordinal: number, at: number): void {
    const index = ordinal >>> chunkBits
    const chunk = this.#own(index)
    chunk.until[ordinal & (chunkSize - 1)] = at + this.#keptMs
    chunk.last = Math.max(chunk.last, at + this.#keptMs)
    if ((ordinal & (chunkSize - 1)) === 0) this.#forget(at)
  }

  #own(index: number): Chunk {
    const known = this.#chunks[index]
    if (known !== undefined && known.ticket === this.#ticket) return known
    const until = known === undefined ? new Float64Array(chunkSize) : known.until.slice()
    return (this.#chunks[index] = { until, ticket: this.#ticket, last: known?.last ?? 0 })
  }

  #forget(at: number): void {
    for (let chunk = this.#chunks[this.#first]; chunk !== undefined && chunk.last <= at;) {
      this.#chunks[this.#first++] = undefined
      chunk = this.#chunks[this.#first]
    }
  }
}
