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

  message(wire: Wire, sentAt: number, deliveredAt: number): number {
    const { names } = this.journal
    const isAnswer = wire.kind === "response" || wire.kind === "receipt"
    const row = this.journal.message(
      names.intern(wire.kind),
      wire.cause,
      names.intern((isAnswer ? wire.receiver?.name : wire.sender?.name) ?? ""),
      names.intern((isAnswer ? wire.sender?.name : wire.receiver?.name) ?? ""),
      names.intern(wire.operation.name),
      wire.subject,
      wire.call,
      wire.attempt,
      wire.copy,
      wire.status,
      sentAt,
      deliveredAt,
      wire.body,
      1,
    )
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
    const { journal } = this
    const { names } = journal
    const asked = names.intern("request")
    const told = names.intern("response")
    const name = names.intern(operation.name)
    const from = names.intern(link.from.name)
    const to = names.intern(link.to.name)
    const half = at + Math.floor((answeredAt - at) / 2)
    const request = journal.message(asked, -1, from, to, name, subject, 0, 1, 0, 0, at, half, null, count)
    for (const watcher of this.watchers) watcher.message(request)
    const response = journal.message(
      told,
      request,
      to,
      from,
      name,
      subject,
      0,
      1,
      0,
      200,
      half,
      answeredAt,
      null,
      count,
    )
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
    const { names } = this.journal
    const first = this.journal.transitions.rows
    const owner = names.intern(instance.name)
    for (const draft of transitions) {
      const row = this.journal.transition(
        at,
        message,
        owner,
        names.intern(slots.kind[draft.handle]?.name ?? ""),
        slots.id[draft.handle] ?? "",
        names.intern(draft.event),
        names.intern(draft.from),
        names.intern(draft.to),
        draft.version,
      )
      for (const watcher of this.watchers) watcher.transition(row)
    }
    const entries = this.#entries
    for (const { rule, posting, leg, transition, entry } of postings) {
      this.#entries = entries + entry
      const row = this.journal.posting(
        at,
        message,
        transition < 0 ? -1 : first + transition,
        entries + entry,
        owner,
        names.intern(posting.book),
        names.intern(rule),
        names.intern(leg.account),
        leg.subject ?? posting.subject,
        leg.sku ?? "",
        names.intern(leg.site ?? ""),
        leg.quantity ?? 0,
        leg.amountMinor ?? 0,
        names.intern(posting.currency ?? ""),
      )
      for (const watcher of this.watchers) watcher.posting(row)
    }
  }

  note(at: number, kind: string, message: number, subject: string, says: string): void {
    this.journal.fault(at, message, this.journal.names.intern(kind), subject, says)
  }

  breach(at: number, invariant: string, message: number, says: string): void {
    this.journal.breach(at, message, this.journal.names.intern(invariant), says)
  }
}
