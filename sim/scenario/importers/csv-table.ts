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
  const records = parseRecords(text)
  const rows: string[][] = []
  const lines: number[] = []
  // A quoted line break is part of a cell; without any quotation mark there is none to look for.
  const quotes = text.includes('"')
  let line = 1
  for (const record of records) {
    if (!isBlank(record)) {
      rows.push(record)
      lines.push(line)
    }
    line += 1 + (quotes ? quotedBreaks(record) : 0)
  }
  const header = rows.shift()
  lines.shift()
  if (header === undefined) throw emptyFile(text)
  const table = { header: header.map((cell) => cell.trim()), rows, lines }
  rows.forEach((row, index) => {
    if (row.length !== header.length) throw raggedRow(table, index)
  })
  return table
}

const parseRecords = (text: string): string[][] => {
  try {
    return parse(text, options(delimiterOf(text)))
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, text) : error
  }
}

const isBlank = (record: readonly string[]): boolean => {
  for (const cell of record) if (cell !== "" && cell.trim() !== "") return false
  return true
}

/** Only the header, so that a format can be told before a long file is read. */
export const readHeader = (text: string): readonly string[] => {
  const start = text
    .slice(0, headerCharactersMax)
    .replace(/^\uFEFF/, "")
    .trimStart()
  try {
    const [header] = parse(start, { ...options(delimiterOf(start)), to: 1 })
    if (header === undefined || isBlank(header)) throw emptyFile(text)
    return header.map((cell) => cell.trim())
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, text) : error
  }
}

/** WooCommerce writes six columns for each possible item, so a header may be long; longer than this it is no header. */
const headerCharactersMax = 262_144

const options = (delimiter: string) => ({
  bom: true,
  delimiter,
  // Left to itself the parser takes the first line end for all of them and glues the rest of a mixed file together.
  record_delimiter: ["\r\n", "\n", "\r"],
  // Ragged and blank lines are ours to judge, so that lines can be counted exactly and complaints name them.
  relax_column_count: true,
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
  for (const cell of record) if (cell.includes("\n") || cell.includes("\r")) breaks += cell.split(lineEnd).length - 1
  return breaks
}
const lineEnd = /\r\n|\n|\r/

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

const unreadable = (error: CsvError, text: string): OrderBookError => {
  const open = error.code === "CSV_QUOTE_NOT_CLOSED"
  const line = open ? lineOfLastRecord(text) : lineIn(error)
  return new OrderBookError({
    line,
    column: null,
    found: text.split(lineEnd, line)[line - 1] ?? "",
    rule: open
      ? "A quotation mark opens in this record and is not closed before the end of the file."
      : "A quotation mark stands inside a field that is not quoted as a whole.",
    todo: open
      ? "Close it, or double it if it belongs to the text."
      : "Put the whole field into quotation marks and double the ones inside it.",
  })
}

const lineIn = (error: CsvError): number => {
  const { lines } = error as { readonly lines?: unknown }
  return typeof lines === "number" && lines > 0 ? lines : 1
}

/** The parser only knows where the file ends; a second pass finds where the record that swallows it starts. */
const lineOfLastRecord = (text: string): number => {
  let line = 1
  const count = (record: string[]): null => {
    line += 1 + quotedBreaks(record)
    return null
  }
  try {
    parse(text, { ...options(delimiterOf(text)), on_record: count })
  } catch {
    // It fails where it failed before; the count up to there is what was wanted.
  }
  return line
}
