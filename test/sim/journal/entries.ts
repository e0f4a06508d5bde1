/** Random things to write into a journal, for every table from its declared columns, and how they are written. */
import { fc } from "@fast-check/vitest"
import { Journal } from "../../../sim/journal/journal.ts"
import type { RowOf } from "../../../sim/journal/table.ts"
import { tables, type ColumnType, type TableName } from "../../../sim/journal/tables.ts"

/** A row with its strings, or a body. */
export type Entry =
  | { readonly table: TableName; readonly row: Readonly<Record<string, string | number | null>> }
  | { readonly body: unknown }

const odd = ["", "line\nbreak", "half \ud83d pair", "Größe Ω 🚚", '"quoted"', "__proto__"]

/** For each column type, values that include its bounds. */
export const cells: Readonly<Record<ColumnType, fc.Arbitrary<string | number | null>>> = {
  name: fc.constantFrom("oms", "wms-east", "capture", "requested", ...odd),
  text: fc.oneof(fc.string(), fc.constantFrom("order-1", "order-2", ...odd), fc.constant(null)),
  u8: fc.oneof(fc.nat(255), fc.constantFrom(0, 255)),
  u16: fc.oneof(fc.nat(65_535), fc.constantFrom(0, 65_535)),
  u32: fc.oneof(fc.nat(4_294_967_295), fc.constantFrom(0, 4_294_967_295)),
  i32: fc.oneof(fc.integer(), fc.constantFrom(-1, -2_147_483_648, 2_147_483_647)),
  f64: fc.oneof(fc.maxSafeInteger(), fc.constantFrom(-1, 0, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)),
}

const rows = (Object.keys(tables) as TableName[]).map((table) =>
  fc.record({
    table: fc.constant(table),
    row: fc.record(Object.fromEntries(Object.entries(tables[table]).map(([column, type]) => [column, cells[type]]))),
  }),
)

export const anEntry: fc.Arbitrary<Entry> = fc.oneof(
  ...rows,
  fc.record({ body: fc.dictionary(fc.string(), fc.jsonValue()) }),
)

export const someEntries = fc.array(anEntry, { maxLength: 40 })

export const write = (journal: Journal, entry: Entry): number => {
  if ("body" in entry) return journal.body(entry.body)
  const row = Object.fromEntries(
    Object.entries(tables[entry.table]).map(([column, type]) => {
      const value = entry.row[column] ?? null
      if (type === "name") return [column, journal.names.intern(String(value))]
      if (type === "text") return [column, value === null ? -1 : journal.texts.intern(String(value))]
      return [column, Number(value)]
    }),
  )
  switch (entry.table) {
    case "messages":
      return journal.message(row as RowOf<"messages">)
    case "transitions":
      return journal.transition(row as RowOf<"transitions">)
    case "postings":
      return journal.posting(row as RowOf<"postings">)
    case "faults":
      return journal.fault(row as RowOf<"faults">)
    case "breaches":
      return journal.breach(row as RowOf<"breaches">)
  }
}

export const journalOf = (entries: readonly Entry[]): Journal => {
  const journal = new Journal()
  for (const entry of entries) write(journal, entry)
  return journal
}

/** A message that says nothing special, for tests that need one. */
export const plainMessage = (journal: Journal): RowOf<"messages"> => ({
  kind: journal.names.intern("request"),
  cause: -1,
  sender: journal.names.intern("oms"),
  receiver: journal.names.intern("wms"),
  operation: journal.names.intern("release"),
  subject: journal.texts.intern("order-1"),
  call: 1,
  attempt: 1,
  copy: 0,
  status: 0,
  sentAt: 1000,
  deliveredAt: 1040,
  body: -1,
  count: 1,
})
