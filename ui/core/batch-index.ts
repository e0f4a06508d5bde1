/**
 * Where the batches of a run lie and what is in them, so that transitions and postings, which are never held whole, are read again
 * from the few batches that have them.
 */
import type { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { layout, tableIndex, type TableName } from "../../sim/journal/tables.ts"
import type { Subjects } from "./subjects.ts"

/** Messages are remembered in blocks of so many rows. */
const blockRows = 64

export interface BatchEntry {
  readonly offset: number
  /** Bytes of its record. */
  readonly length: number
  /** The first row of each table, and the first body. */
  readonly firsts: readonly number[]
  /** Instant of its last transition or posting; those are written in the order of their instants. */
  readonly movedUntil: number
  /** Numbers of the roots whose objects moved or were posted to, ascending. */
  readonly roots: Uint32Array
  /** Blocks of messages that its transitions and postings name, ascending. */
  readonly blocks: Uint32Array
}

export class BatchIndex {
  readonly entries: BatchEntry[] = []

  add(batch: SealedBatch, offset: number, length: number, subjects: Subjects): void {
    this.entries.push({
      offset,
      length,
      firsts: batch.firsts,
      movedUntil: Math.max(lastIn(batch, "transitions"), lastIn(batch, "postings")),
      roots: rootsOf(batch, subjects),
      blocks: blocksOf(batch),
    })
  }

  /** The batch that holds a row of a table, -1 for none. */
  find(table: number, row: number): number {
    let low = 0
    let high = this.entries.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.entries[middle]!.firsts[table]! <= row) low = middle
      else high = middle - 1
    }
    return row < 0 ? -1 : high
  }

  /** Batches in which objects of a root moved or were posted to. */
  withRoot(root: number): number[] {
    return this.#where(({ roots }) => includes(roots, root))
  }

  /** Batches whose transitions or postings may name a message. */
  withMessage(row: number): number[] {
    const block = Math.floor(row / blockRows)
    return this.#where(({ blocks }) => includes(blocks, block))
  }

  #where(holds: (entry: BatchEntry) => boolean): number[] {
    return this.entries.flatMap((entry, index) => (holds(entry) ? [index] : []))
  }
}

/** The last instant of a table in a batch. */
const lastIn = (batch: SealedBatch, table: "transitions" | "postings"): number => {
  const rows = batch.rows(tableIndex[table])
  return rows === 0 ? -Infinity : batch.cell(tableIndex[table], columnOf(table, "at"), rows - 1)
}

const columnOf = (table: TableName, name: string): number =>
  layout[tableIndex[table]]!.findIndex((column) => column.name === name)

const rootsOf = (batch: SealedBatch, subjects: Subjects): Uint32Array => {
  const seen = new Uint8Array(batch.texts)
  mark(batch, "transitions", "id", seen)
  mark(batch, "postings", "subject", seen)
  const roots = new Set<number>()
  for (let text = 0; text < seen.length; text++) if (seen[text] === 1) roots.add(subjects.internRoot(batch.text(text)))
  return Uint32Array.from(roots).sort()
}

/** Marks the texts that stand in a column. */
const mark = (batch: SealedBatch, table: TableName, column: string, seen: Uint8Array): void => {
  const { base, cells } = batch.stored(tableIndex[table], columnOf(table, column))
  const rows = batch.rows(tableIndex[table])
  if (cells === null) {
    if (rows > 0 && base >= 0) seen[base] = 1
    return
  }
  // Cells that say none lie before the first place.
  for (let row = 0; row < rows; row++) seen[base + cells[row]!] = 1
}

const blocksOf = (batch: SealedBatch): Uint32Array => {
  const blocks = new Set<number>()
  for (const table of ["transitions", "postings"] as const) {
    const { base, cells } = batch.stored(tableIndex[table], columnOf(table, "message"))
    const rows = batch.rows(tableIndex[table])
    let last = -1
    for (let row = 0; row < rows; row++) {
      const block = Math.floor((base + (cells === null ? 0 : cells[row]!)) / blockRows)
      if (block !== last && block >= 0) blocks.add(block)
      last = block
    }
  }
  return Uint32Array.from(blocks).sort()
}

/** Is a number in a sorted list? */
const includes = (sorted: Uint32Array, number: number): boolean => {
  let low = 0
  let high = sorted.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const found = sorted[middle]!
    if (found === number) return true
    if (found < number) low = middle + 1
    else high = middle - 1
  }
  return false
}
