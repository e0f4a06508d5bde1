/**
 * A batch that is sealed: its bytes, as they stand in a run file, seen through typed arrays.
 *
 * Nothing is parsed beforehand: a column is looked at when somebody asks for a cell, a text or a body is made when it is asked for.
 * The directory is checked at once, because every later step trusts it.
 */
import { readOnly, type Batch } from "./batch.ts"
import { columnAt, directory, directoryBytes, directoryNumbers } from "./directory.ts"
import { bodiesIndex, layout } from "./tables.ts"
import { readText } from "./texts.ts"
import { unpack, type Packed } from "./unpack.ts"

type Cells = Uint8Array | Uint16Array | Uint32Array | Float64Array

/** A column as it is stored: a cell is the base plus its number, or the base alone where there are none. */
export interface StoredColumn {
  readonly base: number
  readonly cells: Cells | null
}

export class SealedBatch implements Batch {
  readonly bytes: Uint8Array
  readonly firsts: readonly number[]
  readonly earliest: number
  readonly latest: number
  /** Names that must be known. */
  readonly names: number
  readonly #directory: Float64Array
  readonly #columns: (StoredColumn | undefined)[] = []
  readonly #texts: (string | undefined)[] = []
  readonly #shapes: (readonly string[] | undefined)[] = []
  readonly #packed: Packed

  constructor(bytes: Uint8Array) {
    // Typed arrays begin at multiples of their width.
    this.bytes = bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes)
    if (bytes.length < directoryBytes) damaged(`${bytes.length} bytes are less than its directory`)
    this.#directory = new Float64Array(this.bytes.buffer, this.bytes.byteOffset, directoryNumbers)
    if (this.#at(directory.size) !== bytes.length) damaged("its size is another one")
    this.names = this.#count(directory.names)
    this.firsts = Array.from({ length: bodiesIndex + 1 }, (_, index) => this.#count(directory.firsts + index))
    this.earliest = this.#at(directory.earliest)
    this.latest = this.#at(directory.latest)
    this.#checkColumn(directory.textEnds, this.#count(directory.texts))
    this.#checkColumn(directory.textWide, this.#count(directory.texts))
    this.#checkColumn(directory.bodyStarts, this.#count(directory.bodies))
    this.#checkColumn(directory.shapeEnds, this.#count(directory.shapes))
    this.#checkColumn(directory.shapeKeys, this.#count(directory.shapeKeyCount))
    for (const [table, columns] of layout.entries()) {
      for (const { index } of columns) this.#checkColumn(columnAt(table, index), this.rows(table))
    }
    this.#packed = {
      bytes: this.#blob(directory.bodyBytes),
      keys: (shape) => this.#keys(shape),
      text: (id) => this.text(id),
    }
    this.#blob(directory.textBytes)
  }

  rows(table: number): number {
    return this.#count(table === bodiesIndex ? directory.bodies : directory.tables[table]!)
  }

  load(): SealedBatch {
    return this
  }

  cell(table: number, column: number, row: number): number {
    const { base, cells } = this.stored(table, column)
    return cells === null ? base : base + cells[row]!
  }

  column(table: number, column: number): Float64Array {
    return widen(this.stored(table, column), this.rows(table))
  }

  /** A column without any copying, for readers that can do with the stored form. */
  stored(table: number, column: number): StoredColumn {
    return this.#column(columnAt(table, column), this.rows(table))
  }

