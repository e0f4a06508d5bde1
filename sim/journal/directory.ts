/**
 * What a sealed batch begins with: a fixed list of numbers (64-bit floats, little-endian) that say what is where in its bytes.
 *
 * A column is three of them: its base, the bytes of a cell (0 when all cells are the base) and where the cells begin. A cell is the
 * base plus an unsigned integer of 1, 2 or 4 bytes, or a 64-bit float of its own. Everything begins at a multiple of eight, so that
 * a reader looks at cells through typed arrays on the very bytes of the file.
 */
import { layout } from "./tables.ts"

/** Numbers that a column takes in the directory. */
const column = 3

let next = 0
const take = (count: number): number => {
  const at = next
  next += count
  return at
}

/** Positions in the directory. */
export const directory = {
  /** Bytes of the whole batch. */
  size: take(1),
  /** Names that must be known to read it. */
  names: take(1),
  /** Row in the journal of the first row of each table, and number of the first body. */
  firsts: take(layout.length + 1),
  /** The earliest and the latest instant of its rows; 0 and -1 when it has none. */
  earliest: take(1),
  latest: take(1),
  texts: take(1),
  textEnds: take(column),
  textWide: take(column),
  textBytes: take(2),
  bodies: take(1),
  bodyStarts: take(column),
  bodyBytes: take(2),
  shapes: take(1),
  shapeEnds: take(column),
  shapeKeyCount: take(1),
  shapeKeys: take(column),
  /** For each table its number of rows, followed by its columns. */
  tables: layout.map((columns) => take(1 + columns.length * column)),
} as const

export const directoryNumbers = next
export const directoryBytes = directoryNumbers * 8

/** Position of a column of a table. */
export const columnAt = (table: number, index: number): number => directory.tables[table]! + 1 + index * column
