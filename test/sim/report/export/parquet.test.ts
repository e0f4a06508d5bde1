import { test } from "@fast-check/vitest"
import { tableFromIPC } from "@uwdata/flechette"
import { parquetMetadata, parquetReadObjects } from "hyparquet"
import { readParquet } from "parquet-wasm/node"
import { describe, expect } from "vitest"
import { parquetBytes } from "../../../../sim/report/export/parquet.ts"
import { columnsOf, exportTables, RunRows, type ExportTable } from "../../../../sim/report/export/run-rows.ts"
import { journalOf, someEntries } from "../../journal/entries.ts"
import { bytesOf, smallRun } from "./small-run.ts"

/** What a reader of Parquet answers, as the rows that were written. */
const asRow = (table: ExportTable, read: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    columnsOf(table).map(({ name, kind }) => {
      const value = read[name] ?? null
      if (value === null || kind === "text") return [name, value]
      return [name, value instanceof Date ? value.getTime() : Number(value)]
    }),
  )

/** Parquet holds UTF-8, in which half a pair of code units cannot be written. */
const wellFormed = (row: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "string" ? value.toWellFormed() : value]),
  )

/** Dates have fewer years than the journal's instants. */
const isDate = (row: Readonly<Record<string, unknown>>): boolean =>
  Object.values(row).every((value) => typeof value !== "number" || Math.abs(value) <= 8.64e15)

describe("Parquet", () => {
  test.prop([someEntries])("gives back the rows that were written", async (entries) => {
    const run = new RunRows(bytesOf(journalOf(entries)))
    for (const table of exportTables) {
      const rows = [...run.rows(table)]
      if (!rows.every(isDate)) continue
      const file = await parquetBytes({ run, table })
      const read = await parquetReadObjects({ file })
      expect(read.map((row) => asRow(table, row))).toEqual(rows.map(wellFormed))
    }
  })

  test("is read by another implementation, with the types that were meant", async () => {
    const run = smallRun()
    for (const table of exportTables) {
      const file = await parquetBytes({ run, table })
      const arrow = tableFromIPC(readParquet(new Uint8Array(file)).intoIPCStream(), { useDate: true, useBigInt: true })
      expect(arrow.toArray().map((row) => asRow(table, row as Record<string, unknown>))).toEqual([...run.rows(table)])
      for (const { name, kind } of columnsOf(table)) {
        const type = arrow.schema.fields.find((field) => field.name === name)?.type
        expect(type, `${table}.${name}`).toMatchObject(
          {
            instant: { unit: 1, timezone: "UTC" },
            small: { bitWidth: 32, signed: true },
            whole: { bitWidth: 64, signed: true },
            text: {},
          }[kind],
        )
      }
    }
  })

  test("keeps texts in dictionaries", async () => {
    const file = await parquetBytes({ run: smallRun(), table: "messages" })
    const { row_groups: groups, created_by: by } = parquetMetadata(file)
    const sender = groups[0]?.columns.find((column) => column.meta_data?.path_in_schema[0] === "sender")
    expect(sender?.meta_data?.encodings).toContain("RLE_DICTIONARY")
    expect(by).toBe("backlot 1.2.3")
  })

  test("has only the rows that were chosen", async () => {
    const file = await parquetBytes({ run: smallRun(), table: "messages", choice: (_table, row) => row % 50 === 0 })
    const read = await parquetReadObjects({ file })
    const rows = smallRun().count("messages")
    expect(read.map((row) => row["row"])).toEqual(
      Array.from({ length: Math.ceil(rows / 50) }, (_, index) => index * 50),
    )
  })
})
