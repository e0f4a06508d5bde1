/**
 * A run of rows of all tables, with the texts and bodies that they speak of: what a journal is read from.
 *
 * Cells are as in the column's plan, but the numbers of texts and bodies are the batch's own.
 */

export interface Batch {
  /** The first row of each table in the journal, and the number of the first body. */
  readonly firsts: readonly number[]
  /** Rows of a table, or bodies. */
  rows(table: number): number
  cell(table: number, column: number, row: number): number
  /** All cells of a column. */
  column(table: number, column: number): Float64Array
  text(id: number): string
  body(id: number): unknown
}

export const readOnly = {
  noText: (id: number, size: number): never => {
    throw new RangeError(`This batch of the journal has no text ${id}: it has ${size}.`)
  },
  noBody: (id: number, size: number): never => {
    throw new RangeError(`This batch of the journal has no body ${id}: it has ${size}.`)
  },
}
