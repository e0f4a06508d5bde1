/**
 * Rows of a journal as plain objects with strings: for reports, tests and looking around, not for walking a whole run.
 */
import type { Journal } from "./journal.ts"
import { tables, type TableName } from "./tables.ts"

/** A row with its strings; null where a text column says none. */
export type ViewOf<Name extends TableName> = {
  readonly [C in keyof (typeof tables)[Name]]: (typeof tables)[Name][C] extends "name"
    ? string
    : (typeof tables)[Name][C] extends "text"
      ? string | null
      : number
}

export const messageAt = (journal: Journal, row: number): ViewOf<"messages"> => rowAt(journal, "messages", row)
export const transitionAt = (journal: Journal, row: number): ViewOf<"transitions"> => rowAt(journal, "transitions", row)
export const postingAt = (journal: Journal, row: number): ViewOf<"postings"> => rowAt(journal, "postings", row)
export const faultAt = (journal: Journal, row: number): ViewOf<"faults"> => rowAt(journal, "faults", row)
export const breachAt = (journal: Journal, row: number): ViewOf<"breaches"> => rowAt(journal, "breaches", row)

/** One row of any table. */
export const rowAt = <Name extends TableName>(journal: Journal, table: Name, row: number): ViewOf<Name> => {
  const cells = journal[table].columns.map((column) => {
    const value = column.at(row)
    if (column.type === "name") return [column.name, journal.names.at(value)]
    if (column.type === "text") return [column.name, value === -1 ? null : journal.texts.at(value)]
    return [column.name, value]
  })
  return Object.fromEntries(cells)
}
