/**
 * A run as the page holds it: all messages as columns, what befell them, and where the rest lies.
 *
 * It grows batch by batch while its file comes in. Bodies, transitions and postings are read again when somebody asks for them.
 */
import type { Dictionary } from "../../sim/journal/dictionary.ts"
import { dictionaryOf } from "../../sim/journal/run-parts.ts"
import type { SealedBatch } from "../../sim/journal/sealed-batch.ts"
import { bodiesIndex, layout, tableIndex } from "../../sim/journal/tables.ts"
import { BatchIndex } from "./batch-index.ts"
import type { BatchReader } from "./batch-reader.ts"
import { LaneTable } from "./lane-table.ts"
import type { Lane } from "./lanes.ts"
import { copyColumn, MessageColumns, messageKinds } from "./message-columns.ts"
import { postingsIn, transitionsIn, type PostingRow, type TransitionRow } from "./object-rows.ts"
import type { RunFooter, RunHeader } from "./run-header.ts"
import { Subjects } from "./subjects.ts"

/** A fault that acted, or what a partner could not do: `what` is its kind. */
export interface FaultMark {
  readonly at: number
  /** The message that it befell, -1 for none. */
  readonly row: number
  readonly kind: string
  readonly subject: string | null
  readonly says: string
}

export interface BreachMark {
  readonly at: number
  /** The message at which it was seen, -1 for none. */
  readonly row: number
  readonly invariant: string
  readonly says: string
}

/** A request of a real system, as it came over the wire. */
export interface Arrival {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** Loading: its file comes in; live: the run itself goes on; whole; partial: it was cut off or damaged. */
export type ModelState = "loading" | "live" | "whole" | "partial"

const messages = tableIndex.messages
const columnOf = Object.fromEntries(layout[messages]!.map(({ name, index }) => [name, index])) as Readonly<
  Record<string, number>
>

export class RunModel {
  header: RunHeader | null = null
  /** Null while the run goes on, and when its end is lost. */
  footer: RunFooter | null = null
  state: ModelState = "loading"
  /** What was read, as a sentence. */
  says = ""
  names: Dictionary = dictionaryOf([])
  readonly columns = new MessageColumns()
  readonly subjects = new Subjects()
  readonly index = new BatchIndex()
  /** What real systems sent, by the row of its message: the number of the body with what came over the wire. */
  readonly arrivals = new Map<number, number>()
  readonly faults: FaultMark[] = []
  readonly breaches: BreachMark[] = []
  /** Rows of each table so far, and bodies. */
  counts: readonly number[] = Array.from({ length: bodiesIndex + 1 }, () => 0)
  /** Messages so far. */
  rows = 0
  /** Messages that there will be, as far as is known. */
  rowsExpected = 0
  /** Another one whenever anything was added or learnt. */
  version = 0
  /** Row of the message of the same root before each one, -1 for the first; and the last row of each root. */
  previousOfRoot = new Int32Array(0)
  lastOfRoot = new Int32Array(64).fill(-1)
  readonly #reader: BatchReader
  readonly #laneTable = new LaneTable(this)
  /** Rows with something wrong, and whether they are in order. */
  #problems: number[] = []
  #sorted: Int32Array | null = null

  constructor(reader: BatchReader) {
    this.#reader = reader
  }

  /** Makes room for rows that are to come, so that nothing is copied while they do. */
  expect(rows: number): void {
    this.rowsExpected = rows
    this.#reserve(rows)
  }

  /** Takes in a batch whose record lies at a byte of the file. */
  add(batch: SealedBatch, offset: number, length: number): void {
    this.index.add(batch, offset, length, this.subjects)
    this.#addMessages(batch)
    this.#addFaults(batch)
    this.#addBreaches(batch)
    this.#addArrivals(batch)
    this.counts = this.counts.map((count, table) => count + batch.rows(table))
    this.version++
  }

  /** The lanes of the instances that take part. */
  get lanes(): readonly Lane[] {
    return this.#laneTable.lanes
  }

