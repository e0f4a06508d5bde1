/**
 * A dictionary of strings: each gets a dense number in the order of its first use, and a content hash that does not depend on it.
 *
 * The numbers are what a journal's columns of names hold; the hashes are what its digest takes in, so that two runs that met their
 * strings in another order still compare. A journal and its forks share one dictionary, so that a number means the same in all.
 */
import { hashText } from "../world/hash.ts"
import { otherHashText } from "../world/text-hash.ts"

const entriesAtFirst = 64

export class Dictionary {
  readonly #what: string
  readonly #sizeMax: number
  readonly #ids = new Map<string, number>()
  readonly #entries: string[] = []
  /** Number of entries; only the dictionary changes it. A plain field, because every append reads it several times. */
  size = 0
  /** The hashes by entry, for loops over whole columns; everybody else asks `hashOf`. */
  hashes = new Int32Array(entriesAtFirst)
  otherHashes = new Int32Array(entriesAtFirst)

  /** `what` is what an entry is called in errors. */
  constructor(what: string, sizeMax: number) {
    this.#what = what
    this.#sizeMax = sizeMax
  }

  /** The number of a string, a new one if it was never seen. */
  intern(text: string): number {
    return this.#ids.get(text) ?? this.#add(text)
  }

  /** The number of a string, or -1 if it was never interned. */
  find(text: string): number {
    return this.#ids.get(text) ?? -1
  }

  at(id: number): string {
    return this.#entries[id] ?? this.#unknown(id)
  }

  /** The entries from a number on. */
  from(id: number): readonly string[] {
    return this.#entries.slice(id)
  }

  /** 32-bit content hash of an entry. */
  hashOf(id: number): number {
    return id >= 0 && id < this.size ? (this.hashes[id] ?? 0) >>> 0 : this.#unknown(id)
  }

  /** A second content hash, independent of the first: together they are 64 bits, enough for a digest. */
  otherHashOf(id: number): number {
    return id >= 0 && id < this.size ? (this.otherHashes[id] ?? 0) >>> 0 : this.#unknown(id)
  }

  #add(text: string): number {
    const id = this.size
    if (id >= this.#sizeMax) {
      throw new Error(
        `Cannot take "${text}" in as a ${this.#what}: a journal holds at most ${this.#sizeMax} of them. ` +
          `Values without a natural bound, such as ids and subjects, belong in a text column.`,
      )
    }
    if (id === this.hashes.length) {
      this.hashes = doubled(this.hashes)
      this.otherHashes = doubled(this.otherHashes)
    }
    this.hashes[id] = hashText(text)
    this.otherHashes[id] = otherHashText(text)
    this.#entries.push(text)
    this.#ids.set(text, id)
    this.size = id + 1
    return id
  }

  #unknown(id: number): never {
    throw new Error(`There is no ${this.#what} with the number ${id}; the journal knows ${this.size} of them.`)
  }
}

const doubled = (hashes: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(hashes.length * 2)
  larger.set(hashes)
  return larger
}
