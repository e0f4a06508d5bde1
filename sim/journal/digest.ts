/**
 * The digest of a journal: 128 bits over its logical rows, its bodies and the lines that a caller adds.
 *
 * Strings count by their content and numbers by their value, so the digest is the same wherever the run took place and in whatever
 * order its dictionaries were filled. Changing any cell changes it; so does swapping two rows that differ.
 */
import { hashText, otherHashText } from "../world/hash.ts"
import { bodyLanes, type Bodies } from "./bodies.ts"
import type { Journal } from "./journal.ts"
import { Lanes } from "./lanes.ts"
import type { Table } from "./table.ts"

/** Rows that are translated to words at a time: few enough to stay in the processor's cache. */
const pageRows = 1024

/** Digest of what the journal holds now, from nothing but its columns and bodies. */
export const digestOf = (journal: Journal, extra: Iterable<string> = []): string => {
  const sums = journal.tables.map((table) => new TableSum(table))
  for (const sum of sums) sum.advance()
  return combine(sums, bodyLanes(journal.bodies), journal.bodies.rows, extra)
}

/** The same digest, kept up while the journal grows. */
export class RunningDigest {
  readonly #sums: readonly TableSum[]
  readonly #bodies: Bodies

  constructor(tables: readonly Table[], bodies: Bodies) {
    this.#sums = tables.map((table) => new TableSum(table))
    this.#bodies = bodies
  }

  /** Takes in the rows of one table that are new. */
  advance(tableIndex: number): void {
    this.#sums[tableIndex]?.advance()
  }

  hex(extra: Iterable<string> = []): string {
    for (const sum of this.#sums) sum.advance()
    return combine(this.#sums, this.#bodies.lanes(), this.#bodies.rows, extra)
  }
}

/** One table, column by column: each has lanes of its own, so that a page of equal cells is mixed in one tight loop. */
class TableSum {
  readonly #table: Table
  readonly #lanes: readonly Lanes[]
  readonly #page = new Int32Array(pageRows * 2)
  #rows = 0

  constructor(table: Table) {
    this.#table = table
    this.#lanes = table.columns.map((_, index) => {
      const lanes = new Lanes()
      lanes.absorbPair(table.tableIndex, index)
      return lanes
    })
  }

  advance(): void {
    const { rows, columns } = this.#table
    for (let from = this.#rows; from < rows; from += pageRows) {
      const to = Math.min(from + pageRows, rows)
      for (const [index, column] of columns.entries()) {
        column.words(from, to, this.#page)
        this.#lanes[index]?.absorb(this.#page, to - from)
      }
    }
    this.#rows = rows
  }

  foldInto(total: Lanes): void {
    for (const lanes of this.#lanes) total.absorbLanes(lanes, this.#rows)
  }
}

const combine = (sums: readonly TableSum[], bodies: Lanes, bodyRows: number, extra: Iterable<string>): string => {
  const total = new Lanes()
  for (const sum of sums) sum.foldInto(total)
  total.absorbLanes(bodies, bodyRows)
  let lines = 0
  for (const line of extra) {
    total.absorbPair(hashText(line), otherHashText(line))
    lines++
  }
  total.absorbPair(lines, 0)
  return total.hex()
}
