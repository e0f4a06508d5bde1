/**
 * What is known of every order, in typed arrays by its ordinal: a few bytes an order, and nothing to fork.
 *
 * Whatever was never set is 0. A column is made of chunks; a fork shares them, and whoever writes first copies the one chunk that it
 * writes to. The classes are apart because an engine makes fast code for a place that meets one kind of array.
 */

const chunkBits = 8
const chunkSize = 1 << chunkBits
const within = chunkSize - 1

/** Stands for every chunk that nobody has written to. */
const noNumbers = new Float64Array(chunkSize)
const noFlags = new Uint8Array(chunkSize)

/** A number for each ordinal: an amount, an instant, a row. */
export class Column {
  /** One more than the greatest ordinal that was ever set. */
  length = 0
  #chunks: Float64Array<ArrayBuffer>[] = []
  /** Which chunks are nobody else's. */
  #own: boolean[] = []

  get(ordinal: number): number {
    return ordinal < this.length ? (this.#chunks[ordinal >> chunkBits]![ordinal & within] ?? 0) : 0
  }

  set(ordinal: number, value: number): void {
    this.#toWrite(ordinal)[ordinal & within] = value
  }

  /** Answers the new number. */
  add(ordinal: number, by: number): number {
    const chunk = this.#toWrite(ordinal)
    return (chunk[ordinal & within] = (chunk[ordinal & within] ?? 0) + by)
  }

  fork(): Column {
    const copy = new Column()
    copy.length = this.length
    copy.#chunks = this.#chunks.slice()
    copy.#own = this.#own.map(() => false)
    this.#own.fill(false)
    return copy
  }

  #toWrite(ordinal: number): Float64Array<ArrayBuffer> {
    if (ordinal >= this.length) this.length = ordinal + 1
    const index = ordinal >> chunkBits
    return this.#own[index] === true ? this.#chunks[index]! : this.#claim(index)
  }

  #claim(index: number): Float64Array<ArrayBuffer> {
    while (this.#chunks.length <= index) {
      this.#chunks.push(noNumbers)
      this.#own.push(false)
    }
    const chunk = this.#chunks[index]!.slice()
    this.#chunks[index] = chunk
    this.#own[index] = true
    return chunk
  }
}

/** A small whole number for each ordinal, 0 to 255: was it so, how often, in which of a few ways. */
export class Flags {
  length = 0
  #chunks: Uint8Array<ArrayBuffer>[] = []
  #own: boolean[] = []

  get(ordinal: number): number {
    return ordinal < this.length ? (this.#chunks[ordinal >> chunkBits]![ordinal & within] ?? 0) : 0
  }

  has(ordinal: number): boolean {
    return this.get(ordinal) !== 0
  }

  /** Answers whether this is news: it was 0 before. */
  set(ordinal: number, value = 1): boolean {
    if (ordinal >= this.length) this.length = ordinal + 1
    const index = ordinal >> chunkBits
    const chunk = this.#own[index] === true ? this.#chunks[index]! : this.#claim(index)
    const before = chunk[ordinal & within]
    chunk[ordinal & within] = value
    return before === 0
  }

  fork(): Flags {
    const copy = new Flags()
    copy.length = this.length
    copy.#chunks = this.#chunks.slice()
    copy.#own = this.#own.map(() => false)
    this.#own.fill(false)
    return copy
  }

  #claim(index: number): Uint8Array<ArrayBuffer> {
    while (this.#chunks.length <= index) {
      this.#chunks.push(noFlags)
      this.#own.push(false)
    }
    const chunk = this.#chunks[index]!.slice()
    this.#chunks[index] = chunk
    this.#own[index] = true
    return chunk
  }
}

/** Numbers in a row, kept to be ordered once at the end: durations of which the median is asked. */
export class Series {
  readonly #numbers: Column

  constructor(numbers = new Column()) {
    this.#numbers = numbers
  }

  push(value: number): void {
    this.#numbers.set(this.#numbers.length, value)
  }

  /** The lower of the middle ones; null when there is none. */
  median(): number | null {
    const ordered = Float64Array.from({ length: this.#numbers.length }, (_, index) => this.#numbers.get(index)).sort()
    return ordered[Math.floor((ordered.length - 1) / 2)] ?? null
  }

  fork(): Series {
    return new Series(this.#numbers.fork())
  }
}
