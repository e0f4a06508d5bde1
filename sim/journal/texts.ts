/**
 * The texts of one batch: subjects, object ids, SKUs and the strings within bodies, each kept once and numbered by first use.
 *
 * A dictionary that is closed with its batch keeps memory flat however many orders a run has, and small enough for the processor's
 * cache. Content hashes and stored bytes are made in one walk over the letters, and only when the batch is sealed: a text is stored
 * with one byte a letter if it can be and with two otherwise, which keeps halves of surrogate pairs as they are, and lets a reader
 * pick one text out of the middle.
 */
import { hashSeed, otherHashSeed, sealHash, sealOtherHash } from "./text-hash.ts"

const textsAtFirst = 64
const bytesAtFirst = 1024

export class Texts {
  readonly #ids = new Map<string, number>()
  readonly list: string[] = []
  /** Two content hashes for each settled text. */
  hashes = new Int32Array(textsAtFirst)
  otherHashes = new Int32Array(textsAtFirst)
  /** The letters of the settled texts one after another. */
  bytes = new Uint8Array(bytesAtFirst)
  /** Where each settled text ends in `bytes`. */
  ends = new Float64Array(textsAtFirst)
  /** 1 for a text that takes two bytes a letter. */
  wide = new Float64Array(textsAtFirst)
  /** Number of texts whose hashes and bytes are there. */
  settled = 0
  length = 0

  get size(): number {
    return this.list.length
  }

  /** The number of a text in this batch, a new one at its first use; -1 for null. */
  intern(text: string | null): number {
    if (text === null) return -1
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const id = this.list.push(text) - 1
    this.#ids.set(text, id)
    return id
  }

  /** Hashes and stores what was interned since the last time. */
  settle(): void {
    const { list } = this
    if (list.length > this.hashes.length) this.#grow(list.length)
    for (let id = this.settled; id < list.length; id++) this.#store(id, list[id]!)
    this.settled = list.length
  }

  clear(): void {
    this.#ids.clear()
    this.list.length = 0
    this.settled = 0
    this.length = 0
  }

  #store(id: number, text: string): void {
    const start = this.length
    if (start + text.length * 2 > this.bytes.length) this.#widen(start + text.length * 2)
    const { bytes } = this
    let hash = hashSeed
    let other = otherHashSeed
    let all = 0
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      hash = Math.imul(hash ^ code, 0x01000193)
      other = (other + Math.imul(code + 1, 0xcc9e2d51)) | 0
      other = Math.imul((other << 13) | (other >>> 19), 0x1b873593)
      bytes[start + i] = code
      all |= code
    }
    this.hashes[id] = sealHash(hash)
    this.otherHashes[id] = sealOtherHash(other, text.length)
    const wide = all > 255
    if (wide) {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i)
        bytes[start + i * 2] = code
        bytes[start + i * 2 + 1] = code >>> 8
      }
    }
    this.length = start + (wide ? text.length * 2 : text.length)
    this.ends[id] = this.length
    this.wide[id] = wide ? 1 : 0
  }

  #grow(atLeast: number): void {
    const size = Math.max(atLeast, this.hashes.length * 2)
    this.hashes = enlarged(this.hashes, new Int32Array(size))
    this.otherHashes = enlarged(this.otherHashes, new Int32Array(size))
    this.ends = enlarged(this.ends, new Float64Array(size))
    this.wide = enlarged(this.wide, new Float64Array(size))
  }

  #widen(atLeast: number): void {
    this.bytes = enlarged(this.bytes, new Uint8Array(Math.max(atLeast, this.bytes.length * 2)))
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
