/**
 * The journal: the only record of a run, append-only, in columns.
 *
 * A row is appended whole or not at all, no object is kept for it, and the digest of everything so far is kept up on the way.
 * Columns are read as `journal.messages.sentAt.at(row)`.
 */
import { Bodies } from "./bodies.ts"
import { Dictionary } from "./dictionary.ts"
import { RunningDigest } from "./digest.ts"
import { createTable, type RowOf, type Table } from "./table.ts"

export type MessageRow = RowOf<"messages">
export type TransitionRow = RowOf<"transitions">
export type PostingRow = RowOf<"postings">
export type FaultRow = RowOf<"faults">
export type BreachRow = RowOf<"breaches">

/** A name takes two bytes in a column. */
const namesMax = 65_536
/** A text takes four bytes, one bit of them for "none". */
const textsMax = 2 ** 31

/** New rows are digested in groups of this many, a power of two, while the processor still has them at hand. */
const digestRows = 1024

export class Journal {
  readonly names = new Dictionary("name", namesMax)
  readonly texts = new Dictionary("text", textsMax)
  readonly messages = createTable("messages", this.names, this.texts)
  readonly transitions = createTable("transitions", this.names, this.texts)
  readonly postings = createTable("postings", this.names, this.texts)
  readonly faults = createTable("faults", this.names, this.texts)
  readonly breaches = createTable("breaches", this.names, this.texts)
  /** All tables in their declared order. */
  readonly tables: readonly Table[] = [this.messages, this.transitions, this.postings, this.faults, this.breaches]
  readonly bodies = new Bodies()
  readonly #digest = new RunningDigest(this.tables, this.bodies)

  // The columns are written out one by one because a loop over them costs several times as much: every engine is quick with a
  // property that always is the same one at the same place, and slow with one that varies.

  message(row: MessageRow): number {
    const table = this.messages
    try {
      table.kind.push(row.kind)
      table.cause.push(row.cause)
      table.sender.push(row.sender)
      table.receiver.push(row.receiver)
      table.operation.push(row.operation)
      table.subject.push(row.subject)
      table.call.push(row.call)
      table.attempt.push(row.attempt)
      table.copy.push(row.copy)
      table.status.push(row.status)
      table.sentAt.push(row.sentAt)
      table.deliveredAt.push(row.deliveredAt)
      table.body.push(row.body)
      table.count.push(row.count)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  transition(row: TransitionRow): number {
    const table = this.transitions
    try {
      table.at.push(row.at)
      table.message.push(row.message)
      table.instance.push(row.instance)
      table.object.push(row.object)
      table.id.push(row.id)
      table.event.push(row.event)
      table.from.push(row.from)
      table.to.push(row.to)
      table.version.push(row.version)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  posting(row: PostingRow): number {
    const table = this.postings
    try {
      table.at.push(row.at)
      table.message.push(row.message)
      table.transition.push(row.transition)
      table.entry.push(row.entry)
      table.instance.push(row.instance)
      table.book.push(row.book)
      table.rule.push(row.rule)
      table.account.push(row.account)
      table.subject.push(row.subject)
      table.sku.push(row.sku)
      table.site.push(row.site)
      table.quantity.push(row.quantity)
      table.amount.push(row.amount)
      table.currency.push(row.currency)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  fault(row: FaultRow): number {
    const table = this.faults
    try {
      table.at.push(row.at)
      table.message.push(row.message)
      table.kind.push(row.kind)
      table.subject.push(row.subject)
      table.says.push(row.says)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  breach(row: BreachRow): number {
    const table = this.breaches
    try {
      table.at.push(row.at)
      table.message.push(row.message)
      table.invariant.push(row.invariant)
      table.says.push(row.says)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  /** Keeps a reference to an immutable JSON value, once for each value, and returns its row; -1 for null and undefined. */
  body(value: unknown): number {
    return this.bodies.row(value)
  }

  /** 32 hex characters for everything in the journal and the extra lines: equal runs have equal digests, different runs do not. */
  digest(extra: Iterable<string> = []): string {
    return this.#digest.hex(extra)
  }

  #commit(table: Table): number {
    const row = table.rows
    table.rows = row + 1
    if ((table.rows & (digestRows - 1)) === 0) this.#digest.advance(table.tableIndex)
    return row
  }
}
