/**
 * A delimited text as a table: header, rows, and the line of the file on which each row starts.
 *
 * Byte order mark, line ends, delimiter and blank lines are dealt with here; what is not a table is refused with its line.
 */
import { CsvError, parse } from "csv-parse/sync"
import { OrderBookError } from "./order-book-error.ts"

export interface Table {
  readonly header: readonly string[]
  /** Every row has as many cells as the header. */
  readonly rows: readonly (readonly string[])[]
  /** 1-based, one for each row. */
  readonly lines: readonly number[]
}

/** All of `text`. */
export const readTable = (text: string): Table => {
  const delimiter = delimiterOf(text)
  const records: string[][] = []
  const lines: number[] = []
  let lastLine = 0
  const keep = (record: string[], info: { readonly lines: number }): null => {
    // The parser says where a record ends; quoted line breaks lead back to where it starts.
    const start = info.lines - quotedBreaks(record)
    lastLine = info.lines
    if (record.some((cell) => cell.trim() !== "")) {
      records.push(record)
      lines.push(start)
    }
    return null
  }
  try {
    parse(text, { ...options(delimiter), on_record: keep })
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, lastLine, text) : error
  }
  const [header, ...rows] = records
  if (header === undefined) throw emptyFile(text)
  const table = { header: header.map((cell) => cell.trim()), rows, lines: lines.slice(1) }
  rows.forEach((row, index) => {
    if (row.length !== header.length) throw raggedRow(table, index)
  })
  return table
}

/** Only the header, so that a format can be told before a long file is read. */
export const readHeader = (text: string): readonly string[] => {
  const start = text.slice(0, headerCharactersMax)
  try {
    const records = parse(start, { ...options(delimiterOf(start)), to: 1 })
    if (records[0] === undefined) throw emptyFile(text)
    return records[0].map((cell) => cell.trim())
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, 0, text) : error
  }
}

/** WooCommerce writes six columns for each possible item, so a header may be long; longer than this it is no header. */
const headerCharactersMax = 262_144

const options = (delimiter: string) => ({
  bom: true,
  delimiter,
  // Left to itself the parser takes the first line end for all of them and glues the rest of a mixed file together.
  record_delimiter: ["\r\n", "\n", "\r"],
  relax_column_count: true,
  skip_empty_lines: true,
})

/** The candidate that occurs most often outside quotes in the first line that has any text; a comma when none does. */
const delimiterOf = (text: string): string => {
  const first = /[^\r\n\uFEFF]+/.exec(text)?.[0] ?? ""
  const bare = first.replaceAll(/"[^"]*"/g, "")
  let best = ","
  for (const candidate of [";", "\t", "|"]) if (count(bare, candidate) > count(bare, best)) best = candidate
  return best
}

const count = (text: string, part: string): number => text.split(part).length - 1

const quotedBreaks = (record: readonly string[]): number => {
  let breaks = 0
  for (const cell of record) if (cell.includes("\n")) breaks += count(cell, "\n")
  return breaks
}

const emptyFile = (text: string): OrderBookError =>
  new OrderBookError({
    line: 1,
    column: null,
    found: text.slice(0, 20),
    rule: "The file is empty; an order file starts with a line of column names.",
    todo: "Export it again.",
  })

const raggedRow = (table: Table, index: number): OrderBookError => {
  const row = table.rows[index] ?? []
  const short = row.length < table.header.length
  return new OrderBookError({
    line: table.lines[index] ?? 1,
    column: short ? (table.header[row.length] ?? null) : null,
    found: row.join(" | "),
    rule: `The row has ${row.length} fields where the header has ${table.header.length}.`,
    todo: short
      ? "Add the missing fields, or close the quotation mark that swallows them."
      : "Put fields that contain the delimiter into quotation marks.",
  })
}

const unreadable = (error: CsvError, lastLine: number, text: string): OrderBookError => {
  const where = (error as { readonly lines?: unknown }).lines
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    const line = lastLine + 1
    return new OrderBookError({
      line,
      column: null,
      found: text.split(/\r\n|\n|\r/, line)[line - 1] ?? "",
      rule: "A quotation mark opens in this record and is not closed before the end of the file.",
      todo: "Close it, or double it if it belongs to the text.",
    })
  }
  const line = typeof where === "number" ? where : lastLine + 1
  return new OrderBookError({
    line,
    column: null,
    found: text.split(/\r\n|\n|\r/, line)[line - 1] ?? "",
    rule: "A quotation mark stands inside a field that is not quoted as a whole.",
    todo: "Put the whole field into quotation marks and double the ones inside it.",
  })
}
