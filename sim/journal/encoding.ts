/** Writes the bytes of a sealed batch: its directory, then columns with as few bytes a cell as their values need. */
import { directory, directoryBytes, directoryNumbers } from "./directory.ts"

const bytesAtFirst = 16_384

/** Arrays of numbers that can be a column. */
export type Numbers = Float64Array | readonly number[]

export class Encoding {
  #bytes = new Uint8Array(bytesAtFirst)
  #length = directoryBytes
  readonly #directory = new Float64Array(directoryNumbers)

  start(): void {
    this.#length = directoryBytes
  }

  put(position: number, value: number): void {
    this.#directory[position] = value
  }

  /** A column whose least and greatest value are known. */
  column(position: number, cells: Float64Array, rows: number, least: number, most: number): void {
    const width = widthOf(rows === 0 ? 0 : most - least)
    this.#directory[position] = rows === 0 || width === 8 ? 0 : least
    this.#directory[position + 1] = width
    this.#directory[position + 2] = this.#room(rows * width)
    const at = this.#directory[position + 2]!
    if (width === 1) writeU8(new Uint8Array(this.#bytes.buffer, at, rows), cells, least)
    if (width === 2) writeU16(new Uint16Array(this.#bytes.buffer, at, rows), cells, least)
    if (width === 4) writeU32(new Uint32Array(this.#bytes.buffer, at, rows), cells, least)
    if (width === 8) writeFloats(new Float64Array(this.#bytes.buffer, at, rows), cells)
  }

  /** A column whose bounds are still to be found. */
  numbers(position: number, numbers: Numbers, rows: number): void {
    let least = Infinity
    let most = -Infinity
    for (let row = 0; row < rows; row++) {
      const value = numbers[row]!
      if (value < least) least = value
      if (value > most) most = value
    }
    this.column(position, numbers instanceof Float64Array ? numbers : Float64Array.from(numbers), rows, least, most)
  }

  /** Bytes as they are: where they begin and how many. */
  blob(position: number, bytes: Uint8Array): void {
    const at = this.#room(bytes.length)
    this.#bytes.set(bytes, at)
    this.#directory[position] = at
    this.#directory[position + 1] = bytes.length
  }

  /** The whole batch; valid until the next one is begun. */
  finish(): Uint8Array<ArrayBuffer> {
    this.#directory[directory.size] = this.#length
    this.#bytes.set(new Uint8Array(this.#directory.buffer))
    return this.#bytes.subarray(0, this.#length)
  }

  /** Makes room, up to a multiple of eight bytes; answers where it begins. */
  #room(bytes: number): number {
    const at = this.#length
    const end = at + Math.ceil(bytes / 8) * 8
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, this.#bytes.length * 2))
      larger.set(this.#bytes.subarray(0, at))
      this.#bytes = larger
    }
    // Equal batches have equal bytes, those between the columns included.
    this.#bytes.fill(0, Math.max(at, end - 8), end)
    this.#length = end
    return at
  }
}

const widthOf = (span: number): number => {
  if (span === 0) return 0
  if (span < 256) return 1
  if (span < 65_536) return 2
  return span < 4_294_967_296 ? 4 : 8
}

// Four loops, because one that meets several kinds of arrays is several times as slow.
const writeU8 = (into: Uint8Array, cells: Float64Array, base: number): void => {
  for (let row = 0; row < into.length; row++) into[row] = cells[row]! - base
}
const writeU16 = (into: Uint16Array, cells: Float64Array, base: number): void => {
  for (let row = 0; row < into.length; row++) into[row] = cells[row]! - base
}
const writeU32 = (into: Uint32Array, cells: Float64Array, base: number): void => {
  for (let row = 0; row < into.length; row++) into[row] = cells[row]! - base
}
const writeFloats = (into: Float64Array, cells: Float64Array): void => {
  for (let row = 0; row < into.length; row++) into[row] = cells[row]! + 0
}
