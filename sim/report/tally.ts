/** Counts of whole milliseconds, and exact percentiles of them: no buckets, no samples, nothing rounded. */

/** Below this a value may be an index; response times are nearly always there. Beyond, values are rare and kept apart. */
const denseMax = 65_536
/** So many different values are kept in a map before room is made for all that lie between them. */
const sparseMax = 128
const denseAtFirst = 256

const nothing = new Uint32Array(0)

export class Tally {
  #dense: Uint32Array<ArrayBuffer> = nothing
  readonly #sparse: Map<number, number>
  total = 0

  constructor(sparse?: ReadonlyMap<number, number>) {
    this.#sparse = new Map(sparse)
  }

  add(value: number, count: number): void {
    this.total += count
    this.#count(value, count)
  }

  addAll(other: Tally): void {
    for (let value = 0; value < other.#dense.length; value++) {
      const count = other.#dense[value] ?? 0
      if (count > 0) this.add(value, count)
    }
    for (const [value, count] of other.#sparse) this.add(value, count)
  }

  /** The nearest rank: the least value that at least `percent` of all values do not exceed. Null for an empty tally. */
  percentile(percent: number): number | null {
    // Multiplied first, so that 95 % of 20 is the 19th value and not the 20th by a rounding error.
    const rank = Math.max(1, Math.ceil((this.total * percent) / 100))
    let seen = 0
    for (let value = 0; value < this.#dense.length; value++) {
      seen += this.#dense[value] ?? 0
      if (seen >= rank) return value
    }
    for (const [value, count] of [...this.#sparse].toSorted((a, b) => a[0] - b[0])) {
      seen += count
      if (seen >= rank) return value
    }
    return null
  }

  fork(): Tally {
    const copy = new Tally(this.#sparse)
    copy.#dense = this.#dense.slice()
    copy.total = this.total
    return copy
  }

  #count(value: number, count: number): void {
    if (value < this.#dense.length) this.#dense[value] = (this.#dense[value] ?? 0) + count
    else if (value < denseMax && this.#dense.length > 0) this.#spread(value, count)
    else {
      this.#sparse.set(value, (this.#sparse.get(value) ?? 0) + count)
      if (this.#dense.length === 0 && this.#sparse.size > sparseMax) this.#unfold()
    }
  }

  /** From now on what is below the limit is counted by index. */
  #unfold(): void {
    this.#dense = new Uint32Array(denseAtFirst)
    for (const [value, count] of this.#sparse) {
      if (value >= denseMax) continue
      this.#sparse.delete(value)
      this.#count(value, count)
    }
  }

  /** Makes room up to a value, and counts it. */
  #spread(value: number, count: number): void {
    let size = this.#dense.length
    while (size <= value) size *= 2
    const grown = new Uint32Array(size)
    grown.set(this.#dense)
    grown[value] = (grown[value] ?? 0) + count
    this.#dense = grown
  }
}
