/**
 * Packs the bodies of a batch: immutable JSON values, in a compact binary form that loses nothing.
 *
 * Bodies share parts by identity (the lines of an order stand in many messages): an object or array that is packed already is
 * referred to by its place. The content hash that the digest takes in is made on the way and kept with the place, so a shared part
 * costs one look-up. Large parts are found again anywhere in a batch, small ones among the last few: to remember each of them would
 * take longer than to pack them twice.
 *
 * A value begins with one byte, see `tags`; small whole numbers and frequent texts are within it. An object is the number of its
 * shape and then its values.
 */
import { foldFirst, foldSecond } from "./fold.ts"
import { Shapes } from "./shapes.ts"
import type { Texts } from "./texts.ts"

export const tags = {
  null: 0,
  false: 1,
  true: 2,
  /** Eight bytes of a float. */
  float: 3,
  /** Four bytes, signed. */
  negative: 4,
  /** One, two, three, four or six bytes, unsigned. */
  u8: 5,
  u16: 6,
  u24: 7,
  u32: 8,
  u48: 9,
  /** A text by its number in four bytes. */
  text: 10,
  /** Number of elements in four bytes, or in one. */
  array: 11,
  shortArray: 12,
  /** Four bytes: the place of an object or array that is packed already. */
  ref: 13,
  /** From here on a whole number from 0. */
  small: 16,
  /** From here on the upper six bits of a text's number; one byte follows. */
  smallText: 64,
  /** From here on the upper seven bits of a shape's number; two bytes follow. */
  object: 128,
} as const

const smallMax = tags.smallText - tags.small
const smallTextMax = (tags.object - tags.smallText) * 256
/** Deeper than anything that people write, and less than what the stack holds. */
const depthMax = 500
/** A smaller part is packed again as quickly as it is recognised. */
const sharedBytes = 16
/** A smaller part is packed again as quickly as it is found in a map, so it is only looked for among the last ones. */
const largeBytes = 96
/** Most parts are shared within a turn: a message and its copies, an order and its lines. */
const recentParts = 8
const shapesMax = 128 * 65_536
const bytesAtFirst = 4096

// What tells values of different types apart in the hash.
const ofInteger = 0x696e7400
const ofFloat = 0x666c6f61
const ofArray = 0x61727261
const ofConstant = 0x636f6e73

const float = new Float64Array(1)
const floatWords = new Int32Array(float.buffer)

interface Part {
  readonly value: object | null
  /** Where it is packed. */
  readonly place: number
  /** Its content hash. */
  readonly x: number
  readonly y: number
}

const noPart: Part = { value: null, place: -1, x: 0, y: 0 }

export class BodyPacker {
  bytes = new Uint8Array(bytesAtFirst)
  length = 0
  /** Where each body begins in `bytes`. */
  starts = new Float64Array(64)
  /** Two content hashes for each body. */
  hashes = new Int32Array(64)
  otherHashes = new Int32Array(64)
  count = 0
  readonly shapes = new Shapes()
  #texts: Texts
  /** Large parts that are packed already, by identity. */
  readonly #parts = new Map<object, Part>()
  /** The parts that were packed last, large and small. */
  readonly #recent: Part[] = Array.from({ length: recentParts }, () => noPart)
  #turn = 0
  #depth = 0
  // The content hash of the value that was packed last.
  #x = 0
  #y = 0

  constructor(texts: Texts) {
    this.#texts = texts
  }

  /** Begins another batch. */
  start(texts: Texts): void {
    this.#texts = texts
    this.length = 0
    this.count = 0
    this.#depth = 0
    this.#parts.clear()
    for (let i = 0; i < recentParts; i++) this.#recent[i] = noPart
    this.shapes.clear()
  }

  /** Packs one body and gives it the next number. */
  add(body: unknown): void {
    const id = this.count
    if (id === this.starts.length) this.#more()
    let start = this.length
    if (typeof body === "object" && body !== null) start = this.#part(body)
    else this.#value(body)
    this.starts[id] = start
    this.hashes[id] = this.#x
    this.otherHashes[id] = this.#y
    this.count = id + 1
  }

