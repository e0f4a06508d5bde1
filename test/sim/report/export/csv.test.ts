import { fc, test } from "@fast-check/vitest"
import { parse } from "csv-parse/sync"
import { describe, expect } from "vitest"
import { cellOf, csv } from "../../../../sim/report/export/csv.ts"
import { columnsOf, exportTables, isoOf, RunRows, type Row } from "../../../../sim/report/export/run-rows.ts"
import { journalOf, someEntries } from "../../journal/entries.ts"
import { bytesOf, smallRun, whole } from "./small-run.ts"

/** Strict: a quote inside an unquoted cell or a row of another length is an error. */
const read = (text: string): string[][] => parse(text, { relax_quotes: false, record_delimiter: "\r\n" })

const textOf = (row: Row, { name, kind }: { name: string; kind: string }): string[] => {
  const value = row[name] ?? null
  if (kind === "instant") return [value === null ? "" : String(value), typeof value === "number" ? isoOf(value) : ""]
  return [value === null ? "" : String(value).toWellFormed()]
}

/** Takes off the apostrophe that keeps a spreadsheet from calculating. */
const plain = (cell: string): string => (/^'[=+\-@\t\r\n']/.test(cell) ? cell.slice(1) : cell)

describe("CSV", () => {
  test.prop([someEntries])("is read back by somebody else's reader, cell by cell", (entries) => {
    const run = new RunRows(bytesOf(journalOf(entries)))
    for (const table of exportTables) {
      const columns = columnsOf(table)
      const [header, ...rows] = read(whole(csv(run, table)))
      expect(header).toEqual(columns.flatMap(({ name, kind }) => (kind === "instant" ? [name, `${name}Utc`] : [name])))
      const expected = [...run.rows(table)].map((row) => columns.flatMap((column) => textOf(row, column)))
      // A text may begin with a minus, a number must: only texts get an apostrophe.
      const texts = columns.flatMap(({ kind }) => (kind === "instant" ? [false, true] : [kind === "text"]))
      expect(rows.map((row) => row.map((cell, index) => (texts[index] ? plain(cell) : cell)))).toEqual(expected)
    }
  })

  test.prop([fc.string(), fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "'")])(
    "no text is a formula, and each gives itself back",
    (text, sign) => {
      const [[cell = ""] = []] = read(`${cellOf(sign + text)}\r\n`)
      expect(cell.startsWith("'")).toBe(true)
      expect(plain(cell)).toBe(sign + text)
    },
  )

  test("a number stays a number", () => {
    expect(cellOf(-12)).toBe("-12")
    expect(cellOf("-12")).toBe("'-12")
    expect(cellOf('=1+1,"x"')).toBe('"\'=1+1,""x"""')
  })

  test("nothing and an empty text differ", () => {
    expect(cellOf(null)).toBe("")
    expect(cellOf("")).toBe('""')
  })

  test("instants are there for people too", () => {
    const [header = [], first = []] = read(whole(csv(smallRun(), "messages")))
    expect(first[header.indexOf("sentAt")]).toBe("1707724800000")
    expect(first[header.indexOf("sentAtUtc")]).toBe("2024-02-12T08:00:00.000Z")
  })
})
