/**
 * How a journal is read, be it in memory, still growing, or a file that is opened lazily: as a list of batches, and above that as
 * tables with columns (`journal.messages.sentAt.at(row)`), bodies (`journal.bodies.at(number)`) and pages for whole walks.
 *
 * A cell at a time is for looking around. Whoever walks a run uses `pages`, which costs a few nanoseconds a cell:
 *
 *     for (const { first, rows, columns, text } of journal.messages.pages()) {
 *       const { sentAt, subject } = columns
 *       for (let i = 0; i < rows; i++) show(first + i, sentAt[i], text(subject[i]))
 *     }
 */
import type { Batch } from "./batch.ts"
import type { Dictionary } from "./dictionary.ts"
import { bodiesIndex, layout, tableIndex, tableNames, type ColumnPlan, type TableName, type tables } from "./tables.ts"

type TypeOf<Name extends TableName, C extends keyof (typeof tables)[Name]> = (typeof tables)[Name][C]

/** Columns of texts give the text, or null where there is none; all others numbers: of names, of bodies, or plain ones. */
export type ColumnsOf<Name extends TableName> = {
  readonly [C in keyof (typeof tables)[Name]]: TypeOf<Name, C> extends "text" ? TextColumn : NumberColumn
}

export type TableOf<Name extends TableName> = Table<Name> & ColumnsOf<Name>

/** The rows of a table within one batch. */
export interface Page<Name extends TableName> {
  /** Row in the table of the first row here. */
  readonly first: number
  readonly rows: number
  /** Cells by column, made when they are first asked for. Texts are numbers of this page; names and bodies those of the journal. */
  readonly columns: { readonly [C in keyof (typeof tables)[Name]]: Float64Array }
  /** A text by its number in this page; null for -1. */
  readonly text: (id: number | undefined) => string | null
}

/** A journal as it can be read; those who hold one provide the batches. */
export abstract class JournalReader {
  abstract readonly names: Dictionary
  readonly messages = createTable(this, "messages")
  readonly transitions = createTable(this, "transitions")
  readonly postings = createTable(this, "postings")
  readonly faults = createTable(this, "faults")
  readonly breaches = createTable(this, "breaches")
  readonly arrivals = createTable(this, "arrivals")
  /** All tables in their declared order. */
  readonly tables: readonly Table<TableName>[] = tableNames.map((name) => this[name])
  readonly bodies = new Bodies(this)

  /** Number of batches; a journal that grows counts the one that it writes to. */
  abstract readonly batches: number
  abstract batch(index: number): Batch
  /** Rows of a table, or bodies. */
  abstract rows(table: number): number
  /** The first row of a table in a batch. */
  abstract first(batch: number, table: number): number

  /** The batch that holds a row, which must exist. */
  find(table: number, row: number): number {
    let low = 0
    let high = this.batches - 1
    if (row >= this.first(high, table)) return high
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.first(middle, table) <= row) low = middle
      else high = middle - 1
    }
    return low
  }
}

export class Table<Name extends TableName> {
  readonly tableName: Name
  /** Position among the journal's tables. */
  readonly tableIndex: number
  /** The columns in their declared order. */
  readonly columns: readonly Column[]
  readonly #journal: JournalReader

  constructor(journal: JournalReader, name: Name) {
    this.#journal = journal
    this.tableName = name
    this.tableIndex = tableIndex[name]
    this.columns = layout[this.tableIndex]!.map((plan) =>
      plan.type === "text"
        ? new TextColumn(journal, this.tableIndex, plan)
        : new NumberColumn(journal, this.tableIndex, plan),
    )
  }

  get rows(): number {
    return this.#journal.rows(this.tableIndex)
  }

  /** All rows, batch by batch. */
  *pages(): Generator<Page<Name>> {
    for (let index = 0; index < this.#journal.batches; index++) {
      const batch = this.#journal.batch(index)
      if (batch.rows(this.tableIndex) > 0) yield pageOf<Name>(batch, this.tableIndex)
    }
  }
}

const pageOf = <Name extends TableName>(batch: Batch, table: number): Page<Name> => {
  const made: (Float64Array | undefined)[] = []
  const firstBody = batch.firsts[bodiesIndex]!
  const columns = {}
  for (const { name, index, type } of layout[table]!) {
    Object.defineProperty(columns, name, {
      enumerable: true,
      get: () =>
        (made[index] ??= type === "body" ? shifted(batch.column(table, index), firstBody) : batch.column(table, index)),
    })
  }
  return {
    first: batch.firsts[table]!,
    rows: batch.rows(table),
    columns: columns as Page<Name>["columns"],
    text: (id) => (id === undefined || id < 0 ? null : batch.text(id)),
  }
}

const shifted = (numbers: Float64Array, by: number): Float64Array =>
  numbers.map((number) => (number < 0 ? -1 : number + by))

abstract class AnyColumn {
  readonly name: string
  readonly type: ColumnPlan["type"]
  protected readonly journal: JournalReader
  protected readonly table: number
  protected readonly index: number

  constructor(journal: JournalReader, table: number, { name, type, index }: ColumnPlan) {
    this.journal = journal
    this.table = table
    this.name = name
    this.type = type
    this.index = index
  }

  /** The batch with a row. */
  protected batchOf(row: number): number {
    const rows = this.journal.rows(this.table)
    if (!(Number.isInteger(row) && row >= 0 && row < rows)) {
      throw new RangeError(`Column ${tableNames[this.table]}.${this.name} has no row ${row}: it has ${rows} rows.`)
    }
    return this.journal.find(this.table, row)
  }
}

export class NumberColumn extends AnyColumn {
  at(row: number): number {
    const index = this.batchOf(row)
    const value = this.journal.batch(index).cell(this.table, this.index, row - this.journal.first(index, this.table))
    return this.type === "body" && value >= 0 ? value + this.journal.first(index, bodiesIndex) : value
  }
}

export class TextColumn extends AnyColumn {
  at(row: number): string | null {
    const index = this.batchOf(row)
    const batch = this.journal.batch(index)
    const id = batch.cell(this.table, this.index, row - this.journal.first(index, this.table))
    return id < 0 ? null : batch.text(id)
  }
}

export type Column = NumberColumn | TextColumn

/** The bodies by their number: the cells of the columns of type `body`. */
export class Bodies {
  readonly #journal: JournalReader

  constructor(journal: JournalReader) {
    this.#journal = journal
  }

  get rows(): number {
    return this.#journal.rows(bodiesIndex)
  }

  at(number: number): unknown {
    if (!(Number.isInteger(number) && number >= 0 && number < this.rows)) {
      throw new RangeError(`The journal has no body ${number}: it has ${this.rows} bodies.`)
    }
    const index = this.#journal.find(bodiesIndex, number)
    return this.#journal.batch(index).body(number - this.#journal.first(index, bodiesIndex))
  }

  /** The JSON text of a body. */
  text(number: number): string {
    return JSON.stringify(this.at(number))
  }
}

const createTable = <Name extends TableName>(journal: JournalReader, name: Name): TableOf<Name> => {
  const table = new Table(journal, name)
  for (const column of table.columns) {
    if (column.name in table) throw new Error(`Table ${name} cannot have a column "${column.name}": the word is taken.`)
    Object.defineProperty(table, column.name, { value: column, enumerable: true })
  }
  return table as TableOf<Name>
}
