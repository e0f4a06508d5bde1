/**
 * CSV as RFC 4180 has it: a header, CRLF, cells with commas, quotes or line breaks in quotes. Each instant stands there twice, in
 * ms and as ISO 8601 text in UTC.
 *
 * A spreadsheet takes a cell that begins with = + - @ (or a tab or line break in front of one) for a formula, quoted or not. So a
 * text that begins like that, or with an apostrophe, gets an apostrophe in front; taking one off gives the text back. Numbers stay
 * numbers, the negative ones too. No value is an empty cell, an empty text is "".
 */
import {
  columnsOf,
  everything,
  isoOf,
  type Cell,
  type Choice,
  type ExportTable,
  type Row,
  type RunRows,
  type TextExport,
} from "./run-rows.ts"

export const csv = (run: RunRows, table: ExportTable, choice: Choice = everything): TextExport => ({
  total: run.count(table),
  parts: (tick) => lines(run, table, choice, tick),
})

function* lines(run: RunRows, table: ExportTable, choice: Choice, tick: () => void): Generator<string> {
  const columns = columnsOf(table)
  const header = columns.flatMap(({ name, kind }) => (kind === "instant" ? [name, `${name}Utc`] : [name]))
  yield lineOf(header)
  for (const row of run.rows(table, choice)) {
    tick()
    yield lineOf(columns.flatMap((column) => cellsOf(row, column)))
  }
}

const cellsOf = (row: Row, { name, kind }: { name: string; kind: string }): Cell[] => {
  const value = row[name] ?? null
  if (kind !== "instant") return [value]
  return [value, typeof value === "number" ? isoOf(value) || null : null]
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(",")}\r\n`

export const cellOf = (value: Cell): string => {
  if (value === null) return ""
  if (typeof value === "number") return String(value)
  const text = /^[=+\-@\t\r\n']/.test(value) ? `'${value}` : value
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
