/**
 * The texts of one batch: subjects, object ids, SKUs and the strings within bodies, each kept once and numbered by first use.
 *
 * A dictionary that is closed with its batch keeps memory flat however many orders a run has, and small enough for the processor's
 * cache. It is a hash table of its own over arrays that serve batch after batch: a `Map` that begins empty each time spends several
 * times as long on growing. A new text is stored at once, with one byte a letter if it can be and with two otherwise, which keeps
 * halves of surrogate pairs as they are, and lets a reader pick one text out of the middle.
 */
import { hashSeed, hashStep, otherHashSeed, otherHashStep, sealHash, sealOtherHash } from "../world/text-hash.ts"

const textsAtFirst = 64
const bytesAtFirst = 1024

export class Texts {
  size = 0
  /** The letters of all texts one after another. */
  bytes = new Uint8Array(bytesAtFirst)
  /** How many of them there are. */
  length = 0
  /** Two content hashes for each text. */
  hashes = new Int32Array(textsAtFirst)
  otherHashes = new Int32Array(textsAtFirst)
  /** Where each text ends in `bytes`. */
  ends = new Float64Array(textsAtFirst)
  /** 1 for a text that takes two bytes a letter. */
  wide = new Float64Array(textsAtFirst)
  #list: string[] = Array.from({ length: textsAtFirst }, () => "")
  /** Number of a text plus one, at the place that its hash says or the next free one; at least half of the places are free. */
  #slots = new Int32Array(textsAtFirst * 2)
  #last: string | null = null
  #lastId = -1

  /** The number of a text in this batch, a new one at its first use; -1 for null. */
  intern(text: string | null): number {
    if (text === null) return -1
    // Rows of one turn speak of the same object.
    if (text === this.#last) return this.#lastId
    const id = this.#find(text)
    this.#last = text
    this.#lastId = id
    return id
  }

  at(id: number): string | undefined {
    return id < this.size ? this.#list[id] : undefined
  }

  clear(): void {
    this.#slots.fill(0)
    // Whatever was an order's id once should not be kept by this.
    this.#list.fill("", 0, this.size)
    this.#last = null
    this.size = 0
    this.length = 0
  }

  /** One walk over the letters makes both hashes, and stores the text for the case that it is new. */
  #find(text: string): number {
    const start = this.length
    if (start + text.length * 2 > this.bytes.length) this.#widen(start + text.length * 2)
    const { bytes } = this
    let first = hashSeed
    let other = otherHashSeed
    let all = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      first = hashStep(first, code)
      other = otherHashStep(other, code)
      bytes[start + i] = code
      all |= code
    }
    const hash = sealHash(first) | 0
    const slots = this.#slots
    const mask = slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const id = slots[slot]! - 1
      if (id >= 0 && this.hashes[id] === hash && this.#list[id] === text) return id
      if (id >= 0) continue
      slots[slot] = this.size + 1
      return this.#add(text, hash, sealOtherHash(other, text.length), all > 255)
    }
  }

  #add(text: string, hash: number, otherHash: number, wide: boolean): number {
    const id = this.size
    if (wide) writeWide(this.bytes, this.length, text)
    this.length += wide ? text.length * 2 : text.length
    this.hashes[id] = hash
    this.otherHashes[id] = otherHash
    this.ends[id] = this.length
    this.wide[id] = wide ? 1 : 0
    this.#list[id] = text
    this.size = id + 1
    if (this.size === this.hashes.length) this.#grow()
    return id
  }

  #widen(bytes: number): void {
    this.bytes = enlarged(this.bytes, new Uint8Array(Math.max(bytes, this.bytes.length * 2)))
  }

  #grow(): void {
    const { size } = this
    this.hashes = enlarged(this.hashes, new Int32Array(size * 2))
    this.otherHashes = enlarged(this.otherHashes, new Int32Array(size * 2))
    this.ends = enlarged(this.ends, new Float64Array(size * 2))
    this.wide = enlarged(this.wide, new Float64Array(size * 2))
    this.#list = [...this.#list, ...this.#list.map(() => "")]
    const slots = new Int32Array(size * 4)
    const mask = slots.length - 1
    for (let id = 0; id < size; id++) {
      let slot = this.hashes[id]! & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    this.#slots = slots
  }
}

const writeWide = (bytes: Uint8Array, start: number, text: string): void => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    bytes[start + i * 2] = code
    bytes[start + i * 2 + 1] = code >>> 8
  }
}

const enlarged = <Cells extends Int32Array | Float64Array | Uint8Array>(from: Cells, to: Cells): Cells => {
  to.set(from)
  return to
}
/** One stored text. */
export const readText = (bytes: Uint8Array, wide: boolean): string => {
  if (bytes.length > longText) return readLongText(bytes, wide)
  let text = ""
  if (wide) for (let i = 0; i + 1 < bytes.length; i += 2) text += String.fromCharCode(bytes[i]! | (bytes[i + 1]! << 8))
  else for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

/** Arguments of one call are limited, and so is the depth of a text that is put together letter by letter. */
const longText = 64
const lettersAtOnce = 8192

const readLongText = (bytes: Uint8Array, wide: boolean): string => {
  const codes = wide
    ? Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => bytes[i * 2]! | (bytes[i * 2 + 1]! << 8))
    : bytes
  const parts: string[] = []
  for (let from = 0; from < codes.length; from += lettersAtOnce) {
    parts.push(String.fromCharCode(...codes.subarray(from, from + lettersAtOnce)))
  }
  return parts.join("")
}