  /** The lane of an instance by the number of its name; -1 for whoever is outside. */
  laneOf(name: number): number {
    return this.#laneTable.of(name)
  }

  /** Rows with an error, a lost message, a fault or a breach, ascending. */
  get problems(): Int32Array {
    this.#sorted ??= Int32Array.from(new Set(this.#problems)).sort()
    return this.#sorted
  }

  /** The number of a message's root among `subjects.roots`. */
  rootOf(row: number): number {
    return this.subjects.rootOf(this.columns.subject[row] ?? 0)
  }

  /** The subject of a message. */
  subjectOf(row: number): string {
    return this.subjects.texts[this.columns.subject[row] ?? 0] ?? ""
  }

  /** The body of a message; undefined when it has none. */
  async body(row: number): Promise<unknown> {
    return this.#body(this.columns.body[row] ?? -1)
  }

  /** What came over the wire when a real system sent the message; null for all others. */
  async arrival(row: number): Promise<Arrival | null> {
    const number = this.arrivals.get(row)
    return number === undefined ? null : ((await this.#body(number)) as Arrival)
  }

  /** What happened to the objects of a root, in order. */
  async transitionsOf(root: string): Promise<TransitionRow[]> {
    const number = this.subjects.findRoot(root)
    const rows: TransitionRow[] = []
    for (const index of this.index.withRoot(number)) {
      rows.push(...transitionsIn(await this.batch(index), this.names, { root }))
    }
    return rows
  }

  /** What was posted for a root, in order. */
  async postingsOf(root: string): Promise<PostingRow[]> {
    const number = this.subjects.findRoot(root)
    const rows: PostingRow[] = []
    for (const index of this.index.withRoot(number)) {
      rows.push(...postingsIn(await this.batch(index), this.names, { root }))
    }
    return rows
  }

  /** What a message brought about at once, or by a timer that its turn armed. */
  async transitionsOfMessage(row: number): Promise<TransitionRow[]> {
    const rows: TransitionRow[] = []
    for (const index of this.index.withMessage(row)) {
      rows.push(...transitionsIn(await this.batch(index), this.names, { message: row }))
    }
    return rows
  }

  async postingsOfMessage(row: number): Promise<PostingRow[]> {
    const rows: PostingRow[] = []
    for (const index of this.index.withMessage(row)) {
      rows.push(...postingsIn(await this.batch(index), this.names, { message: row }))
    }
    return rows
  }

  /** Everything that was posted in a batch. */
  async postingsIn(index: number): Promise<PostingRow[]> {
    return postingsIn(await this.batch(index), this.names, "all")
  }

  /** A batch, read again unless it was read a moment ago. */
  batch(index: number): Promise<SealedBatch> {
    const entry = this.index.entries[index]
    if (entry === undefined) throw new RangeError(`The run has no batch ${index}: it has ${this.index.entries.length}.`)
    return this.#reader.read(entry)
  }

  async #body(number: number): Promise<unknown> {
    if (number < 0) return undefined
    const index = this.index.find(bodiesIndex, number)
    return (await this.batch(index)).body(number - this.index.entries[index]!.firsts[bodiesIndex]!)
  }

  #addMessages(batch: SealedBatch): void {
    const rows = batch.rows(messages)
    const first = this.rows
    this.#reserve(first + rows)
    const { columns } = this
    for (const name of ["call", "count"] as const) columns.fit(name, batch.stored(messages, columnOf[name]!))
    for (const name of plainColumns) copyColumn(columns[name], batch.stored(messages, columnOf[name]!), first, rows)
    this.#addKinds(batch, first, rows)
    this.#addBodies(batch, first, rows)
    this.#addSubjects(batch, first, rows)
    for (let row = first; row < first + rows; row++) {
      if (columns.status[row]! >= 400 || columns.deliveredAt[row]! < 0) this.#problem(row)
    }
    this.rows = first + rows
  }

