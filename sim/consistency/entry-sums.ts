/** Sums of an entry's legs by a word, such as SKU or currency, to be asked for what does not add up to zero when the entry ends. */

const balanced: readonly (readonly [string, number])[] = []

export class EntrySums {
  entry = -1
  /** Most legs are of the word before them: that sum is kept apart. */
  #word = ""
  #sum = 0
  #others = new Map<string, number>()

  add(word: string, by: number): void {
    if (word !== this.#word) {
      this.#putAway()
      this.#word = word
      this.#sum = 0
    }
    this.#sum += by
  }

  /** Ends one entry and begins another: answers the sums of the old one that are not zero. */
  begin(entry: number): readonly (readonly [string, number])[] {
    this.#putAway()
    this.entry = entry
    this.#sum = 0
    if (this.#others.size === 0) return balanced
    const left = [...this.#others].filter(([, sum]) => sum !== 0)
    this.#others.clear()
    return left
  }

  fork(): EntrySums {
    const copy = new EntrySums()
    copy.entry = this.entry
    copy.#word = this.#word
    copy.#sum = this.#sum
    copy.#others = new Map(this.#others)
    return copy
  }

  #putAway(): void {
    if (this.#sum !== 0) this.#others.set(this.#word, (this.#others.get(this.#word) ?? 0) + this.#sum)
  }
}
