import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { digestOf } from "../../../sim/journal/digest.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import { Lanes } from "../../../sim/journal/lanes.ts"
import { tables, type TableName } from "../../../sim/journal/tables.ts"
import { cells, journalOf, plainMessage, someEntries, write, type Entry } from "./entries.ts"

const isRow = (entry: Entry) => "table" in entry

/** Journals with at least one row, and the place of one cell in it. */
const aCell = fc
  .tuple(someEntries, fc.nat(), fc.nat())
  .map(([entries, row, column]) => ({ entries, row, column }))
  .filter(({ entries }) => entries.some(isRow))

const differingBits = (one: string, other: string): number => {
  let bits = 0
  for (let i = 0; i < one.length; i++) {
    const differs = parseInt(one[i]!, 16) ^ parseInt(other[i]!, 16)
    for (let bit = 0; bit < 4; bit++) bits += (differs >>> bit) & 1
  }
  return bits
}

describe("the digest", () => {
  test.prop([fc.array(fc.tuple(someEntries, fc.boolean()), { maxLength: 4 })])(
    "kept up while a journal grows is the one from scratch, whenever it is asked",
    (parts) => {
      const journal = new Journal()
      for (const [entries, asked] of parts) {
        for (const entry of entries) write(journal, entry)
        if (asked) expect(journal.digest()).toBe(digestOf(journal))
      }
      expect(journal.digest(["state"])).toBe(digestOf(journal, ["state"]))
      expect(journal.digest()).toMatch(/^[0-9a-f]{32}$/)
    },
  )

  test("kept up over many pages is the one from scratch", () => {
    const journal = new Journal()
    const row = plainMessage(journal)
    for (let i = 0; i < 5000; i++) {
      journal.message({ ...row, call: i, sentAt: 1000 + i })
      if (i % 997 === 0) journal.digest()
    }
    expect(journal.digest()).toBe(digestOf(journal))
    journal.messages.call.set(2500, 7)
    expect(digestOf(journal)).not.toBe(journal.digest())
  })

  // Goal: no cell of any table is outside the digest. Method: a random cell of a random journal gets another value that fits.
  for (const name of Object.keys(tables) as TableName[]) {
    const columns = Object.entries(tables[name])
    for (const [index, [column, type]] of columns.entries()) {
      test.prop([someEntries, fc.nat(), cells[type]], { numRuns: 30 })(
        `changes with ${name}.${column}`,
        (entries, at, value) => {
          const rows = entries.filter((entry) => "table" in entry && entry.table === name).length
          fc.pre(rows > 0)
          const journal = journalOf(entries)
          const before = digestOf(journal)
          const cell = journal[name].columns[index]!
          const next =
            type === "name"
              ? journal.names.intern(String(value))
              : type === "text"
                ? value === null
                  ? -1
                  : journal.texts.intern(String(value))
                : Number(value)
          const old = cell.at(at % rows)
          cell.set(at % rows, next)
          expect(digestOf(journal) === before).toBe(old === next)
          cell.set(at % rows, old)
          expect(digestOf(journal)).toBe(before)
        },
      )
    }
  }

  test.prop([aCell, fc.nat(31)])("changes when one bit of a number changes", ({ entries, row, column }, bit) => {
    const journal = journalOf(entries)
    const table = journal.tables.find((candidate) => candidate.rows > 0)!
    const numbers = table.columns.filter(({ type }) => type !== "name" && type !== "text")
    const cell = numbers[column % numbers.length]!
    const at = row % table.rows
    const value = cell.at(at)
    const flipped = cell.type === "i32" ? value ^ (1 << bit) : value + (value > 0 ? -1 : 1)
    const before = digestOf(journal)
    cell.set(at, flipped)
    expect(digestOf(journal)).not.toBe(before)
  })

  test.prop([someEntries, fc.array(fc.string()), fc.array(fc.string())])(
    "does not depend on the order in which the dictionaries were filled",
    (entries, names, texts) => {
      const other = new Journal()
      for (const name of names) other.names.intern(name)
      for (const text of texts) other.texts.intern(text)
      for (const entry of entries) write(other, entry)
      expect(other.digest()).toBe(journalOf(entries).digest())
    },
  )

  test.prop([someEntries, fc.nat(), fc.nat()])("depends on the order of rows within a table", (entries, one, other) => {
    const rows = entries.filter((entry) => "table" in entry && entry.table === "transitions")
    fc.pre(rows.length > 1)
    const [a, b] = [one % rows.length, other % rows.length]
    const swapped = rows.slice()
    ;[swapped[a], swapped[b]] = [rows[b]!, rows[a]!]
    const same = JSON.stringify(rows[a]) === JSON.stringify(rows[b])
    expect(journalOf(swapped).digest() === journalOf(rows).digest()).toBe(same)
  })

  test.prop([someEntries])("does not depend on which table was written first", (entries) => {
    const sorted = (Object.keys(tables) as TableName[]).flatMap((name) =>
      entries.filter((entry) => "table" in entry && entry.table === name),
    )
    const others = entries.filter((entry) => "body" in entry)
    expect(journalOf([...sorted, ...others]).digest()).toBe(journalOf(entries).digest())
  })

  test.prop([someEntries.filter((entries) => entries.length > 0)])(
    "changes when the last entry is missing",
    (entries) => {
      expect(journalOf(entries.slice(0, -1)).digest()).not.toBe(journalOf(entries).digest())
    },
  )

  test("takes in bodies by their text, and extra lines in their order", () => {
    const digest = (body: unknown, ...extra: string[]): string => {
      const journal = new Journal()
      journal.body(body)
      return journal.digest(extra)
    }
    expect(digest({ a: 1 })).toBe(digest({ a: 1 }))
    expect(digest({ a: 1 })).not.toBe(digest({ a: 2 }))
    expect(digest({ a: 1 })).not.toBe(digest({}))
    const lines = [[], ["a"], ["b"], ["a", "b"], ["b", "a"], ["ab"], [""], ["", ""]].map((extra) =>
      digest({}, ...extra),
    )
    expect(new Set(lines).size).toBe(lines.length)
  })

  test.prop([someEntries, fc.array(fc.nat(), { maxLength: 8 })])(
    "does not depend on which bodies somebody looked at before",
    (entries, looks) => {
      const journal = journalOf(entries)
      fc.pre(journal.bodies.rows > 0)
      for (const look of looks) journal.bodies.text(look % journal.bodies.rows)
      expect(journal.digest()).toBe(journalOf(entries).digest())
    },
  )

  test("spreads a change of one bit over all of its bits", () => {
    const n = 4000
    const changed = new Uint32Array(32)
    let total = 0
    let fewest = 128
    for (let i = 0; i < n; i++) {
      const one = new Lanes()
      const other = new Lanes()
      one.absorbPair(i, 0)
      other.absorbPair(i ^ (1 << (i % 32)), 0)
      const bits = differingBits(one.hex(), other.hex())
      for (let digit = 0; digit < 32; digit++) if (one.hex()[digit] !== other.hex()[digit]) changed[digit]!++
      total += bits
      fewest = Math.min(fewest, bits)
    }
    expect(total / n).toBeGreaterThan(63)
    expect(total / n).toBeLessThan(65)
    expect(fewest).toBeGreaterThan(35)
    // A hex digit stays the same once in sixteen times.
    for (const times of changed) expect(Math.abs(times / n - 15 / 16)).toBeLessThan(0.03)
  })

  test("stays what it was: the digest of a known journal", () => {
    const journal = new Journal()
    const row = plainMessage(journal)
    journal.message({ ...row, body: journal.body({ lines: [1, 2] }) })
    journal.message({ ...row, cause: 0, sentAt: 2 ** 40, deliveredAt: -1, subject: -1 })
    expect(journal.digest(["final state"])).toBe("70030fc56fe2f7747c0fed3f5d6c4bf4")
  })
})