  #addKinds(batch: SealedBatch, first: number, rows: number): void {
    const { base, cells } = batch.stored(messages, columnOf["kind"]!)
    const known = new Map<number, number>()
    for (let row = 0; row < rows; row++) {
      const name = base + (cells === null ? 0 : cells[row]!)
      let kind = known.get(name)
      if (kind === undefined) {
        const at = messageKinds.findIndex((word) => word === this.names.at(name))
        kind = at === -1 ? messageKinds.length : at
        known.set(name, kind)
      }
      this.columns.kind[first + row] = kind
    }
  }

  #addBodies(batch: SealedBatch, first: number, rows: number): void {
    const { base, cells } = batch.stored(messages, columnOf["body"]!)
    const firstBody = batch.firsts[bodiesIndex]!
    const { body } = this.columns
    for (let row = 0; row < rows; row++) {
      const number = base + (cells === null ? 0 : cells[row]!)
      body[first + row] = number < 0 ? -1 : number + firstBody
    }
  }

  #addSubjects(batch: SealedBatch, first: number, rows: number): void {
    const { base, cells } = batch.stored(messages, columnOf["subject"]!)
    const ids = new Int32Array(batch.texts).fill(-1)
    const { subject } = this.columns
    for (let row = 0; row < rows; row++) {
      const text = base + (cells === null ? 0 : cells[row]!)
      let id = 0
      if (text >= 0) {
        id = ids[text]!
        if (id < 0) {
          id = this.subjects.intern(batch.text(text))
          ids[text] = id
        }
      }
      subject[first + row] = id
      this.#follow(first + row, this.subjects.rootOf(id))
    }
  }

  /** Puts a row behind the others of its root. */
  #follow(row: number, root: number): void {
    if (root >= this.lastOfRoot.length) {
      const larger = new Int32Array(Math.max(root + 1, this.lastOfRoot.length * 2)).fill(-1)
      larger.set(this.lastOfRoot)
      this.lastOfRoot = larger
    }
    this.previousOfRoot[row] = this.lastOfRoot[root]!
    this.lastOfRoot[root] = row
  }

  #addFaults(batch: SealedBatch): void {
    const table = tableIndex.faults
    for (let row = 0; row < batch.rows(table); row++) {
      const [at, message, kind, subject, says] = cellsOf(batch, table, row)
      const text = subject! < 0 ? null : batch.text(subject!)
      const words = says! < 0 ? "" : batch.text(says!)
      this.faults.push({ at: at!, row: message!, kind: this.names.at(kind!), subject: text, says: words })
      this.#problem(message!)
    }
  }

  #addBreaches(batch: SealedBatch): void {
    const table = tableIndex.breaches
    for (let row = 0; row < batch.rows(table); row++) {
      const [at, message, invariant, says] = cellsOf(batch, table, row)
      const words = says! < 0 ? "" : batch.text(says!)
      this.breaches.push({ at: at!, row: message!, invariant: this.names.at(invariant!), says: words })
      this.#problem(message!)
    }
  }

  #addArrivals(batch: SealedBatch): void {
    const table = tableIndex.arrivals
    for (let row = 0; row < batch.rows(table); row++) {
      const [, message, raw] = cellsOf(batch, table, row)
      this.arrivals.set(message!, raw! + batch.firsts[bodiesIndex]!)
    }
  }

  #problem(row: number): void {
    if (row < 0) return
    this.#problems.push(row)
    this.#sorted = null
  }

  #reserve(rows: number): void {
    const before = this.columns.kind.length
    if (rows <= before) return
    this.columns.reserve(Math.max(rows, before * 2))
    const longer = new Int32Array(this.columns.kind.length)
    longer.set(this.previousOfRoot)
    this.previousOfRoot = longer
  }
}

const plainColumns = [
  "sender",
  "receiver",
  "operation",
  "status",
  "attempt",
  "copy",
  "cause",
  "call",
  "sentAt",
  "deliveredAt",
  "count",
] as const

const cellsOf = (batch: SealedBatch, table: number, row: number): number[] =>
  layout[table]!.map(({ index }) => batch.cell(table, index, row))
