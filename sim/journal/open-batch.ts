/**
 * The batch that rows are appended to: for each table its columns as plain arrays of numbers, and the batch's own texts and bodies.
 *
 * All columns of a table lie in one buffer and grow together. Cells are 64-bit floats, whatever their column's type, so that a
 * value that does not fit stays what it was until the check when the batch is sealed. The columns do not begin at round addresses:
 * a processor's cache would keep only a few of them at a time.
 */
import { readOnly, type Batch } from "./batch.ts"
import { bodiesIndex, layout, tableNames, type TableName, type tables } from "./tables.ts"
import { Texts } from "./texts.ts"

export type CellsOf<Name extends TableName> = { readonly [C in keyof (typeof tables)[Name]]: Float64Array }

const rowsAtFirst = 512
/** A few cache lines between the columns. */
const skew = 24

const noCells = new Float64Array(0)

export class OpenTable<Name extends TableName> {
  /** Row that the first row of this batch has in the journal. */
  first = 0
  used = 0
  capacity = 0
  columns: readonly Float64Array[]
  /** The same columns by name. */
  cells: CellsOf<Name>
  readonly #names: readonly string[]

  constructor(name: Name) {
    this.#names = layout[tableNames.indexOf(name)]!.map((column) => column.name)
    this.columns = this.#names.map(() => noCells)
    this.cells = this.#byName()
  }

  grow(): void {
    const capacity = Math.max(rowsAtFirst, this.capacity * 2)
    const stride = capacity + skew
    const buffer = new Float64Array(stride * this.columns.length)
    this.columns = this.columns.map((column, index) => {
      const larger = buffer.subarray(index * stride, index * stride + capacity)
      larger.set(column)
      return larger
    })
    this.cells = this.#byName()
    this.capacity = capacity
  }

  #byName(): CellsOf<Name> {
    return Object.fromEntries(this.#names.map((name, index) => [name, this.columns[index]])) as CellsOf<Name>
  }
}

export class OpenBatch implements Batch {
  readonly messages = new OpenTable("messages")
  readonly transitions = new OpenTable("transitions")
  readonly postings = new OpenTable("postings")
  readonly faults = new OpenTable("faults")
  readonly breaches = new OpenTable("breaches")
  readonly arrivals = new OpenTable("arrivals")
  readonly tables: readonly OpenTable<TableName>[] = tableNames.map((name) => this[name])
  texts = new Texts()
  /** The first `bodyCount` are those of this batch. */
  readonly bodies: unknown[] = []
  bodyCount = 0
  firstBody = 0
  /** The first row of each table, and the first body. */
  firsts: readonly number[] = []
  /** Number of rows that it still takes. */
  room: number

  constructor(room: number, firsts: readonly number[]) {
    this.room = room
    this.#follow(firsts)
  }

  get empty(): boolean {
    return this.tables.every((table) => table.used === 0)
  }

  /** The first row of each table in the batch after this one. */
  get nexts(): readonly number[] {
    return [...this.tables.map((table) => table.first + table.used), this.firstBody + this.bodyCount]
  }

  /** Begins the batch that follows, in the same arrays. */
  restart(room: number): void {
    const { nexts } = this
    this.room = room
    this.#follow(nexts)
    for (const table of this.tables) table.used = 0
    this.texts.clear()
    this.bodies.fill(null, 0, this.bodyCount)
    this.bodyCount = 0
  }

  rows(table: number): number {
    return table === bodiesIndex ? this.bodyCount : (this.tables[table]?.used ?? 0)
  }

  /** Rows of a table up to here, those of earlier batches included. */
  rowsSoFar(table: number): number {
    const { first, used } = this.tables[table]!
    return first + used
  }

  cell(table: number, column: number, row: number): number {
    return this.tables[table]!.columns[column]![row]! + 0
  }

  column(table: number, column: number): Float64Array {
    return this.tables[table]!.columns[column]!.slice(0, this.rows(table)).map((cell) => cell + 0)
  }

  text(id: number): string {
    return this.texts.at(id) ?? readOnly.noText(id, this.texts.size)
  }

  body(id: number): unknown {
    return id < this.bodyCount ? this.bodies[id] : readOnly.noBody(id, this.bodyCount)
  }

  #follow(firsts: readonly number[]): void {
    for (const [index, table] of this.tables.entries()) table.first = firsts[index] ?? 0
    this.firstBody = firsts[bodiesIndex] ?? 0
    this.firsts = [...this.tables.map((table) => table.first), this.firstBody]
  }
}
