import { test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { rowAt } from "../../../../sim/journal/view.ts"
import { columnsOf, exportTables, isoOf, RunRows } from "../../../../sim/report/export/run-rows.ts"
import { journalOf, someEntries } from "../../journal/entries.ts"
import { bytesOf, faults, smallRun } from "./small-run.ts"

describe("rows of a run", () => {
  test.prop([someEntries])(
    "are those of the journal, with their number, and null where a reference says none",
    (entries) => {
      const journal = journalOf(entries)
      const run = new RunRows(bytesOf(journal))
      for (const table of exportTables) {
        expect(run.count(table)).toBe(journal[table].rows)
        for (const row of run.rows(table)) {
          expect(Object.keys(row)).toEqual(columnsOf(table).map((column) => column.name))
          if (table === "bodies") continue
          const { row: number, ...cells } = row
          const view: Readonly<Record<string, unknown>> = rowAt(journal, table, Number(number))
          for (const [name, value] of Object.entries(cells)) {
            if (value === null) expect([-1, null]).toContain(view[name])
            else expect(value).toBe(view[name])
          }
        }
      }
    },
  )

  test("keep a quantity of -1", () => {
    const postings = [...smallRun().rows("postings")]
    expect(postings.some((posting) => posting["quantity"] === -1)).toBe(true)
    expect(postings.every((posting) => posting["quantity"] !== null)).toBe(true)
  })

  test("tell the incidents of a message", () => {
    const run = smallRun(faults)
    const [row, incidents] = [...run.incidents()].find(([, [first]]) => first?.name === "drop")!
    expect(run.message(row).operation).toBe("payments.cancel")
    expect(incidents[0]?.says).toMatch(/^drop on oms > payment payments\.cancel C-1\/payment-1/)
  })

  test("an instant beyond all calendars has no text", () => {
    expect(isoOf(0)).toBe("1970-01-01T00:00:00.000Z")
    expect(isoOf(Number.MAX_SAFE_INTEGER)).toBe("")
  })
})
