/** Numbers for pairs of numbers: a hash table over plain arrays, for millions of them. */

const sizeAtFirst = 1024

export class PairTable {
  #first = new Uint32Array(sizeAtFirst)
  #second = new Uint32Array(sizeAtFirst)
  /** A pair's number plus one; at least half of the places are free. */
  #slots = new Uint32Array(sizeAtFirst * 2)
  size = 0

  /** The number of a pair, a new one at its first use. */
  of(first: number, second: number): number {
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = mixed(first, second) & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot]! - 1
      if (id >= 0 && this.#first[id] === first && this.#second[id] === second) return id
      if (id >= 0) continue
      slots[slot] = this.size + 1
      return this.#add(first, second)
    }
  }

  #add(first: number, second: number): number {
    const id = this.size++
    this.#first[id] = first
    this.#second[id] = second
    if (this.size === this.#first.length) this.#grow()
    return id
  }

  #grow(): void {
    const [first, second] = [this.#first, this.#second]
    this.#first = new Uint32Array(this.size * 2)
    this.#second = new Uint32Array(this.size * 2)
    this.#first.set(first)
    this.#second.set(second)
    const slots = new Uint32Array(this.size * 4)
    const mask = slots.length - 1
    for (let id = 0; id < this.size; id++) {
      let slot = mixed(first[id]!, second[id]!) & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    this.#slots = slots
  }
}

const mixed = (first: number, second: number): number => {
  let hash = Math.imul(first ^ 0x9e3779b1, 0x85ebca6b) ^ second
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35)
  return (hash ^ (hash >>> 13)) >>> 0
}