  /** Packs an object or array if it is new; answers its place. */
  #part(value: object): number {
    const known = this.#known(value)
    if (known === undefined) return Array.isArray(value) ? this.#array(value) : this.#object(value)
    this.#x = known.x
    this.#y = known.y
    return known.place
  }

  #known(value: object): Part | undefined {
    for (const part of this.#recent) if (part.value === value) return part
    return this.#parts.get(value)
  }

  #begin(): number {
    if (this.#depth++ > depthMax) {
      throw new TypeError(`A body must be a JSON value, but this one contains itself or is more than ${depthMax} deep.`)
    }
    return this.length
  }

  #end(value: object, place: number, a: number, b: number): number {
    this.#depth--
    this.#x = a
    this.#y = b
    if (this.length - place < sharedBytes) return place
    const part = { value, place, x: a, y: b }
    this.#recent[this.#turn] = part
    this.#turn = (this.#turn + 1) % recentParts
    if (this.length - place >= largeBytes) this.#parts.set(value, part)
    return place
  }

  #object(value: object): number {
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) refuse(value)
    const place = this.#begin()
    this.#room(3)
    this.length = place + 3
    const { shapes } = this
    let node = shapes.root
    let a = 0x452821e6
    let b = 0x38d01377
    for (const key in value) {
      const field = (value as Record<string, unknown>)[key]
      if (field === undefined) continue
      node = shapes.step(node, key)
      this.#value(field)
      a = foldFirst(a, this.#x)
      b = foldSecond(b, this.#y, a)
    }
    const shape = shapes.number(node, this.#texts)
    if (shape >= shapesMax)
      throw new Error(`The bodies of one batch can have ${shapesMax} different lists of keys, no more.`)
    this.bytes[place] = tags.object + (shape >>> 16)
    this.bytes[place + 1] = shape
    this.bytes[place + 2] = shape >>> 8
    a = foldFirst(a, node.a)
    return this.#end(value, place, a, foldSecond(b, node.b, a))
  }

  #array(value: readonly unknown[]): number {
    const place = this.#begin()
    this.#room(5)
    if (value.length < 256) {
      this.bytes[place] = tags.shortArray
      this.bytes[place + 1] = value.length
      this.length = place + 2
    } else {
      this.bytes[place] = tags.array
      this.#u32(place + 1, value.length)
      this.length = place + 5
    }
    let a = foldFirst(ofArray, value.length)
    let b = a
    for (let i = 0; i < value.length; i++) {
      // A hole or undefined among elements is null, as in JSON text.
      this.#value(value[i] ?? null)
      a = foldFirst(a, this.#x)
      b = foldSecond(b, this.#y, a)
    }
    return this.#end(value, place, a, b)
  }

  #value(value: unknown): void {
    if (typeof value === "string") this.#text(value)
    else if (typeof value === "number") this.#number(value)
    else if (value === null) this.#constant(tags.null)
    else if (typeof value === "boolean") this.#constant(value ? tags.true : tags.false)
    else if (typeof value !== "object") refuse(value)
    else {
      const before = this.length
      const place = this.#part(value)
      if (this.length > before) return
      this.#room(5)
      this.bytes[before] = tags.ref
      this.#u32(before + 1, place)
      this.length = before + 5
    }
  }

  #constant(tag: number): void {
    this.#room(1)
    this.bytes[this.length++] = tag
    this.#x = ofConstant
    this.#y = tag
  }

  #text(value: string): void {
    const texts = this.#texts
    const id = texts.intern(value)
    this.#room(5)
    const at = this.length
    if (id < smallTextMax) {
      this.bytes[at] = tags.smallText + (id >>> 8)
      this.bytes[at + 1] = id
      this.length = at + 2
    } else {
      this.bytes[at] = tags.text
      this.#u32(at + 1, id)
      this.length = at + 5
    }
    this.#x = texts.hashes[id]!
    this.#y = texts.otherHashes[id]!
  }

  #number(value: number): void {
    this.#room(9)
    const { bytes } = this
    const at = this.length
    const integer = value | 0
    if (integer === value) {
      this.#x = integer
      this.#y = ofInteger
      if (integer >= 0 && integer < 16_777_216) {
        if (integer < smallMax) {
          bytes[at] = tags.small + integer
          this.length = at + 1
          return
        }
        bytes[at + 1] = integer
        if (integer < 256) {
          bytes[at] = tags.u8
          this.length = at + 2
          return
        }
        bytes[at + 2] = integer >>> 8
        if (integer < 65_536) {
          bytes[at] = tags.u16
          this.length = at + 3
          return
        }
        bytes[at] = tags.u24
        bytes[at + 3] = integer >>> 16
        this.length = at + 4
        return
      }
      bytes[at] = integer < 0 ? tags.negative : tags.u32
      this.#u32(at + 1, integer)
      this.length = at + 5
      return
    }
    if (!Number.isFinite(value)) refuse(value)
    float[0] = value
    this.#x = foldFirst(ofFloat, floatWords[0]!)
    this.#y = floatWords[1]!
    if (value > 0 && value < 281_474_976_710_656 && Math.floor(value) === value) {
      bytes[at] = tags.u48
      const high = Math.floor(value / 4_294_967_296)
      this.#u32(at + 1, value - high * 4_294_967_296)
      bytes[at + 5] = high
      bytes[at + 6] = high >>> 8
      this.length = at + 7
      return
    }
    bytes[at] = tags.float
    this.#u32(at + 1, floatWords[0]!)
    this.#u32(at + 5, floatWords[1]!)
    this.length = at + 9
  }

  #u32(at: number, value: number): void {
    const { bytes } = this
    bytes[at] = value
    bytes[at + 1] = value >>> 8
    bytes[at + 2] = value >>> 16
    bytes[at + 3] = value >>> 24
  }

  #room(bytes: number): void {
    if (this.length + bytes <= this.bytes.length) return
    const larger = new Uint8Array(this.bytes.length * 2)
    larger.set(this.bytes)
    this.bytes = larger
  }

  #more(): void {
    const size = this.starts.length * 2
    const starts = new Float64Array(size)
    starts.set(this.starts)
    this.starts = starts
    const hashes = new Int32Array(size)
    hashes.set(this.hashes)
    this.hashes = hashes
    const otherHashes = new Int32Array(size)
    otherHashes.set(this.otherHashes)
    this.otherHashes = otherHashes
  }
}

const refuse = (value: unknown): never => {
  const what =
    typeof value === "object" && value !== null ? `an object of class ${value.constructor.name}` : `a ${typeof value}`
  throw new TypeError(
    `A body must be a JSON value, made of plain objects, arrays, strings, finite numbers, true, false and null, ` +
      `but ${what} was given: ${String(value)}.`,
  )
}
