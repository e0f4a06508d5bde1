/**
 * Counts by text that keep no text: what must be remembered for ever of millions of names, in twelve bytes each and the empty slots.
 *
 * A text is known by 64 bits of its content, so among ten million of them the odds that two share a count are one in three hundred
 * thousand. What counts zero is as good as never seen, and its slot is given up when the table next grows.
 */
import { hashText, otherHashText } from "./hash.ts"

const slotsAtFirst = 64
/** A slot is a hash, another hash and a count, side by side so that looking one up touches one place in memory. */
const cells = 3

export class HashCounts {
  #slots = new Int32Array(slotsAtFirst * cells)
  #mask = slotsAtFirst - 1
  /** Slots that are taken, those that have come back to zero included. */
  #taken = 0
  #size = 0

  /** How many texts do not count zero. */
  get size(): number {
    return this.#size
  }

  /** The bytes it takes up. */
  get bytes(): number {
    return this.#slots.byteLength
  }

  get(text: string): number {
    return this.getHashed(hashText(text), otherHashText(text))
  }

  /** Adds to the count of a text and answers the new one. */
  add(text: string, by = 1): number {
    return this.addHashed(hashText(text), otherHashText(text), by)
  }

  /** The same for whoever has the two hashes already, or mixes them from those of several texts. */
  getHashed(hash: number, otherHash: number): number {
    return this.#slots[this.#find(hash | 0, otherHash | 0 || 1) + 2] ?? 0
  }

  addHashed(hash: number, otherHash: number, by = 1): number {
    const first = hash | 0
    // Two zeros mark an empty slot, so the other hash is never zero.
    const second = otherHash | 0 || 1
    let slot = this.#find(first, second)
    const before = this.#slots[slot + 2] ?? 0
    const count = before + by
    if ((count | 0) !== count) throw new RangeError(`A count here is a whole number of 32 bits; ${count} is none.`)
    if (count === before) return count
    if (this.#slots[slot + 1] === 0) {
      if ((this.#taken + 1) * 4 > (this.#mask + 1) * 3) {
        this.#grow()
        slot = this.#find(first, second)
      }
      this.#slots[slot] = first
      this.#slots[slot + 1] = second
      this.#taken++
    }
    this.#slots[slot + 2] = count
    if (before === 0) this.#size++
    else if (count === 0) this.#size--
    return count
  }

  /** An independent copy. */
  fork(): HashCounts {
    const copy = new HashCounts()
    copy.#slots = this.#slots.slice()
    copy.#mask = this.#mask
    copy.#taken = this.#taken
    copy.#size = this.#size
    return copy
  }

  /** Where the slot of these hashes begins, or the empty one in which they belong. */
  #find(first: number, second: number): number {
    const slots = this.#slots
    const mask = this.#mask
    for (let index = first & mask; ; index = (index + 1) & mask) {
      const slot = index * cells
      const other = slots[slot + 1]
      if (other === 0 || (other === second && slots[slot] === first)) return slot
    }
  }

  #grow(): void {
    const old = this.#slots
    const size = this.#mask + 1
    // When half of the slots count zero, taking them out makes enough room.
    const capacity = this.#size * 2 > size ? size * 2 : size
    this.#slots = new Int32Array(capacity * cells)
    this.#mask = capacity - 1
    this.#taken = this.#size
    for (let slot = 0; slot < old.length; slot += cells) {
      const count = old[slot + 2] ?? 0
      if (count === 0) continue
      const first = old[slot] ?? 0
      const second = old[slot + 1] ?? 0
      const place = this.#find(first, second)
      this.#slots[place] = first
      this.#slots[place + 1] = second
      this.#slots[place + 2] = count
    }
  }
}
