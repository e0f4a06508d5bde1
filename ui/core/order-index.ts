/** The messages of one order, and of one cause: found by the links between rows, without looking at any other message. */
import type { RunModel } from "./run-model.ts"

/** Rows about an order or anything below it, in the order of their instants. */
export const rowsOfOrder = (model: RunModel, order: string): Int32Array => {
  const root = model.subjects.findRoot(order)
  const rows: number[] = []
  for (let row = model.lastOfRoot[root] ?? -1; row >= 0; row = model.previousOfRoot[row]!) rows.push(row)
  const { sentAt } = model.columns
  return Int32Array.from(rows).sort((a, b) => sentAt[a]! - sentAt[b]! || a - b)
}

/** The order of a message: what stands before the first slash of its subject. */
export const orderOf = (model: RunModel, row: number): string => model.subjects.roots[model.rootOf(row)] ?? ""

/** What each message brought about; made once, when it is first asked for. */
export class Effects {
  readonly #first: Int32Array
  readonly #next: Int32Array

  constructor(model: RunModel) {
    const { rows, columns } = model
    this.#first = new Int32Array(rows).fill(-1)
    this.#next = new Int32Array(rows).fill(-1)
    for (let row = rows - 1; row >= 0; row--) {
      const cause = columns.cause[row]!
      if (cause < 0) continue
      this.#next[row] = this.#first[cause]!
      this.#first[cause] = row
    }
  }

  /** Rows that a message caused, ascending. */
  of(row: number): number[] {
    const rows: number[] = []
    for (let at = this.#first[row] ?? -1; at >= 0; at = this.#next[at]!) rows.push(at)
    return rows
  }
}
