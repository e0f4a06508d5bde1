/** Counts of whole milliseconds, and exact percentiles of them: no buckets, no samples, nothing rounded. */

/** Below this a value is an index; response times are nearly always there. Beyond, values are rare and kept apart. */
const denseMax = 65_536

export class Tally {
  #dense = new Uint32Array(256)
  #sparse = new Map<number, number>()
  total = 0

  add(value: number, count: number): void {
    this.total += count
    if (value >= denseMax) {
      this.#sparse.set(value, (this.#sparse.get(value) ?? 0) + count)
      return
    }
    if (value >= this.#dense.length) this.#grow(value)
    this.#dense[value] = (this.#dense[value] ?? 0) + count
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
    const copy = new Tally()
    copy.#dense = this.#dense.slice()
    copy.#sparse = new Map(this.#sparse)
    copy.total = this.total
    return copy
  }

  #grow(value: number): void {
    let size = this.#dense.length
    while (size <= value) size *= 2
    const grown = new Uint32Array(size)
    grown.set(this.#dense)
    this.#dense = grown
  }
}
