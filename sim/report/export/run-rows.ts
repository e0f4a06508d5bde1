/**
 * The rows of a run file as exports see them, each with its number. All contact of the exports with the journal is here.
 *
 * Where a column of rows or instants says none, a row has null.
 */
import { readRunFile, type RunFile } from "../../journal/open-run.ts"
import { tables as layout, type TableName } from "../../journal/tables.ts"
import { messageAt, rowAt, type ViewOf } from "../../journal/view.ts"

export type Cell = string | number | null

/** What a column holds: an instant in ms, a whole number of at most 32 signed bits or of more, or a text. */
export type ColumnKind = "instant" | "small" | "whole" | "text"

export interface ExportColumn {
  readonly name: string
  readonly kind: ColumnKind
}

export type ExportTable = TableName | "bodies"
export type Row = Readonly<Record<string, Cell>>
export type Message = Omit<ViewOf<"messages">, "subject"> & { readonly row: number; readonly subject: string }
/** A fault or a breach, as something that befell a message. */
export interface Incident {
  readonly at: number
  readonly name: string
  readonly says: string
}

export const exportTables: readonly ExportTable[] = [...(Object.keys(layout) as TableName[]), "bodies"]

const instants: ReadonlySet<string> = new Set(["at", "sentAt", "deliveredAt"])
/** Columns with numbers of rows elsewhere. */
const references: ReadonlySet<string> = new Set(["cause", "message", "transition", "body", "raw"])

/** Columns in which -1 says none. */
const withNone: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries(layout).map(([table, columns]) => [
    table,
    Object.keys(columns).filter((name) => instants.has(name) || references.has(name)),
  ]),
)

export const columnsOf = (table: ExportTable): readonly ExportColumn[] => {
  if (table === "bodies") {
    return [
      { name: "row", kind: "small" },
      { name: "body", kind: "text" },
    ]
  }
  const columns = Object.entries(layout[table]).map(([name, type]): ExportColumn => {
    if (type === "name" || type === "text") return { name, kind: "text" }
    if (instants.has(name)) return { name, kind: "instant" }
    return { name, kind: type === "u8" || type === "u16" || type === "i32" || type === "body" ? "small" : "whole" }
  })
  return [{ name: "row", kind: "small" }, ...columns]
}

/** True for rows that an export is to show. */
export type Choice = (table: ExportTable, row: number) => boolean
export const everything: Choice = () => true

export class RunRows {
  readonly #file: RunFile

  /** Throws `NotARunFile` for anything that never was one. */
  constructor(bytes: Uint8Array) {
    this.#file = readRunFile(bytes)
  }

  get complete(): boolean {
    return this.#file.complete
  }

  get says(): string {
    return this.#file.says
  }

  /** What was run, as text; empty where the header is lost. */
  header(field: "scenario" | "seed" | "build"): string {
    const value = this.#file.header?.[field]
    return typeof value === "string" || typeof value === "number" ? String(value) : ""
  }

  count(table: ExportTable): number {
    return this.#file.journal[table].rows
  }

  row(table: ExportTable, row: number): Row {
    if (table === "bodies") return { row, body: JSON.stringify(this.body(row)) }
    const cells: Record<string, Cell> = { row, ...rowAt(this.#file.journal, table, row) }
    for (const name of withNone[table] ?? []) if (cells[name] === -1) cells[name] = null
    return cells
  }

  *rows(table: ExportTable, choice: Choice = everything): Generator<Row> {
    for (let row = 0; row < this.count(table); row++) if (choice(table, row)) yield this.row(table, row)
  }

  body(row: number): unknown {
    return this.#file.journal.bodies.at(row)
  }

  /** A message as the journal has it: -1 for none. */
  message(row: number): Message {
    const view = messageAt(this.#file.journal, row)
    return { ...view, row, subject: view.subject ?? "" }
  }

  *messages(): Generator<Message> {
    for (let row = 0; row < this.count("messages"); row++) yield this.message(row)
  }

  /** Faults and breaches by the message that they befell. */
  incidents(): ReadonlyMap<number, readonly Incident[]> {
    const found = new Map<number, Incident[]>()
    for (const [table, word] of [
      ["faults", "kind"],
      ["breaches", "invariant"],
    ] as const) {
      for (const row of this.rows(table)) {
        if (typeof row["message"] !== "number") continue
        const incident = {
          at: Number(row["at"]),
          name: String(row[word]),
          says: row["says"] === null ? "" : String(row["says"]),
        }
        found.set(row["message"], [...(found.get(row["message"]) ?? []), incident])
      }
    }
    return found
  }
}

/** An instant as ISO 8601 in UTC; empty for one beyond the years that it can write. */
export const isoOf = (ms: number): string => (Math.abs(ms) > 8.64e15 ? "" : new Date(ms).toISOString())

/** One text in parts, never held as a whole. */
export interface TextExport {
  /** How many of its units there are; `tick` is called once for each, so that progress can be shown. */
  readonly total: number
  parts(tick: () => void): Iterable<string>
}
