/**
 * One column of a table: a typed array that doubles when it is full and refuses what it cannot hold exactly.
 *
 * There are three classes because the engine only makes fast code for a loop that meets few kinds of arrays.
 */
import type { Dictionary } from "./dictionary.ts"
import type { ColumnType } from "./tables.ts"

type Cells =
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>

const cellsFor: Readonly<Record<ColumnType, (rows: number) => Cells>> = {
  name: (rows) => new Uint16Array(rows),
  text: (rows) => new Int32Array(rows),
  u8: (rows) => new Uint8Array(rows),
  u16: (rows) => new Uint16Array(rows),
  u32: (rows) => new Uint32Array(rows),
  i32: (rows) => new Int32Array(rows),
  f64: (rows) => new Float64Array(rows),
}

const holds: Readonly<Record<ColumnType, string>> = {
  name: "numbers from the journal's names",
  text: "numbers from the journal's texts, or -1 for none",
  u8: "whole numbers from 0 to 255",
  u16: "whole numbers from 0 to 65535",
  u32: "whole numbers from 0 to 4294967295",
  i32: "whole numbers from -2147483648 to 2147483647",
  f64: "whole numbers of at most 53 bits",
}

const rowsAtFirst = 64

/** What stands for "no text" in the digest. */
const noText = 0x6e6f6e65

export abstract class Column {
  readonly table: string
  readonly name: string
  readonly type: ColumnType
  length = 0
  protected data: Cells

  constructor(table: string, name: string, type: ColumnType) {
    this.table = table
    this.name = name
    this.type = type
    this.data = cellsFor[type](rowsAtFirst)
  }

  /** Appends a value; one that does not fit is an error and leaves the column as it was. */
  abstract push(value: number): void

  abstract at(row: number): number

  /** Two 32-bit words a cell that determine its content, independent of dictionary numbers, written from the start of `into`. */
  abstract words(from: number, to: number, into: Int32Array): void

  protected abstract fits(value: number): boolean

  /** Refuses loaded cells that could not have been pushed. */
  protected abstract verify(from: number, to: number): void

  /** Overwrites a cell. A journal is append-only: this is here so that tests can show that tampering is seen. */
  set(row: number, value: number): void {
    this.at(row)
    if (!this.fits(value)) this.refuse(value)
    this.data[row] = value + 0
  }

  /** Takes back the rows from `rows` on. */
  truncate(rows: number): void {
    if (rows < this.length) this.length = rows
  }

  get bytesPerRow(): number {
    return this.data.BYTES_PER_ELEMENT
  }

  /** The raw bytes of some rows, as they stand in memory: little-endian on every machine that runs this. */
  bytes(from: number, to: number): Uint8Array<ArrayBuffer> {
    const size = this.data.BYTES_PER_ELEMENT
    return new Uint8Array(this.data.buffer, from * size, (to - from) * size)
  }

  /** Appends rows given as raw bytes. */
  load(bytes: Uint8Array): void {
    const size = this.data.BYTES_PER_ELEMENT
    const first = this.length
    const length = first + bytes.length / size
    if (length > this.data.length) this.grow(length)
    new Uint8Array(this.data.buffer).set(bytes, first * size)
    this.verify(first, length)
    this.length = length
  }

  protected grow(rows: number): void {
    const larger = cellsFor[this.type](Math.max(rows, this.data.length * 2))
    larger.set(this.data)
    this.data = larger
  }

  protected refuse(value: number): never {
    throw new RangeError(`Column ${this.table}.${this.name} cannot hold ${value}: it holds ${holds[this.type]}.`)
  }

  protected missing(row: number): never {
    throw new RangeError(`Column ${this.table}.${this.name} has no row ${row}: it has ${this.length} rows.`)
  }
}

/** Integers of at most 32 bits. */
class IntegerColumn extends Column {
  override push(value: number): void {
    const row = this.length
    if (row === this.data.length) this.grow(row + 1)
    const data = this.data
    data[row] = value
    // What a cell does not give back as it was does not fit: too large, negative, fractional or not a number.
    if (data[row] !== value) this.refuse(value)
    this.length = row + 1
  }

  override at(row: number): number {
    return row < this.length ? (this.data[row] ?? this.missing(row)) : this.missing(row)
  }

  override words(from: number, to: number, into: Int32Array): void {
    const data = this.data
    for (let row = from, i = 0; row < to; row++, i += 2) {
      const value = data[row]!
      into[i] = value
      into[i + 1] = value < 0 ? -1 : 0
    }
  }

  protected override fits(value: number): boolean {
    const cell = cellsFor[this.type](1)
    cell[0] = value
    return cell[0] === value
  }

  protected override verify(): void {
    // Any bytes are some integer of the column's width.
  }
}

/** Integers of up to 53 bits: instants, quantities and amounts. A fraction here is a defect of whoever computed it. */
class WideColumn extends Column {
  override push(value: number): void {
    const row = this.length
    if (row === this.data.length) this.grow(row + 1)
    if (!Number.isSafeInteger(value)) this.refuse(value)
    // Adding zero turns -0 into 0: the two are one amount.
    this.data[row] = value + 0
    this.length = row + 1
  }

  override at(row: number): number {
    return row < this.length ? (this.data[row] ?? this.missing(row)) : this.missing(row)
  }

  override words(from: number, to: number, into: Int32Array): void {
    const data = this.data
    for (let row = from, i = 0; row < to; row++, i += 2) {
      const value = data[row]!
      into[i] = value | 0
      into[i + 1] = Math.floor(value / 4294967296)
    }
  }

  protected override fits(value: number): boolean {
    return Number.isSafeInteger(value)
  }

  protected override verify(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const value = this.data[row]!
      if (!this.fits(value)) this.refuse(value)
    }
  }
}

/** Numbers of strings in one of the journal's dictionaries. */
class StringColumn extends Column {
  readonly #dictionary: Dictionary
  readonly #least: number

  constructor(table: string, name: string, type: "name" | "text", dictionary: Dictionary) {
    super(table, name, type)
    this.#dictionary = dictionary
    this.#least = type === "text" ? -1 : 0
  }

  override push(value: number): void {
    const row = this.length
    if (row === this.data.length) this.grow(row + 1)
    const data = this.data
    data[row] = value
    if (data[row] !== value || value < this.#least || value >= this.#dictionary.size) this.refuse(value)
    this.length = row + 1
  }

  override at(row: number): number {
    return row < this.length ? (this.data[row] ?? this.missing(row)) : this.missing(row)
  }

  override words(from: number, to: number, into: Int32Array): void {
    const data = this.data
    const { hashes, otherHashes } = this.#dictionary
    for (let row = from, i = 0; row < to; row++, i += 2) {
      const id = data[row]!
      into[i] = id === -1 ? noText : hashes[id]!
      into[i + 1] = id === -1 ? noText : otherHashes[id]!
    }
  }

  protected override fits(value: number): boolean {
    return Number.isInteger(value) && value >= this.#least && value < this.#dictionary.size
  }

  protected override verify(from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const value = this.data[row]!
      if (!this.fits(value)) this.refuse(value)
    }
  }
}

/** The column of a type; names and texts are numbers in these dictionaries. */
export const createColumn = (
  table: string,
  name: string,
  type: ColumnType,
  names: Dictionary,
  texts: Dictionary,
): Column => {
  if (type === "name") return new StringColumn(table, name, type, names)
  if (type === "text") return new StringColumn(table, name, type, texts)
  return type === "f64" ? new WideColumn(table, name, type) : new IntegerColumn(table, name, type)
}
