/**
 * Counts by text that keep no text: what must be remembered for ever of millions of names, in twelve bytes each and the empty slots.
 *
 * A text is known by 64 bits of its content, so among ten million of them the odds that two share a count are one in three hundred
 * thousand. What counts zero is as good as never seen, and its slot is given up when the table next grows. A fork shares the pages
 * of the table, and whoever writes first copies the one page that it writes to.
 */
import { TextHashes } from "./text-hash.ts"

/** A slot is a hash, another hash and a count, side by side so that looking one up touches one place in memory. */
const cells = 3
const pageBits = 6
const pageSlots = 1 << pageBits
const within = pageSlots - 1

export class HashCounts {
  readonly #hashes = new TextHashes()
  #pages: Int32Array<ArrayBuffer>[] = [new Int32Array(pageSlots * cells)]
  /** Which pages are nobody else's. */
  #own: boolean[] = [true]
  #mask = pageSlots - 1
  /** Slots that are taken, those that have come back to zero included. */
  #taken = 0
  #size = 0

  /** How many texts do not count zero. */
  get size(): number {
    return this.#size
  }

  /** The bytes it takes up. */
  get bytes(): number {
    return this.#pages.length * pageSlots * cells * 4
  }

  get(text: string): number {
    this.#hashes.of(text)
    return this.getHashed(this.#hashes.one, this.#hashes.other)
  }

  /** Adds to the count of a text and answers the new one. */
  add(text: string, by = 1): number {
    this.#hashes.of(text)
    return this.addHashed(this.#hashes.one, this.#hashes.other, by)
  }

  /** The same for whoever has `hashText` and `otherHashText` already, or mixes them from those of several texts. */
  getHashed(hash: number, otherHash: number): number {
    const index = this.#find(hash | 0, otherHash | 0 || 1)
    return this.#pages[index >> pageBits]![(index & within) * cells + 2]!
  }

  addHashed(hash: number, otherHash: number, by = 1): number {
    const first = hash | 0
    // Two zeros mark an empty slot, so the other hash is never zero.
    const second = otherHash | 0 || 1
    let index = this.#find(first, second)
    const before = this.#pages[index >> pageBits]![(index & within) * cells + 2]!
    const count = before + by
    if ((count | 0) !== count) throw new RangeError(`A count here is a whole number of 32 bits; ${count} is none.`)
    if (count === before) return count
    if (this.#pages[index >> pageBits]![(index & within) * cells + 1] === 0) {
      if ((this.#taken + 1) * 4 > (this.#mask + 1) * 3) {
        this.#grow()
        index = this.#find(first, second)
      }
      this.#taken++
    }
    this.#write(index, first, second, count)
    if (before === 0) this.#size++
    else if (count === 0) this.#size--
    return count
  }

  /** An independent copy. */
  fork(): HashCounts {
    const copy = new HashCounts()
    copy.#pages = this.#pages.slice()
    copy.#own = this.#own.map(() => false)
    this.#own.fill(false)
    copy.#mask = this.#mask
    copy.#taken = this.#taken
    copy.#size = this.#size
    return copy
  }

  /** The slot of these hashes, or the empty one in which they belong. */
  #find(first: number, second: number): number {
    const pages = this.#pages
    const mask = this.#mask
    for (let index = first & mask; ; index = (index + 1) & mask) {
      const page = pages[index >> pageBits]!
      const slot = (index & within) * cells
      const other = page[slot + 1]
      if (other === 0 || (other === second && page[slot] === first)) return index
    }
  }

  #write(index: number, first: number, second: number, count: number): void {
    const number = index >> pageBits
    let page = this.#pages[number]!
    if (this.#own[number] !== true) {
      page = page.slice()
      this.#pages[number] = page
      this.#own[number] = true
    }
    const slot = (index & within) * cells
    page[slot] = first
    page[slot + 1] = second
    page[slot + 2] = count
  }

  #grow(): void {
    const old = this.#pages
    const size = this.#mask + 1
    // When half of the slots count zero, taking them out makes enough room.
    const capacity = this.#size * 2 > size ? size * 2 : size
    this.#pages = Array.from({ length: capacity >> pageBits }, () => new Int32Array(pageSlots * cells))
    this.#own = this.#pages.map(() => true)
    this.#mask = capacity - 1
    this.#taken = this.#size
    for (const page of old) {
      for (let slot = 0; slot < page.length; slot += cells) {
        const [first, second, count] = [page[slot]!, page[slot + 1]!, page[slot + 2]!]
        if (count !== 0) this.#write(this.#find(first, second), first, second, count)
      }
    }
  }
}
