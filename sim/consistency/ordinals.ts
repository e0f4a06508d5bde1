/**
 * Dense numbers for texts in the order of their first use, in typed arrays rather than a map: a fork is a copy of plain memory.
 *
 * A text may have a second part, such as the site of a SKU, so that nobody has to join two strings only to look one up.
 */
import { hashText, mix } from "../world/hash.ts"

const slotsAtFirst = 128

export class Ordinals {
  #texts: string[] = []
  #seconds: string[] = []
  #hashes = new Uint32Array(slotsAtFirst)
  /** Ordinal + 1 by hash; 0 is an empty slot. */
  #slots = new Int32Array(slotsAtFirst)

  get size(): number {
    return this.#texts.length
  }

  /** The ordinal of a text, a new one if it was never seen. */
  ordinalOf(text: string, second = ""): number {
    const hash = hashOf(text, second)
    const slot = this.#find(hash, text, second)
    const known = this.#slots[slot] ?? 0
    return known === 0 ? this.#add(hash, slot, text, second) : known - 1
  }

  /** The ordinal of a text, or -1 if it was never seen. */
  find(text: string, second = ""): number {
    return (this.#slots[this.#find(hashOf(text, second), text, second)] ?? 0) - 1
  }

  textOf(ordinal: number): string {
    return this.#texts[ordinal] ?? this.#unknown(ordinal)
  }

  secondOf(ordinal: number): string {
    return this.#seconds[ordinal] ?? this.#unknown(ordinal)
  }

  fork(): this {
    const copy = new (this.constructor as new () => this)()
    copy.#texts = this.#texts.slice()
    copy.#seconds = this.#seconds.slice()
    copy.#hashes = this.#hashes.slice()
    copy.#slots = this.#slots.slice()
    return copy
  }

  /** Where the text's slot is, or the empty one in which it belongs. */
  #find(hash: number, text: string, second: string): number {
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const ordinal = (this.#slots[slot] ?? 0) - 1
      if (ordinal < 0) return slot
      if (this.#hashes[ordinal] === hash && this.#texts[ordinal] === text && this.#seconds[ordinal] === second)
        return slot
    }
  }

  #add(hash: number, slot: number, text: string, second: string): number {
    const ordinal = this.#texts.length
    this.#texts.push(text)
    this.#seconds.push(second)
    this.#slots[slot] = ordinal + 1
    if (ordinal === this.#hashes.length) {
      const larger = new Uint32Array(ordinal * 2)
      larger.set(this.#hashes)
      this.#hashes = larger
    }
    this.#hashes[ordinal] = hash
    if (ordinal * 4 > this.#slots.length * 3) this.#grow()
    return ordinal
  }

  #grow(): void {
    const slots = new Int32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let ordinal = 0; ordinal < this.#texts.length; ordinal++) {
      let slot = (this.#hashes[ordinal] ?? 0) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = ordinal + 1
    }
    this.#slots = slots
  }

  #unknown(ordinal: number): never {
    throw new Error(`Nothing has the ordinal ${ordinal}; there are ${this.#texts.length} of them, from 0 on.`)
  }
}

const hashOf = (text: string, second: string): number =>
  second === "" ? hashText(text) : mix(hashText(text), hashText(second))