  text(id: number): string {
    const known = this.#texts[id]
    if (known !== undefined) return known
    const size = this.#count(directory.texts)
    if (!(id >= 0 && id < size)) readOnly.noText(id, size)
    const ends = this.#column(directory.textEnds, size)
    const start = id === 0 ? 0 : cellOf(ends, id - 1)
    const wide = cellOf(this.#column(directory.textWide, size), id) === 1
    const text = readText(this.#blob(directory.textBytes).subarray(start, cellOf(ends, id)), wide)
    this.#texts[id] = text
    return text
  }

  body(id: number): unknown {
    return this.bodyWith(id, new Map())
  }

  /** The same, with the parts that were read before by their place: bodies of a batch share them. */
  bodyWith(id: number, parts: Map<number, unknown>): unknown {
    const size = this.rows(bodiesIndex)
    if (!(id >= 0 && id < size)) readOnly.noBody(id, size)
    const start = cellOf(this.#column(directory.bodyStarts, size), id)
    return parts.get(start) ?? unpack(this.#packed, start, parts)
  }

  /** Number of texts, those of bodies and keys included. */
  get texts(): number {
    return this.#count(directory.texts)
  }

  #keys(shape: number): readonly string[] {
    const known = this.#shapes[shape]
    if (known !== undefined) return known
    const size = this.#count(directory.shapes)
    if (shape >= size) damaged(`an object has shape ${shape}, but there are ${size}`)
    const ends = this.#column(directory.shapeEnds, size)
    const keys = this.#column(directory.shapeKeys, this.#count(directory.shapeKeyCount))
    const list: string[] = []
    for (let at = shape === 0 ? 0 : cellOf(ends, shape - 1); at < cellOf(ends, shape); at++) {
      list.push(this.text(cellOf(keys, at)))
    }
    this.#shapes[shape] = list
    return list
  }

  #column(position: number, rows: number): StoredColumn {
    return (this.#columns[position] ??= this.#makeColumn(position, rows))
  }

  #makeColumn(position: number, rows: number): StoredColumn {
    const base = this.#at(position)
    const width = this.#at(position + 1)
    const at = this.bytes.byteOffset + this.#at(position + 2)
    const { buffer } = this.bytes
    if (width === 0) return { base, cells: null }
    if (width === 1) return { base, cells: new Uint8Array(buffer, at, rows) }
    if (width === 2) return { base, cells: new Uint16Array(buffer, at, rows) }
    if (width === 4) return { base, cells: new Uint32Array(buffer, at, rows) }
    return { base, cells: new Float64Array(buffer, at, rows) }
  }

  #checkColumn(position: number, rows: number): void {
    const base = this.#at(position)
    const width = this.#at(position + 1)
    const at = this.#at(position + 2)
    const known = [0, 1, 2, 4, 8].includes(width) && Number.isSafeInteger(base)
    if (!known || !(at >= directoryBytes) || at % 8 !== 0 || !(at + rows * width <= this.bytes.length)) {
      damaged(`the column at place ${position} of its directory is not within it`)
    }
  }

  #blob(position: number): Uint8Array {
    const at = this.#at(position)
    const length = this.#count(position + 1)
    if (!(at >= directoryBytes && at + length <= this.bytes.length)) damaged("its texts or bodies are not within it")
    return this.bytes.subarray(at, at + length)
  }

  #count(position: number): number {
    const count = this.#at(position)
    return Number.isSafeInteger(count) && count >= 0 ? count : damaged(`${count} is no count`)
  }

  #at(position: number): number {
    return this.#directory[position]!
  }
}

const damaged = (why: string): never => {
  throw new Error(`This batch was not written by a journal: ${why}.`)
}

const cellOf = ({ base, cells }: StoredColumn, row: number): number => {
  if (cells === null) return base
  return base + (cells[row] ?? damaged(`a column has no cell ${row}`))
}

const widen = ({ base, cells }: StoredColumn, rows: number): Float64Array => {
  if (cells === null) return new Float64Array(rows).fill(base)
  if (cells instanceof Uint8Array) return widenU8(cells, base)
  if (cells instanceof Uint16Array) return widenU16(cells, base)
  if (cells instanceof Uint32Array) return widenU32(cells, base)
  return widenFloats(cells, base)
}

const widenU8 = (cells: Uint8Array, base: number): Float64Array => {
  const wide = new Float64Array(cells.length)
  for (let row = 0; row < cells.length; row++) wide[row] = base + cells[row]!
  return wide
}
const widenU16 = (cells: Uint16Array, base: number): Float64Array => {
  const wide = new Float64Array(cells.length)
  for (let row = 0; row < cells.length; row++) wide[row] = base + cells[row]!
  return wide
}
const widenU32 = (cells: Uint32Array, base: number): Float64Array => {
  const wide = new Float64Array(cells.length)
  for (let row = 0; row < cells.length; row++) wide[row] = base + cells[row]!
  return wide
}
const widenFloats = (cells: Float64Array, base: number): Float64Array => {
  const wide = new Float64Array(cells.length)
  for (let row = 0; row < cells.length; row++) wide[row] = base + cells[row]!
  return wide
}
