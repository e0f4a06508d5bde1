import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { digestOf } from "../../../sim/journal/digest-of.ts"
import { Journal } from "../../../sim/journal/journal.ts"
import { Lanes } from "../../../sim/journal/lanes.ts"
import { layout, tableIndex, tableNames } from "../../../sim/journal/tables.ts"
import { aMessage, asJson, cells, journalOf, someEntries, write, type Entry } from "./entries.ts"

const digest = (entries: readonly Entry[]): string => journalOf(entries).digest()

/** What a cell says, whatever object says it. */
const said = (value: unknown): string => JSON.stringify(value ?? null)

const differingBits = (one: string, other: string): number => {
  let bits = 0
  for (let i = 0; i < one.length; i++) {
    const differs = parseInt(one[i]!, 16) ^ parseInt(other[i]!, 16)
    for (let bit = 0; bit < 4; bit++) bits += (differs >>> bit) & 1
  }
  return bits
}

describe("the digest", () => {
  test.prop([fc.array(fc.tuple(someEntries, fc.boolean()), { maxLength: 4 }), fc.integer({ min: 1, max: 60 })])(
    "kept up while a journal grows is the one from scratch, whenever it is asked and however the rows are cut into batches",
    (parts, rowsPerBatch) => {
      const journal = new Journal({ rowsPerBatch })
      for (const [entries, asked] of parts) {
        for (const entry of entries) write(journal, entry)
        if (asked) expect(journal.digest()).toBe(digestOf(journal))
      }
      expect(journal.digest(["state"])).toBe(digestOf(journal, ["state"]))
      expect(journal.digest()).toMatch(/^[0-9a-f]{32}$/)
      expect(journal.digest()).toBe(digest(parts.flatMap(([entries]) => entries)))
    },
  )

  test("does not depend on whether equal bodies are one value or several", () => {
    const lines = [{ sku: "MUG", quantity: 2 }]
    const shared = [aMessage({ body: { lines, more: lines } }), aMessage({ body: lines }), aMessage({ body: lines })]
    expect(digest(shared)).toBe(digest(shared.map(asJson)))
    expect(journalOf(shared, new Journal({ rowsPerBatch: 1 })).digest()).toBe(digest(shared))
  })

  // Goal: no cell of any table is outside the digest. Method: a random cell of a random journal gets another value that fits.
  for (const table of tableNames) {
    for (const { name, type } of layout[tableIndex[table]]!) {
      test.prop([someEntries, fc.nat(), cells[type]], { numRuns: 30 })(
        `changes with ${table}.${name}`,
        (entries, at, value) => {
          const rows = entries.filter((entry) => entry.table === table)
          fc.pre(rows.length > 0)
          const row = rows[at % rows.length]!
          const changed = { table, row: { ...row.row, [name]: value } }
          const same = said(value) === said(row.row[name])
          expect(digest(entries.map((entry) => (entry === row ? changed : entry))) === digest(entries)).toBe(same)
        },
      )
    }
  }

  test.prop([fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.nat(31), fc.nat(8)])(
    "changes when one bit of a number changes, in one row or in two",
    (cause, bit, distance) => {
      const causes = Array.from({ length: 10 }, () => cause)
      const of = (list: readonly number[]): string => digest(list.map((value) => aMessage({ cause: value })))
      const one = causes.with(0, cause ^ (1 << bit))
      const two = one.with(distance + 1, cause ^ (1 << bit))
      expect(new Set([of(causes), of(one), of(two)]).size).toBe(3)
    },
  )

  test.prop([someEntries, fc.array(fc.string())])(
    "does not depend on the order in which the dictionaries were filled",
    (entries, names) => {
      const other = new Journal()
      for (const name of names) other.names.intern(name)
      expect(journalOf(entries, other).digest()).toBe(digest(entries))
    },
  )

  test.prop([someEntries, fc.nat(), fc.nat()])("depends on the order of rows within a table", (entries, one, other) => {
    const rows = entries.filter((entry) => entry.table === "transitions")
    fc.pre(rows.length > 1)
    const [a, b] = [one % rows.length, other % rows.length]
    const swapped = rows.slice()
    ;[swapped[a], swapped[b]] = [rows[b]!, rows[a]!]
    expect(digest(swapped) === digest(rows)).toBe(JSON.stringify(rows[a]) === JSON.stringify(rows[b]))
  })

  test.prop([someEntries])("does not depend on which table was written first", (entries) => {
    const sorted = tableNames.flatMap((name) => entries.filter((entry) => entry.table === name))
    expect(digest(sorted)).toBe(digest(entries))
  })

  test.prop([someEntries.filter((entries) => entries.length > 0)])(
    "changes when the last entry is missing",
    (entries) => {
      expect(digest(entries.slice(0, -1))).not.toBe(digest(entries))
    },
  )

  // Goal: bodies count by content. Method: values that are easily taken for one another, each alone in a body.
  test("tells bodies apart by their content, the order of keys included", () => {
    const numbers = [0, 1, -1, 255, 256, 65_536, 2 ** 24, 2 ** 31, 2 ** 32, 2 ** 48, 2 ** 53, 0.1, -0.1, 1e300, 5e-324]
    const scalars = ["", "0", "1", "true", "null", "a", "é", "Ω", "\ud83d", true, false, null]
    const parts = [
      [],
      [[]],
      [null],
      [0],
      [0, 0],
      {},
      { a: 0 },
      { a: [] },
      { a: {} },
      { b: 0 },
      { a: 0, b: 1 },
      { b: 1, a: 0 },
    ]
    const values = [...numbers, ...scalars, ...parts]
    const digests = values.map((value) => digest([aMessage({ body: { value } })]))
    expect(new Set(digests).size).toBe(values.length)
    expect(digest([aMessage({ body: { value: -0 } })])).toBe(digests[0])
    expect(digest([aMessage({ body: { value: 0, none: undefined } })])).toBe(digests[0])
  })

  test("takes in extra lines in their order", () => {
    const lines = [[], ["a"], ["b"], ["a", "b"], ["b", "a"], ["ab"], [""], ["", ""]].map((extra) =>
      journalOf([aMessage()]).digest(extra),
    )
    expect(new Set(lines).size).toBe(lines.length)
  })

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
    const journal = journalOf([
      aMessage({ body: { lines: [1, 2] } }),
      aMessage({ cause: 0, sentAt: 2 ** 40, deliveredAt: -1, subject: null }),
    ])
    expect(journal.digest(["final state"])).toBe("b9473575cbd2935a6900dd91918a8d9f")
  })
})
