/**
 * One table of a journal: its columns under their own names, and the number of rows that are whole.
 */
import { createColumn, type Column } from "./column.ts"
import type { Dictionary } from "./dictionary.ts"
import { tables, type ColumnType, type TableName } from "./tables.ts"

/** A row as it is appended: names and texts are numbers in the journal's dictionaries. */
export type RowOf<Name extends TableName> = { readonly [C in keyof (typeof tables)[Name]]: number }

export type ColumnsOf<Name extends TableName> = { readonly [C in keyof (typeof tables)[Name]]: Column }

export type TableOf<Name extends TableName> = Table & ColumnsOf<Name>

export const tableNames = Object.keys(tables) as TableName[]

export class Table {
  readonly tableName: TableName
  /** Position among the journal's tables. */
  readonly tableIndex: number
  /** The columns in their declared order. */
  readonly columns: readonly Column[]
  rows = 0

  constructor(tableName: TableName, columns: readonly Column[]) {
    this.tableName = tableName
    this.tableIndex = tableNames.indexOf(tableName)
    this.columns = columns
  }

  get bytesPerRow(): number {
    return this.columns.reduce((sum, column) => sum + column.bytesPerRow, 0)
  }

  /** Takes back a row that was appended in part, and gives the problem to throw. */
  withdraw(problem: unknown): unknown {
    for (const column of this.columns) column.truncate(this.rows)
    return problem
  }
}

/** An empty table with its columns as properties. */
export const createTable = <Name extends TableName>(
  name: Name,
  names: Dictionary,
  texts: Dictionary,
): TableOf<Name> => {
  const layout: Readonly<Record<string, ColumnType>> = tables[name]
  const columns = Object.entries(layout).map(([column, type]) => createColumn(name, column, type, names, texts))
  const table = new Table(name, columns)
  for (const column of columns) {
    if (column.name in table) throw new Error(`Table ${name} cannot have a column "${column.name}": the word is taken.`)
    Object.defineProperty(table, column.name, { value: column, enumerable: true })
  }
  return table as TableOf<Name>
}
