/** Reads packed bodies back as plain values; the form is described where they are packed. */
import { tags } from "./pack.ts"

export interface Packed {
  readonly bytes: Uint8Array
  /** The keys of a shape, in order. */
  keys(shape: number): readonly string[]
  text(id: number): string
}

/** The value that begins at `start`. Parts that it shares with itself are shared in the result too. */
export const unpack = (packed: Packed, start: number, parts = new Map<number, unknown>()): unknown =>
  new Cursor(packed, start, parts).value()

class Cursor {
  readonly #packed: Packed
  readonly #parts: Map<number, unknown>
  #at: number

  constructor(packed: Packed, at: number, parts: Map<number, unknown>) {
    this.#packed = packed
    this.#at = at
    this.#parts = parts
  }

  value(): unknown {
    const start = this.#at
    const tag = this.#byte()
    if (tag >= tags.object) return this.#object(start, tag - tags.object)
    if (tag >= tags.smallText) return this.#packed.text((tag - tags.smallText) * 256 + this.#byte())
    if (tag >= tags.small) return tag - tags.small
    switch (tag) {
      case tags.null:
        return null
      case tags.false:
        return false
      case tags.true:
        return true
      case tags.float:
        return new Float64Array(this.#bytes(8).slice().buffer)[0]
      case tags.negative:
        return this.#unsigned(4) | 0
      case tags.u8:
        return this.#byte()
      case tags.u16:
        return this.#unsigned(2)
      case tags.u24:
        return this.#unsigned(3)
      case tags.u32:
        return this.#unsigned(4)
      case tags.u48:
        return this.#unsigned(6)
      case tags.text:
        return this.#packed.text(this.#unsigned(4))
      case tags.shortArray:
        return this.#array(start, this.#byte())
      case tags.array:
        return this.#array(start, this.#unsigned(4))
      case tags.ref:
        return this.#shared(start, this.#unsigned(4))
      default:
        return damaged(`no value begins with ${tag}`)
    }
  }

  #object(start: number, high: number): object {
    const keys = this.#packed.keys(high * 65_536 + this.#unsigned(2))
    const object: Record<string, unknown> = {}
    for (const key of keys) {
      const value = this.value()
      // Assigned like any other key it would set the prototype.
      if (key === "__proto__") {
        Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
      } else object[key] = value
    }
    this.#parts.set(start, object)
    return object
  }

  #array(start: number, length: number): unknown[] {
    if (length > this.#packed.bytes.length - this.#at) damaged(`an array of ${length} does not fit in`)
    const array = Array.from({ length }, () => this.value())
    this.#parts.set(start, array)
    return array
  }

  /** A part stands before whatever refers to it, so this comes to an end. */
  #shared(start: number, place: number): unknown {
    if (place >= start) damaged(`the value at ${start} refers to ${place}`)
    const known = this.#parts.get(place)
    return known === undefined ? unpack(this.#packed, place, this.#parts) : known
  }

  #unsigned(count: number): number {
    const bytes = this.#bytes(count)
    let value = 0
    for (let i = count - 1; i >= 0; i--) value = value * 256 + bytes[i]!
    return value
  }

  #byte(): number {
    const byte = this.#packed.bytes[this.#at++]
    return byte === undefined ? damaged("a value is cut off") : byte
  }

  #bytes(count: number): Uint8Array {
    const bytes = this.#packed.bytes.subarray(this.#at, this.#at + count)
    this.#at += count
    return bytes.length === count ? bytes : damaged("a value is cut off")
  }
}

const damaged = (why: string): never => {
  throw new Error(`These bodies were not written by a journal: ${why}.`)
}
