/**
 * What is known of every order, in typed arrays by its ordinal: a few bytes an order, and a fork is a copy of plain memory.
 *
 * Whatever was never set is 0. The classes are apart because an engine makes fast code for a place that meets one kind of array.
 */

const cellsAtFirst = 64

/** Room for at least `least` cells, and for as many again as there were. */
const roomFor = (least: number, now: number): number => Math.max(least, now * 2)

/** A number for each ordinal: an amount, an instant, a row. */
export class Column {
  /** One more than the greatest ordinal that was ever set. */
  length = 0
  #cells = new Float64Array(cellsAtFirst)

  get(ordinal: number): number {
    return this.#cells[ordinal] ?? 0
  }

  set(ordinal: number, value: number): void {
    if (ordinal >= this.length) this.#reach(ordinal + 1)
    this.#cells[ordinal] = value
  }

  /** Answers the new number. */
  add(ordinal: number, by: number): number {
    if (ordinal >= this.length) this.#reach(ordinal + 1)
    return (this.#cells[ordinal] = (this.#cells[ordinal] ?? 0) + by)
  }

  fork(): Column {
    const copy = new Column()
    copy.length = this.length
    copy.#cells = this.#cells.slice()
    return copy
  }

  #reach(length: number): void {
    this.length = length
    if (length <= this.#cells.length) return
    const larger = new Float64Array(roomFor(length, this.#cells.length))
    larger.set(this.#cells)
    this.#cells = larger
  }
}

/** A small whole number for each ordinal, 0 to 255: was it so, how often, in which of a few ways. */
export class Flags {
  length = 0
  #cells = new Uint8Array(cellsAtFirst)

  get(ordinal: number): number {
    return this.#cells[ordinal] ?? 0
  }

  has(ordinal: number): boolean {
    return this.get(ordinal) !== 0
  }

  /** Answers whether this is news: it was 0 before. */
  set(ordinal: number, value = 1): boolean {
    if (ordinal >= this.length) this.#reach(ordinal + 1)
    const before = this.#cells[ordinal]
    this.#cells[ordinal] = value
    return before === 0
  }

  fork(): Flags {
    const copy = new Flags()
    copy.length = this.length
    copy.#cells = this.#cells.slice()
    return copy
  }

  #reach(length: number): void {
    this.length = length
    if (length <= this.#cells.length) return
    const larger = new Uint8Array(roomFor(length, this.#cells.length))
    larger.set(this.#cells)
    this.#cells = larger
  }
}

/** Numbers in a row, kept to be ordered once at the end: durations of which the median is asked. */
export class Series {
  length = 0
  #cells = new Float64Array(cellsAtFirst)

  push(value: number): void {
    if (this.length === this.#cells.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells[this.length++] = value
  }

  /** The lower of the middle ones; null when there is none. */
  median(): number | null {
    const ordered = this.#cells.slice(0, this.length).sort()
    return ordered[Math.floor((this.length - 1) / 2)] ?? null
  }

  fork(): Series {
    const copy = new Series()
    copy.length = this.length
    copy.#cells = this.#cells.slice()
    return copy
  }
}
