import { test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { Journal } from "../../../sim/journal/journal.ts"
import { tables, type TableName } from "../../../sim/journal/tables.ts"
import { rowAt } from "../../../sim/journal/view.ts"
import { plainMessage, someEntries, write } from "./entries.ts"

describe("a journal", () => {
  // Goal: every column of every table is written and read, so a column that `tables` gains cannot be forgotten in an append.
  // Method: random rows go in through the appends and come out through the generic view.
  test.prop([someEntries])("gives back every cell of every row, in order", (entries) => {
    const journal = new Journal()
    const written = entries.map((entry) => ({ entry, row: write(journal, entry) }))
    const next = new Map<string, number>()
    for (const { entry, row } of written) {
      if ("body" in entry) {
        expect(journal.bodies.at(row)).toBe(entry.body)
        continue
      }
      expect(row).toBe(next.get(entry.table) ?? 0)
      next.set(entry.table, row + 1)
      expect(rowAt(journal, entry.table, row)).toEqual(entry.row)
    }
    for (const table of journal.tables) {
      expect(table.rows).toBe(next.get(table.tableName) ?? 0)
      expect(table.columns.map((column) => column.length)).toEqual(table.columns.map(() => table.rows))
    }
  })

  test("has its tables and columns in the declared order, as properties too", () => {
    const journal = new Journal()
    expect(journal.tables.map((table) => table.tableName)).toEqual(Object.keys(tables))
    for (const name of Object.keys(tables) as TableName[]) {
      expect(journal[name].columns.map((column) => column.name)).toEqual(Object.keys(tables[name]))
      for (const column of journal[name].columns) expect(Reflect.get(journal[name], column.name)).toBe(column)
    }
    expect(journal.tables.map((table) => table.tableIndex)).toEqual([0, 1, 2, 3, 4])
  })

  test("appends a row whole or not at all", () => {
    const journal = new Journal()
    const row = plainMessage(journal)
    journal.message(row)
    const before = journal.digest()
    expect(() => journal.message({ ...row, attempt: 65_536 })).toThrow(
      "Column messages.attempt cannot hold 65536: it holds whole numbers from 0 to 65535.",
    )
    expect(() => journal.message({ ...row, sender: 99 })).toThrow("Column messages.sender cannot hold 99")
    expect(() => journal.message({ ...row, sentAt: 0.5 })).toThrow("Column messages.sentAt cannot hold 0.5")
    expect(journal.messages.rows).toBe(1)
    expect(journal.messages.kind.length).toBe(1)
    expect(journal.digest()).toBe(before)
    expect(journal.message({ ...row, attempt: 2 })).toBe(1)
    expect(journal.messages.attempt.at(1)).toBe(2)
  })

  test("keeps a body once for each value, none for null, and refuses what is no JSON", () => {
    const journal = new Journal()
    const body = { order: "order-1" }
    expect(journal.body(body)).toBe(0)
    expect(journal.body({ order: "order-1" })).toBe(1)
    expect(journal.body(body)).toBe(0)
    expect(journal.body(null)).toBe(-1)
    expect(journal.body(undefined)).toBe(-1)
    expect(journal.bodies.at(0)).toBe(body)
    expect(journal.bodies.text(1)).toBe('{"order":"order-1"}')
    expect(() => journal.body(() => body)).toThrow(/must be a JSON value, but a function/)
    expect(() => journal.bodies.at(2)).toThrow("The journal has no body 2: it has 2 bodies.")
    expect(() => journal.bodies.at(-1)).toThrow("no body -1")
  })

  test("says what is wrong when there are more names than a column can tell apart", () => {
    const journal = new Journal()
    for (let i = 0; i < 65_536; i++) journal.names.intern(`name-${i}`)
    expect(() => journal.names.intern("order-1")).toThrow(/"order-1" in as a name: a journal holds at most 65536/)
  })
})
