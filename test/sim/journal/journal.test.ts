import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { digestOf } from "../../../sim/journal/digest-of.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import { bodiesIndex, layout, tableIndex, tableNames, tables, type ColumnType } from "../../../sim/journal/tables.ts"
import { aMessage, asJson, cells, entriesOf, entryAt, journalOf, someEntries, write } from "./entries.ts"

const bounds: Readonly<Record<Exclude<ColumnType, "name" | "text" | "body">, readonly [number, number]>> = {
  u8: [0, 255],
  u16: [0, 65_535],
  u32: [0, 4_294_967_295],
  i32: [-2_147_483_648, 2_147_483_647],
  f64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
}

const wrong = fc.oneof(
  fc.double(),
  fc.constantFrom(NaN, Infinity, -Infinity, 0.5, 2 ** 53, -(2 ** 53), 256, -1, 2 ** 32, undefined as never),
)

describe("a journal", () => {
  // Goal: every column of every table is written and read, so a column that `tables` gains cannot be forgotten in an append.
  // Method: random rows go in through the appends and come out through the generic view, before and after their batch is sealed.
  test.prop([someEntries, fc.integer({ min: 1, max: 50 })])(
    "gives back every cell of every row, in order",
    (entries, rowsPerBatch) => {
      const journal = new Journal({ rowsPerBatch })
      const written = entries.map((entry) => ({ entry, row: write(journal, entry) }))
      for (const asked of ["open", "sealed"]) {
        const next = new Map<string, number>()
        for (const { entry, row } of written) {
          expect(row, asked).toBe(next.get(entry.table) ?? 0)
          next.set(entry.table, row + 1)
          expect(asJson(entryAt(journal, entry.table, row))).toEqual(asJson(entry))
        }
        for (const table of journal.tables) expect(table.rows).toBe(next.get(table.tableName) ?? 0)
        journal.flush()
      }
    },
  )

  test.prop([someEntries, fc.integer({ min: 1, max: 50 })])(
    "shows the same in pages as cell by cell",
    (entries, rowsPerBatch) => {
      const journal = journalOf(entries, new Journal({ rowsPerBatch }))
      for (const table of journal.tables) {
        let row = 0
        for (const page of table.pages()) {
          expect(page.first).toBe(row)
          for (let i = 0; i < page.rows; i++, row++) {
            for (const column of table.columns) {
              const cell = (page.columns as Readonly<Record<string, Float64Array>>)[column.name]![i]
              expect(column.type === "text" ? page.text(cell) : cell).toBe(column.at(row))
            }
          }
        }
        expect(row).toBe(table.rows)
      }
    },
  )

  test("has its tables and columns in the declared order, as properties too", () => {
    const journal = new Journal()
    expect(journal.tables.map((table) => table.tableName)).toEqual(Object.keys(tables))
    for (const name of tableNames) {
      expect(journal[name].columns.map((column) => column.name)).toEqual(Object.keys(tables[name]))
      for (const column of journal[name].columns) expect(Reflect.get(journal[name], column.name)).toBe(column)
    }
    expect(journal.tables.map((table) => table.tableIndex)).toEqual([0, 1, 2, 3, 4, 5])
  })

  for (const table of tableNames) {
    for (const { name, type } of layout[tableIndex[table]]!) {
      if (type === "name" || type === "text" || type === "body") continue
      const [least, most] = bounds[type]
      test.prop([wrong], { numRuns: 50 })(
        `refuses what ${table}.${name} cannot hold, when its batch is sealed`,
        (value) => {
          fc.pre(!(Number.isInteger(value) && value >= least && value <= most))
          const plain = Object.fromEntries(layout[tableIndex[table]]!.map((column) => [column.name, 1]))
          const journal = new Journal()
          write(journal, { table, row: { ...plain, subject: null, id: null, sku: null, says: null, body: null } })
          const good = journal.digest()
          const row = { ...plain, subject: null, id: null, sku: null, says: null, [name]: value ?? NaN }
          write(journal, { table, row })
          const says = `Column ${table}.${name} cannot hold ${value ?? NaN} in row 1: it holds whole numbers`
          expect(() => journal.flush()).toThrow(says)
          // It does not go away, and nothing of the batch has reached the digest.
          expect(() => journal.digest()).toThrow(says)
          expect(good).toMatch(/^[0-9a-f]{32}$/)
        },
      )
    }
  }

  test("refuses a number that is no name, in the append that finds its batch full", () => {
    const journal = new Journal({ rowsPerBatch: 2 })
    const at = journal.names.intern("request")
    journal.message(at, -1, 99, at, at, null, 1, 1, 0, 0, 0, 0, null, 1)
    journal.fault(0, 0, at, null, null)
    const says = "Column messages.sender cannot hold 99 in row 0: it holds numbers from the journal's names."
    expect(() => journal.fault(0, 0, at, null, null)).toThrow(says)
    expect(journal.faults.rows).toBe(1)
  })

  test("has no negative zero", () => {
    const journal = new Journal()
    write(journal, aMessage({ call: -0, sentAt: -0, deliveredAt: 2 ** 50 }))
    for (const asked of ["open", "sealed"]) {
      expect(Object.is(journal.messages.call.at(0), 0), asked).toBe(true)
      expect(Object.is(journal.messages.sentAt.at(0), 0), asked).toBe(true)
      for (const { columns } of journal.messages.pages()) expect(Object.is(columns.sentAt[0], 0), asked).toBe(true)
      journal.flush()
    }
  })

  test("numbers bodies in their order, none for null and undefined, and refuses what is no JSON", () => {
    const journal = new Journal()
    const body = { order: "order-1" }
    for (const value of [body, null, body, undefined, { order: "order-2" }]) write(journal, aMessage({ body: value }))
    expect(Array.from({ length: 5 }, (_, row) => journal.messages.body.at(row))).toEqual([0, -1, 1, -1, 2])
    expect(journal.bodies.at(0)).toBe(body)
    journal.flush()
    expect(journal.bodies.at(1)).toEqual(body)
    expect(journal.bodies.text(2)).toBe('{"order":"order-2"}')
    expect(() => journal.bodies.at(3)).toThrow("The journal has no body 3: it has 3 bodies.")
    expect(() => journal.bodies.at(-1)).toThrow("no body -1")
    write(journal, aMessage({ body: { at: new Map() } }))
    expect(() => journal.flush()).toThrow(/must be a JSON value.*but an object of class Map was given/)
  })

  test("without bodies has none", () => {
    const journal = new Journal({ bodies: false })
    write(journal, aMessage({ body: { a: 1 } }))
    write(journal, { table: "arrivals", row: { at: 1, message: 0, raw: { path: "/" } } })
    expect(journal.rows(bodiesIndex)).toBe(0)
    expect(journal.messages.body.at(0)).toBe(-1)
    expect(journal.arrivals.raw.at(0)).toBe(-1)
    expect(journal.digest()).toBe(digestOf(journal))
  })

  test("says what is wrong when there are more names than a column can tell apart", () => {
    const journal = new Journal()
    for (let i = 0; i < 65_536; i++) journal.names.intern(`name-${i}`)
    expect(() => journal.names.intern("order-1")).toThrow(/"order-1" in as a name: a journal holds at most 65536/)
  })
})

