/** Random things to write into a journal, for every table from its declared columns, and how they are written. */
import { fc } from "@fast-check/vitest"
import { Journal } from "../../../sim/journal/journal.ts"
import type { JournalReader } from "../../../sim/journal/reader.ts"
import { layout, tableIndex, tableNames, type ColumnType, type TableName } from "../../../sim/journal/tables.ts"
import { rowAt } from "../../../sim/journal/view.ts"

/** A row with its strings and bodies. */
export interface Entry {
  readonly table: TableName
  readonly row: Readonly<Record<string, unknown>>
}

const odd = ["", "line\nbreak", "half \ud83d pair", "Größe Ω 🚚", "Größe", '"quoted"', "__proto__", "x".repeat(300)]

/** JSON objects, some with keys that say nothing. */
export const aBody = fc.oneof(
  fc.dictionary(fc.oneof(fc.string(), fc.constantFrom(...odd)), fc.oneof(fc.jsonValue(), fc.constant(undefined))),
  fc.constant(null),
)

/** For each column type, values that include its bounds. */
export const cells: Readonly<Record<ColumnType, fc.Arbitrary<unknown>>> = {
  name: fc.constantFrom("oms", "wms-east", "capture", "requested", ...odd),
  text: fc.oneof(fc.string(), fc.constantFrom("order-1", "order-2", ...odd), fc.constant(null)),
  body: aBody,
  u8: fc.oneof(fc.nat(255), fc.constantFrom(0, 255)),
  u16: fc.oneof(fc.nat(65_535), fc.constantFrom(0, 65_535)),
  u32: fc.oneof(fc.nat(4_294_967_295), fc.constantFrom(0, 4_294_967_295)),
  i32: fc.oneof(fc.integer(), fc.constantFrom(-1, -2_147_483_648, 2_147_483_647)),
  f64: fc.oneof(fc.maxSafeInteger(), fc.constantFrom(-1, 0, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER)),
}

const rows = tableNames.map((table) =>
  fc.record({
    table: fc.constant(table),
    row: fc.record(Object.fromEntries(layout[tableIndex[table]]!.map(({ name, type }) => [name, cells[type]]))),
  }),
)

export const anEntry: fc.Arbitrary<Entry> = fc.oneof(...rows)

export const someEntries = fc.array(anEntry, { maxLength: 40 })

type Append = (...cells: unknown[]) => number

const appends = {
  messages: "message",
  transitions: "transition",
  postings: "posting",
  faults: "fault",
  breaches: "breach",
  arrivals: "arrival",
} as const satisfies Record<TableName, keyof Journal>

/** Appends a row; the columns of a table are the parameters of its append, in their order. */
export const write = (journal: Journal, { table, row }: Entry): number => {
  const values = layout[tableIndex[table]]!.map(({ name, type }) =>
    type === "name" ? journal.names.intern(String(row[name])) : (row[name] ?? null),
  )
  const append = Reflect.get(journal, appends[table]) as Append
  return append.apply(journal, values)
}

export const journalOf = (entries: readonly Entry[], journal = new Journal()): Journal => {
  for (const entry of entries) write(journal, entry)
  return journal
}

/** A row as it was written, read back. */
export const entryAt = (journal: JournalReader, table: TableName, row: number): Entry => {
  const view: Record<string, unknown> = { ...rowAt(journal, table, row) }
  for (const { name, type } of layout[tableIndex[table]]!) {
    if (type === "body") view[name] = view[name] === -1 ? null : journal.bodies.at(Number(view[name]))
  }
  return { table, row: view }
}

/** Everything in a journal, table by table. */
export const entriesOf = (journal: JournalReader): Entry[] =>
  journal.tables.flatMap(({ tableName, rows: count }) =>
    Array.from({ length: count }, (_, row) => entryAt(journal, tableName, row)),
  )

/** What JSON makes of an entry: what a body is when it was read back. */
export const asJson = ({ table, row }: Entry): Entry => ({
  table,
  row: Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "object" ? (JSON.parse(JSON.stringify(value)) as unknown) : value,
    ]),
  ),
})

/** A message that says nothing special, with what a test changes about it. */
export const aMessage = (row: Readonly<Record<string, unknown>> = {}): Entry => ({
  table: "messages",
  row: {
    kind: "request",
    cause: -1,
    sender: "oms",
    receiver: "wms",
    operation: "release",
    subject: "order-1",
    call: 1,
    attempt: 1,
    copy: 0,
    status: 0,
    sentAt: 1000,
    deliveredAt: 1040,
    body: null,
    count: 1,
    ...row,
  },
})
