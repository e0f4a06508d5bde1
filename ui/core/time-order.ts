/**
 * The messages in the order of their instants.
 *
 * Rows are nearly in that order: only counted polls are written down when their quiet stretch ends. So those few are sorted and
 * merged in, and a run that grows costs one pass.
 */
import type { RunModel } from "./run-model.ts"

export class TimeOrder {
  #rows: Uint32Array = new Uint32Array(0)
  #count = -1
  readonly #model: RunModel

  constructor(model: RunModel) {
    this.#model = model
  }

  /** Rows by instant; those of one instant in the order in which they were written. */
  get rows(): Uint32Array {
    if (this.#count !== this.#model.rows) {
      this.#rows = inOrder(this.#model.columns.sentAt, this.#model.rows)
      this.#count = this.#model.rows
    }
    return this.#rows
  }

  /** How many messages were sent before an instant. */
  before(at: number): number {
    return firstPlace(this.rows, (row) => this.#model.columns.sentAt[row]! >= at)
  }

  /** The place of a row. */
  placeOf(row: number): number {
    const at = this.#model.columns.sentAt[row]!
    return firstPlace(this.rows, (other) => {
      const otherAt = this.#model.columns.sentAt[other]!
      return otherAt > at || (otherAt === at && other >= row)
    })
  }
}

/** The first place of a list whose row fulfils what all later ones do too. */
export const firstPlace = (rows: Uint32Array, holds: (row: number) => boolean): number => {
  let low = 0
  let high = rows.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(rows[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

const inOrder = (sentAt: Float64Array, count: number): Uint32Array => {
  const late: number[] = []
  let last = -Infinity
  for (let row = 0; row < count; row++) {
    if (sentAt[row]! < last) late.push(row)
    else last = sentAt[row]!
  }
  late.sort((a, b) => sentAt[a]! - sentAt[b]! || a - b)
  const rows = new Uint32Array(count)
  let taken = 0
  let filled = 0
  last = -Infinity
  for (let row = 0; row < count; row++) {
    const at = sentAt[row]!
    if (at < last) continue
    last = at
    while (taken < late.length && isBefore(sentAt, late[taken]!, row)) rows[filled++] = late[taken++]!
    rows[filled++] = row
  }
  while (taken < late.length) rows[filled++] = late[taken++]!
  return rows
}

const isBefore = (sentAt: Float64Array, row: number, other: number): boolean =>
  sentAt[row]! < sentAt[other]! || (sentAt[row] === sentAt[other] && row < other)