describe("a fork", () => {
  test.prop([someEntries, someEntries, someEntries, fc.integer({ min: 1, max: 30 })])(
    "and its origin go on by themselves from the same rows",
    (before, here, there, rowsPerBatch) => {
      const journal = journalOf(before, new Journal({ rowsPerBatch }))
      const fork = journal.fork()
      const again = fork.fork()
      for (const entry of here) write(journal, entry)
      for (const entry of there) write(fork, entry)
      expect(fork.digest()).toBe(journalOf([...before, ...there]).digest())
      expect(journal.digest()).toBe(journalOf([...before, ...here]).digest())
      expect(again.digest()).toBe(journalOf(before).digest())
      expect(entriesOf(fork).map(asJson)).toEqual(entriesOf(journalOf([...before, ...there])).map(asJson))
      expect(digestOf(journal)).toBe(journal.digest())
      expect(digestOf(fork)).toBe(fork.digest())
    },
  )

  test("can be read before anybody seals what it shares, and its numbers of names are its origin's", () => {
    const journal = journalOf([aMessage()])
    const fork = journal.fork()
    expect(entryAt(fork, "messages", 0)).toEqual(aMessage())
    const name = fork.names.intern("carrier-a")
    expect(journal.names.at(name)).toBe("carrier-a")
  })

  // Goal: a search may fork a world at every step. Method: the time of a hundred forks of a journal with thousands of batches.
  test("takes well under a millisecond, however much is behind it", () => {
    const journal = new Journal({ rowsPerBatch: 1 })
    for (let i = 0; i < 3000; i++) journal.breach(i, 0, journal.names.intern("I1"), null)
    const started = performance.now()
    for (let i = 0; i < 100; i++) {
      journal.breach(i, 0, 0, null)
      journal.fork()
    }
    expect((performance.now() - started) / 100).toBeLessThan(1)
  })
})

test.prop([cells.body])("a body that was read back is what JSON makes of it", (body) => {
  const journal = journalOf([aMessage({ body })])
  journal.flush()
  const read: unknown = body === null ? null : journal.bodies.at(0)
  expect(JSON.stringify(read)).toBe(JSON.stringify(body))
})
