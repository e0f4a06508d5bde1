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

  message(
    kind: number,
    cause: number,
    sender: number,
    receiver: number,
    operation: number,
    subject: string | null,
    call: number,
    attempt: number,
    copy: number,
    status: number,
    sentAt: number,
    deliveredAt: number,
    body: unknown,
    count: number,
  ): number {
    const table = this.messages
    const t = (text: string | null): number => (text === null ? -1 : this.texts.intern(text))
    try {
      table.kind.push(kind)
      table.cause.push(cause)
      table.sender.push(sender)
      table.receiver.push(receiver)
      table.operation.push(operation)
      table.subject.push(t(subject))
      table.call.push(call)
      table.attempt.push(attempt)
      table.copy.push(copy)
      table.status.push(status)
      table.sentAt.push(sentAt)
      table.deliveredAt.push(deliveredAt)
      table.body.push(this.body(body))
      table.count.push(count)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  transition(
    at: number,
    message: number,
    instance: number,
    object: number,
    id: string | null,
    event: number,
    from: number,
    to: number,
    version: number,
  ): number {
    const table = this.transitions
    const t = (text: string | null): number => (text === null ? -1 : this.texts.intern(text))
    try {
      table.at.push(at)
      table.message.push(message)
      table.instance.push(instance)
      table.object.push(object)
      table.id.push(t(id))
      table.event.push(event)
      table.from.push(from)
      table.to.push(to)
      table.version.push(version)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  posting(
    at: number,
    message: number,
    transition: number,
    entry: number,
    instance: number,
    book: number,
    rule: number,
    account: number,
    subject: string | null,
    sku: string | null,
    site: number,
    quantity: number,
    amount: number,
    currency: number,
  ): number {
    const table = this.postings
    const t = (text: string | null): number => (text === null ? -1 : this.texts.intern(text))
    try {
      table.at.push(at)
      table.message.push(message)
      table.transition.push(transition)
      table.entry.push(entry)
      table.instance.push(instance)
      table.book.push(book)
      table.rule.push(rule)
      table.account.push(account)
      table.subject.push(t(subject))
      table.sku.push(t(sku))
      table.site.push(site)
      table.quantity.push(quantity)
      table.amount.push(amount)
      table.currency.push(currency)
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  fault(at: number, message: number, kind: number, subject: string | null, says: string | null): number {
    const table = this.faults
    const t = (text: string | null): number => (text === null ? -1 : this.texts.intern(text))
    try {
      table.at.push(at)
      table.message.push(message)
      table.kind.push(kind)
      table.subject.push(t(subject))
      table.says.push(t(says))
    } catch (problem) {
      throw table.withdraw(problem)
    }
    return this.#commit(table)
  }

  breach(at: number, message: number, invariant: number, says: string | null): number {
    const table = this.breaches
    const t = (text: string | null): number => (text === null ? -1 : this.texts.intern(text))
    try {
      table.at.push(at)
      table.message.push(message)
      table.invariant.push(invariant)
      table.says.push(t(says))
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

  fork(): Journal {
    throw new Error("later")
  }

  #commit(table: Table): number {
    const row = table.rows
    table.rows = row + 1
    if ((table.rows & (digestRows - 1)) === 0) this.#digest.advance(table.tableIndex)
    return row
  }
}
