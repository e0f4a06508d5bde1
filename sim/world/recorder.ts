/**
 * Writes what happens into the journal, in interned words, and shows each new row to those who watch.
 */
import { RootIndex } from "../consistency/root-index.ts"
import { MessageRow, PostingRow, TransitionRow, type Watcher } from "../consistency/rows.ts"
import type { Journal } from "../journal/journal.ts"
import type { Link } from "../network/link.ts"
import type { Wire } from "../network/wire.ts"
import type { Operation } from "../partner/contract.ts"
import type { Leg, Posting } from "../partner/room.ts"
import type { Instance } from "./instance.ts"
import type { Slots } from "./slots.ts"

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
  readonly roots: RootIndex
  readonly watchers: Watcher[] = []
  readonly #message = new MessageRow()
  readonly #transition = new TransitionRow()
  readonly #posting = new PostingRow()
  /** Ordinal of the root + 1 by row in the journal's texts; 0 where nobody has asked. */
  #rootOfText = new Int32Array(1024)
  #entries = 0

  constructor(journal: Journal, roots = new RootIndex()) {
    this.journal = journal
    this.roots = roots
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
    const shown = this.#message
    const isAnswer = wire.kind === "response" || wire.kind === "receipt"
    shown.row = row
    shown.kind = wire.kind
    shown.cause = wire.cause
    shown.sender = (isAnswer ? wire.receiver?.name : wire.sender?.name) ?? ""
    shown.receiver = (isAnswer ? wire.sender?.name : wire.receiver?.name) ?? ""
    shown.operation = wire.operation.name
    shown.subject = wire.subject
    shown.call = wire.call
    shown.attempt = wire.attempt
    shown.copy = wire.copy
    shown.status = wire.status
    shown.sentAt = sentAt
    shown.deliveredAt = deliveredAt
    shown.count = 1
    shown.everyMs = 0
    shown.callId = wire.exchange >= 0 ? -2 - wire.exchange : wire.waits
    shown.requestSentAt = isAnswer && wire.cause >= 0 ? this.journal.messages.sentAt.at(wire.cause) : -1
    for (const watcher of this.watchers) watcher.message(shown)
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
    const shown = Object.assign(this.#message, {
      row: request,
      kind: "request",
      cause: -1,
      sender: link.from.name,
      receiver: link.to.name,
      operation: operation.name,
      subject,
      call: 0,
      attempt: 1,
      copy: 0,
      status: 0,
      sentAt: at,
      deliveredAt: at + half,
      count,
      everyMs: link.pollEveryMs,
      callId: -1,
      requestSentAt: -1,
    })
    for (const watcher of this.watchers) watcher.message(shown)
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
    Object.assign(shown, {
      row: response,
      kind: "response",
      cause: request,
      sender: link.to.name,
      receiver: link.from.name,
      status: 200,
      sentAt: at + half,
      deliveredAt: answeredAt,
      requestSentAt: at,
    })
    for (const watcher of this.watchers) watcher.message(shown)
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
      const object = slots.kind[draft.handle]?.name ?? ""
      const id = this.#idText(slots, draft.handle)
      const row = this.journal.transition({
        at,
        message,
        instance: owner,
        object: names.intern(object),
        id,
        event: names.intern(draft.event),
        from: names.intern(draft.from),
        to: names.intern(draft.to),
        version: draft.version,
      })
      const shown = this.#transition
      shown.row = row
      shown.at = at
      shown.message = message
      shown.instance = instance.name
      shown.partner = instance.kind
      shown.object = object
      shown.id = slots.id[draft.handle] ?? ""
      shown.event = draft.event
      shown.from = draft.from
      shown.to = draft.to
      shown.version = draft.version
      shown.root = this.#rootOf(id, shown.id)
      for (const watcher of this.watchers) watcher.transition(shown)
    }
    const entries = this.#entries
    for (const { rule, posting, leg, transition, entry } of postings) {
      this.#entries = entries + entry
      const subject = leg.subject ?? posting.subject
      const subjectText = texts.intern(subject)
      const row = this.journal.posting({
        at,
        message,
        transition: transition < 0 ? -1 : first + transition,
        entry: entries + entry,
        instance: owner,
        book: names.intern(posting.book),
        rule: names.intern(rule),
        account: names.intern(leg.account),
        subject: subjectText,
        sku: texts.intern(leg.sku ?? ""),
        site: names.intern(leg.site ?? ""),
        quantity: leg.quantity ?? 0,
        amount: leg.amountMinor ?? 0,
        currency: names.intern(posting.currency ?? ""),
      })
      const shown = this.#posting
      shown.row = row
      shown.at = at
      shown.message = message
      shown.transition = transition < 0 ? -1 : first + transition
      shown.entry = entries + entry
      shown.instance = instance.name
      shown.partner = instance.kind
      shown.book = posting.book
      shown.rule = rule
      shown.account = leg.account
      shown.subject = subject
      shown.sku = leg.sku ?? ""
      shown.site = leg.site ?? ""
      shown.quantity = leg.quantity ?? 0
      shown.amount = leg.amountMinor ?? 0
      shown.currency = posting.currency ?? ""
      shown.source = slots.id[transitions[transition]?.handle ?? -1] ?? ""
      shown.root = this.#rootOf(subjectText, subject)
      for (const watcher of this.watchers) watcher.posting(shown)
    }
  }

  /** Roots are looked up once for each text. */
  #rootOf(text: number, subject: string): number {
    const known = this.#rootOfText[text] ?? 0
    if (known > 0) return known - 1
    if (text >= this.#rootOfText.length) {
      const larger = new Int32Array(Math.max(text + 1, this.#rootOfText.length * 2))
      larger.set(this.#rootOfText)
      this.#rootOfText = larger
    }
    const root = this.roots.rootOf(subject)
    this.#rootOfText[text] = root + 1
    return root
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
