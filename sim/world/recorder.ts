/**
 * Writes what happens into the journal, in interned words, and shows each new row to those who watch.
 */
import type { Journal } from "../journal/journal.ts"
import type { Link } from "../network/link.ts"
import type { Wire } from "../network/wire.ts"
import type { Operation } from "../partner/contract.ts"
import type { Leg, Posting } from "../partner/room.ts"
import type { Instance } from "./instance.ts"
import type { Slots } from "./slots.ts"

/** Sees every row as it is written: invariants, figures, progress. */
export interface Watcher {
  message(row: number): void
  transition(row: number): void
  posting(row: number): void
}

export interface TransitionDraft {
  readonly handle: number
  readonly event: string
  readonly from: string
  readonly to: string
  readonly version: number
}

export interface PostingDraft {
  readonly rule: string
  readonly posting: Posting
  readonly leg: Leg
  /** Index among the turn's transitions. */
  readonly transition: number
  /** Number of the entry within the turn, from 1. */
  readonly entry: number
}

export class Recorder {
  readonly journal: Journal
  readonly watchers: Watcher[] = []
  #entries = 0

  constructor(journal: Journal) {
    this.journal = journal
  }

  message(wire: Wire, subject: number, sentAt: number, deliveredAt: number): number {
    const { names } = this.journal
    const row = this.journal.message({
      kind: names.intern(wire.kind),
      cause: wire.cause,
      sender: names.intern(
        wire.kind === "response" || wire.kind === "receipt" ? (wire.receiver?.name ?? "") : (wire.sender?.name ?? ""),
      ),
      receiver: names.intern(
        wire.kind === "response" || wire.kind === "receipt" ? (wire.sender?.name ?? "") : (wire.receiver?.name ?? ""),
      ),
      operation: names.intern(wire.operation.name),
      subject,
      call: wire.call,
      attempt: wire.attempt,
      copy: wire.copy,
      status: wire.status,
      sentAt,
      deliveredAt,
      body: wire.body === null || wire.body === undefined ? -1 : this.journal.body(wire.body),
      count: 1,
    })
    for (const watcher of this.watchers) watcher.message(row)
    return row
  }

  /** A day's empty polls: one request row and one response row that stand for all of them. */
  emptyPolls(
    link: Link,
    operation: Operation<never>,
    subject: string,
    at: number,
    answeredAt: number,
    count: number,
  ): void {
    const { names, texts } = this.journal
    const shared = {
      operation: names.intern(operation.name),
      subject: texts.intern(subject),
      call: 0,
      attempt: 1,
      copy: 0,
      body: -1,
      count,
    }
    const from = names.intern(link.from.name)
    const to = names.intern(link.to.name)
    const half = Math.floor((answeredAt - at) / 2)
    const request = this.journal.message({
      ...shared,
      kind: names.intern("request"),
      cause: -1,
      sender: from,
      receiver: to,
      status: 0,
      sentAt: at,
      deliveredAt: at + half,
    })
    for (const watcher of this.watchers) watcher.message(request)
    const response = this.journal.message({
      ...shared,
      kind: names.intern("response"),
      cause: request,
      sender: to,
      receiver: from,
      status: 200,
      sentAt: at + half,
      deliveredAt: answeredAt,
    })
    for (const watcher of this.watchers) watcher.message(response)
  }

  commit(
    slots: Slots,
    instance: Instance,
    at: number,
    message: number,
    transitions: readonly TransitionDraft[],
    postings: readonly PostingDraft[],
  ): void {
    const { names, texts } = this.journal
    const first = this.journal.transitions.rows
    const owner = names.intern(instance.name)
    for (const draft of transitions) {
      const row = this.journal.transition({
        at,
        message,
        instance: owner,
        object: names.intern(slots.kind[draft.handle]?.name ?? ""),
        id: this.#idText(slots, draft.handle),
        event: names.intern(draft.event),
        from: names.intern(draft.from),
        to: names.intern(draft.to),
        version: draft.version,
      })
      for (const watcher of this.watchers) watcher.transition(row)
    }
    const entries = this.#entries
    for (const { rule, posting, leg, transition, entry } of postings) {
      this.#entries = entries + entry
      const row = this.journal.posting({
        at,
        message,
        transition: transition < 0 ? -1 : first + transition,
        entry: entries + entry,
        instance: owner,
        book: names.intern(posting.book),
        rule: names.intern(rule),
        account: names.intern(leg.account),
        subject: texts.intern(leg.subject ?? posting.subject),
        sku: texts.intern(leg.sku ?? ""),
        site: names.intern(leg.site ?? ""),
        quantity: leg.quantity ?? 0,
        amount: leg.amountMinor ?? 0,
        currency: names.intern(posting.currency ?? ""),
      })
      for (const watcher of this.watchers) watcher.posting(row)
    }
  }

  /** Ids are looked up in the dictionary once for each object, not for each of its transitions. */
  #idText(slots: Slots, handle: number): number {
    const known = slots.idText[handle] ?? -1
    if (known >= 0) return known
    const text = this.journal.texts.intern(slots.id[handle] ?? "")
    slots.idText[handle] = text
    return text
  }

  note(at: number, kind: string, message: number, subject: string, says: string): void {
    const { names, texts } = this.journal
    this.journal.fault({
      at,
      message,
      kind: names.intern(kind),
      subject: texts.intern(subject),
      says: texts.intern(says),
    })
  }

  breach(at: number, invariant: string, message: number, says: string): void {
    const { names, texts } = this.journal
    this.journal.breach({ at, message, invariant: names.intern(invariant), says: texts.intern(says) })
  }
}
