/**
 * The digest of a journal: 128 bits over its logical rows, the contents of their bodies, and the lines that a caller adds.
 *
 * Strings and bodies count by their content and numbers by their value, so the digest is the same wherever the run took place, in
 * whatever order its dictionaries were filled, and however its rows were cut into batches. Changing any cell changes it; so does
 * swapping two rows that differ. Each row is folded into 64 bits, column by column, and each table takes its rows in, in order.
 */
import { TextHashes } from "../world/text-hash.ts"
import type { Dictionary } from "./dictionary.ts"
import { foldContents, foldIntegers, foldNames, foldWide, startRows } from "./fold.ts"
import { Lanes } from "./lanes.ts"
import { layout, type ColumnPlan, type ColumnType } from "./tables.ts"

/** Two content hashes for each number of a dictionary. */
export interface Contents {
  readonly hashes: Int32Array
  readonly otherHashes: Int32Array
}

/** What a batch shows to its digest. */
export interface DigestedRows {
  rows(table: number): number
  column(table: number, column: number): Float64Array
  readonly texts: Contents
  readonly bodies: Contents
}

/** One step of folding a row: a column, or two narrow ones at once. */
interface Step {
  readonly index: number
  readonly type: ColumnType
  readonly with: number | null
}

const pairs = (columns: readonly ColumnPlan[]): Step[] =>
  columns.flatMap(({ index, type }, at) =>
    at % 2 === 0 ? [{ index, type, with: columns[at + 1]?.index ?? null }] : [],
  )

const isNarrow = (type: ColumnType): boolean => type !== "name" && type !== "text" && type !== "body" && type !== "f64"

const steps: readonly (readonly Step[])[] = layout.map((columns) => [
  ...pairs(columns.filter(({ type }) => type === "name")),
  ...pairs(columns.filter(({ type }) => isNarrow(type))),
  ...columns
    .filter(({ type }) => type !== "name" && !isNarrow(type))
    .map(({ index, type }) => ({ index, type, with: null })),
])

/** Rows that are folded at a time: few enough to stay in the processor's cache. */
const pageRows = 2048

export class RunningDigest {
  readonly #tables: readonly Lanes[]
  readonly #rows: number[]

  constructor(from?: RunningDigest) {
    this.#tables = layout.map((_, table) => (from === undefined ? new Lanes() : from.#tables[table]!.copy()))
    this.#rows = layout.map((_, table) => (from === undefined ? 0 : from.#rows[table]!))
  }

  copy(): RunningDigest {
    return new RunningDigest(this)
  }

  /** Takes in the rows of a batch. */
  advance(batch: DigestedRows, names: Dictionary, scratch: Int32Array): void {
    for (const [table, columns] of layout.entries()) {
      const rows = batch.rows(table)
      if (rows === 0) continue
      const cells = columns.map((_, index) => batch.column(table, index))
      for (let from = 0; from < rows; from += pageRows) {
        const count = Math.min(pageRows, rows - from)
        startRows(scratch, count, table)
        for (const { index, type, with: partner } of steps[table]!) {
          const page = cells[index]!.subarray(from, from + count)
          const other = partner === null ? null : cells[partner]!.subarray(from, from + count)
          if (type === "f64") foldWide(scratch, page, count)
          else if (type === "text") foldContents(scratch, page, count, batch.texts.hashes, batch.texts.otherHashes)
          else if (type === "body") foldContents(scratch, page, count, batch.bodies.hashes, batch.bodies.otherHashes)
          else if (type !== "name") foldIntegers(scratch, page, other, count)
          else if (other === null) foldContents(scratch, page, count, names.hashes, names.otherHashes)
          else foldNames(scratch, page, other, count, names.hashes, names.otherHashes)
        }
        this.#tables[table]!.absorb(scratch, count)
      }
      this.#rows[table]! += rows
    }
  }

  /** 32 hex characters for everything so far and the extra lines. */
  hex(extra: Iterable<string> = []): string {
    const total = new Lanes()
    for (const [table, lanes] of this.#tables.entries()) total.absorbLanes(lanes, this.#rows[table]!)
    const hashes = new TextHashes()
    let lines = 0
    for (const line of extra) {
      hashes.of(line)
      total.absorbPair(hashes.one, hashes.other)
      lines++
    }
    total.absorbPair(lines, 0)
    return total.hex()
  }
}

/** Where rows are folded. */
export const digestScratch = (): Int32Array => new Int32Array(pageRows * 2)
