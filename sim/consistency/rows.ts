/**
 * Rows of the journal as those who watch it see them: one cursor for each table, with words in place of dictionary numbers.
 *
 * A cursor is moved, not made anew, for each row: whoever wants to keep a value copies it.
 */
import type { Journal } from "../journal/journal.ts"

export class MessageCursor {
  row = -1
  readonly #journal: Journal
  constructor(journal: Journal) {
    this.#journal = journal
  }
  get kind(): string {
    return this.#journal.names.at(this.#journal.messages.kind.at(this.row))
  }
  get sender(): string {
    return this.#journal.names.at(this.#journal.messages.sender.at(this.row))
  }
  get receiver(): string {
    return this.#journal.names.at(this.#journal.messages.receiver.at(this.row))
  }
  get operation(): string {
    return this.#journal.names.at(this.#journal.messages.operation.at(this.row))
  }
  get subject(): string {
    return this.#journal.messages.subject.at(this.row) ?? ""
  }
  get status(): number {
    return this.#journal.messages.status.at(this.row)
  }
  get sentAt(): number {
    return this.#journal.messages.sentAt.at(this.row)
  }
  get deliveredAt(): number {
    return this.#journal.messages.deliveredAt.at(this.row)
  }
}

export class TransitionCursor {
  row = -1
  readonly #journal: Journal
  readonly #kinds: ReadonlyMap<string, string>
  constructor(journal: Journal, kinds: ReadonlyMap<string, string>) {
    this.#journal = journal
    this.#kinds = kinds
  }
  get at(): number {
    return this.#journal.transitions.at.at(this.row)
  }
  get message(): number {
    return this.#journal.transitions.message.at(this.row)
  }
  get instance(): string {
    return this.#journal.names.at(this.#journal.transitions.instance.at(this.row))
  }
  /** The partner kind of the instance. */
  get partner(): string {
    return this.#kinds.get(this.instance) ?? ""
  }
  get object(): string {
    return this.#journal.names.at(this.#journal.transitions.object.at(this.row))
  }
  get id(): string {
    return this.#journal.transitions.id.at(this.row) ?? ""
  }
  get event(): string {
    return this.#journal.names.at(this.#journal.transitions.event.at(this.row))
  }
  get from(): string {
    return this.#journal.names.at(this.#journal.transitions.from.at(this.row))
  }
  get to(): string {
    return this.#journal.names.at(this.#journal.transitions.to.at(this.row))
  }
}

export class PostingCursor {
  row = -1
  readonly #journal: Journal
  readonly #kinds: ReadonlyMap<string, string>
  constructor(journal: Journal, kinds: ReadonlyMap<string, string>) {
    this.#journal = journal
    this.#kinds = kinds
  }
  get at(): number {
    return this.#journal.postings.at.at(this.row)
  }
  get message(): number {
    return this.#journal.postings.message.at(this.row)
  }
  get entry(): number {
    return this.#journal.postings.entry.at(this.row)
  }
  get instance(): string {
    return this.#journal.names.at(this.#journal.postings.instance.at(this.row))
  }
  get partner(): string {
    return this.#kinds.get(this.instance) ?? ""
  }
  get book(): string {
    return this.#journal.names.at(this.#journal.postings.book.at(this.row))
  }
  get rule(): string {
    return this.#journal.names.at(this.#journal.postings.rule.at(this.row))
  }
  get account(): string {
    return this.#journal.names.at(this.#journal.postings.account.at(this.row))
  }
  get subject(): string {
    return this.#journal.postings.subject.at(this.row) ?? ""
  }
  get sku(): string {
    return this.#journal.postings.sku.at(this.row) ?? ""
  }
  get site(): string {
    return this.#journal.names.at(this.#journal.postings.site.at(this.row))
  }
  get quantity(): number {
    return this.#journal.postings.quantity.at(this.row)
  }
  get amount(): number {
    return this.#journal.postings.amount.at(this.row)
  }
  get currency(): string {
    return this.#journal.names.at(this.#journal.postings.currency.at(this.row))
  }
  /** Id of the object whose transition posted this; empty for postings outside of one. */
  get source(): string {
    const row = this.#journal.postings.transition.at(this.row)
    return row < 0 ? "" : (this.#journal.transitions.id.at(row) ?? "")
  }
}
