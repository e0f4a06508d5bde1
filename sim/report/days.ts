/** Counts by UTC day, from the first day that has one. */

export const dayMs = 86_400_000

const daysAtFirst = 64

export class Days {
  #first = 0
  #counts: Uint32Array<ArrayBuffer> = new Uint32Array(0)

  /** `count` at once. */
  add(at: number, count: number): void {
    this.#addTo(Math.floor(at / dayMs), count)
  }

  /** `count` of them, the first at `at` and each `everyMs` after the one before it. */
  addEvery(at: number, count: number, everyMs: number): void {
    if (everyMs <= 0) return this.add(at, count)
    for (let next = at, left = count; left > 0;) {
      const day = Math.floor(next / dayMs)
      const today = Math.min(left, Math.ceil(((day + 1) * dayMs - next) / everyMs))
      this.#addTo(day, today)
      left -= today
      next += today * everyMs
    }
  }

  addAll(other: Days): void {
    for (const [index, count] of other.#counts.entries()) if (count > 0) this.#addTo(other.#first + index, count)
  }

  /** The most in one day, and how many days have any. */
  summary(): { readonly most: number; readonly days: number } {
    let [most, days] = [0, 0]
    for (const count of this.#counts) {
      if (count > 0) days++
      if (count > most) most = count
    }
    return { most, days }
  }

  fork(): Days {
    const copy = new Days()
    copy.#first = this.#first
    copy.#counts = this.#counts.slice()
    return copy
  }

  #addTo(day: number, count: number): void {
    let index = day - this.#first
    if (index < 0 || index >= this.#counts.length) index = this.#reach(day)
    this.#counts[index] = (this.#counts[index] ?? 0) + count
  }

  /** Makes room for a day; answers its index. */
  #reach(day: number): number {
    const { length } = this.#counts
    const first = length === 0 ? day : Math.min(day, this.#first)
    const until = length === 0 ? day + daysAtFirst : Math.max(day + 1, this.#first + length)
    // Traffic comes day by day, so room is made behind; a day before the first is rare.
    const larger = new Uint32Array(Math.max(until - first, day < this.#first ? 0 : length * 2))
    larger.set(this.#counts, length === 0 ? 0 : this.#first - first)
    this.#first = first
    this.#counts = larger
    return day - first
  }
}
