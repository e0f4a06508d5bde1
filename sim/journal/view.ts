/**
 * Rows of a journal as plain objects with strings: for reports, tests and looking around, not for walking a whole run.
 */
import type { JournalReader } from "./reader.ts"
import { type tables, type TableName } from "./tables.ts"

/** A row with its strings; null where a text column says none. A body is its number among the journal's bodies. */
export type ViewOf<Name extends TableName> = {
  readonly [C in keyof (typeof tables)[Name]]: (typeof tables)[Name][C] extends "name"
    ? string
    : (typeof tables)[Name][C] extends "text"
      ? string | null
      : number
}

export const messageAt = (journal: JournalReader, row: number): ViewOf<"messages"> => rowAt(journal, "messages", row)
export const transitionAt = (journal: JournalReader, row: number): ViewOf<"transitions"> =>
  rowAt(journal, "transitions", row)
export const postingAt = (journal: JournalReader, row: number): ViewOf<"postings"> => rowAt(journal, "postings", row)
export const faultAt = (journal: JournalReader, row: number): ViewOf<"faults"> => rowAt(journal, "faults", row)
export const breachAt = (journal: JournalReader, row: number): ViewOf<"breaches"> => rowAt(journal, "breaches", row)
export const arrivalAt = (journal: JournalReader, row: number): ViewOf<"arrivals"> => rowAt(journal, "arrivals", row)

/** One row of any table. */
export const rowAt = <Name extends TableName>(journal: JournalReader, table: Name, row: number): ViewOf<Name> =>
  Object.fromEntries(
    journal[table].columns.map((column) => {
      const value = column.at(row)
      return [column.name, column.type === "name" ? journal.names.at(value as number) : value]
    }),
  ) as ViewOf<Name>
