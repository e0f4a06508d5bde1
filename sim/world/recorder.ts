/**
 * Writes what happens into the journal, in interned words, and shows each new row to those who watch.
 */
import { RootIndex } from "../consistency/root-index.ts"
import { MessageRow, PostingRow, TransitionRow, type Watcher } from "../consistency/rows.ts"
import type { Journal } from "../journal/journal.ts"
import type { Link } from "../network/link.ts"
import type { Wire } from "../network/wire.ts"
import type { Operation } from "../partner/contract.ts"
import type { Change } from "../partner/change.ts"
import type { Pile } from "../partner/pile.ts"
import type { Leg, Posting } from "../partner/room.ts"
import type { Instance } from "./instance.ts"
import type { Slot, SlotKind } from "./slot.ts"
import type { SetBack } from "./slots.ts"

export interface PostingDraft {
  readonly rule: string
  readonly posting: Posting
  /** The change whose effects posted it; null outside of one. */
  readonly change: Change | null
  /** Number of the entry within the turn, from 1. */
  readonly entry: number
}

/** A leg that was posted and may have to be taken back. */
interface Posted {
  readonly entry: number
  readonly draft: PostingDraft
  readonly leg: Leg
  /** Id of the object whose transition posted it; changes themselves are used again. */
  readonly source: string
}

/** The numbers that a kind of object and its states have in the journal's names. */
interface KindNames {
  readonly name: number
  /** By state number plus one: there is none at an object's creation. */
  readonly labels: number[]
}

export class Recorder {
  readonly journal: Journal
  readonly roots: RootIndex
  readonly watchers: Watcher[] = []
  readonly #message = new MessageRow()
  readonly #transition = new TransitionRow()
  readonly #posting = new PostingRow()
  /** Numbers in the journal's names: of instances by index, of kinds with their states. */
  readonly #instances: number[] = []
  readonly #kinds = new Map<SlotKind, KindNames>()
  /** What instances of which a backup was taken have posted since. */
  readonly #since: Map<Instance, Posted[]>
  #entries: number
  #lastSubject = ""
  #lastRoot = -1

  constructor(journal: Journal, roots: RootIndex, from?: Recorder) {
    this.journal = journal
    this.roots = roots
    this.#since = new Map(
      (from === undefined ? [] : [...from.#since]).map(([instance, posted]) => [instance, posted.slice()]),
    )
    this.#entries = from === undefined ? 0 : from.#entries
  }

  message(wire: Wire, sentAt: number, deliveredAt: number): void {
    const { exchange, kind, cause, copy, status, isAnswer } = wire
    const { operation, subject, call, attempt, waits, outside } = exchange
    const sender = isAnswer ? exchange.receiver : exchange.sender
    const receiver = isAnswer ? exchange.sender : exchange.receiver
    const { names } = this.journal
    const row = this.journal.message(
      names.intern(kind),
      cause,
      this.#instance(sender),
      this.#instance(receiver),
      names.intern(operation.name),
      subject,
      call,
      attempt,
      copy,
      status,
      sentAt,
      deliveredAt,
      wire.body,
      1,
    )
    wire.row = row
    const shown = this.#message
    shown.row = row
    shown.kind = kind
    shown.cause = cause
    shown.sender = sender?.name ?? ""
    shown.receiver = receiver?.name ?? ""
    shown.operation = operation.name
    shown.subject = subject
    shown.call = call
    shown.attempt = attempt
    shown.copy = copy
    shown.status = status
    shown.sentAt = sentAt
    shown.deliveredAt = deliveredAt
    shown.count = 1
    shown.everyMs = 0
    shown.callId = outside >= 0 ? -2 - outside : waits
    shown.requestSentAt = isAnswer ? (wire.request?.sentAt ?? -1) : -1
    for (const watcher of this.watchers) watcher.message(shown)
  }

  /** A stretch of empty polls, `everyMs` apart: one request row and one response row that stand for all of them. */
  emptyPolls(
    { from, to, latency }: Link,
    operation: Operation<never>,
    cursor: number,
    at: number,
    count: number,
    everyMs: number,
  ): void {
    const { names } = this.journal
    const subject = `${from.name}/after-${cursor}`
    const write = (
      kind: string,
      sender: string,
      receiver: string,
      cause: number,
      status: number,
      sentAt: number,
      deliveredAt: number,
    ): number => {
      const row = this.journal.message(
        names.intern(kind),
        cause,
        names.intern(sender),
        names.intern(receiver),
        names.intern(operation.name),
        subject,
        0,
        1,
        0,
        status,
        sentAt,
        deliveredAt,
        null,
        count,
      )
      const shown = Object.assign(this.#message, { row, kind, cause, sender, receiver, subject, status, sentAt })
      shown.operation = operation.name
      shown.call = 0
      shown.attempt = 1
      shown.copy = 0
      shown.deliveredAt = deliveredAt
      shown.count = count
      shown.everyMs = everyMs
      shown.callId = -1
      shown.requestSentAt = cause < 0 ? -1 : at
      for (const watcher of this.watchers) watcher.message(shown)
      return row
    }
    const { medianMs } = latency
    const request = write("request", from.name, to.name, -1, 0, at, at + medianMs)
    write("response", to.name, from.name, request, 200, at + medianMs, at + 2 * medianMs)
  }

  /** What really came over the wire from outside, kept as it was. */
  raw(at: number, message: number, value: unknown): void {
    this.journal.arrival(at, message, value)
  }

  commit(instance: Instance, at: number, message: number, changes: Pile<Change>, postings: Pile<PostingDraft>): void {
    for (let index = 0; index < changes.size; index++) this.#commitTransition(instance, at, message, changes.at(index))
    const entries = this.#entries
    for (let index = 0; index < postings.size; index++) {
      const draft = postings.at(index)
      this.#entries = entries + draft.entry
      for (const leg of draft.posting.legs) this.#commitPosting(instance, at, message, draft, leg)
    }
  }

  /** From now on it is known what an instance posts. */
  remember(instance: Instance): void {
    this.#since.set(instance, [])
  }

  /**
   * An instance is set back: its objects change, and what it has posted since the backup is taken back, the last entry first, under the
   * rules by which it was posted. What was said beside the books was said, except of what stands for as long as the world does.
   */
  setBack(instance: Instance, at: number, message: number, changed: readonly SetBack[]): void {
    for (const { slot, from, to } of changed)
      this.#writeTransition(instance, at, message, slot, "restored", from, to, slot.version)
    const posted = this.#since.get(instance) ?? []
    this.#since.delete(instance)
    let entry = -1
    for (const { entry: old, draft, leg, source } of posted.toReversed()) {
      if (old !== entry) this.#entries++
      entry = old
      const quantity = -(leg.quantity ?? 0)
      const amountMinor = -(leg.amountMinor ?? 0)
      this.#writePosting(instance, at, message, -1, draft, { ...leg, quantity, amountMinor }, source, true)
    }
  }

  #commitTransition(instance: Instance, at: number, message: number, change: Change): void {
    const { slot, event, from, to, version } = change
    change.row = this.#writeTransition(instance, at, message, slot, event.type, from, to, version)
  }

  /** `from` and `to` are state numbers; -1 is none: there is none before an object's creation, nor when it is forgotten. */
  #writeTransition(
    instance: Instance,
    at: number,
    message: number,
    slot: Slot,
    event: string,
    from: number,
    to: number,
    version: number,
  ): number {
    const { kind } = slot.shelf
    const { names } = this.journal
    const numbers = this.#kindNames(kind)
    const row = this.journal.transition(
      at,
      message,
      this.#instance(instance),
      numbers.name,
      slot.id,
      names.intern(event),
      this.#label(numbers, kind, from),
      this.#label(numbers, kind, to),
      version,
    )
    const shown = this.#transition
    shown.row = row
    shown.at = at
    shown.message = message
    shown.instance = instance.name
    shown.partner = instance.kind
    shown.object = kind.name
    shown.id = slot.id
    shown.event = event
    shown.from = from < 0 ? "" : kind.chart.label(from)
    shown.to = to < 0 ? "" : kind.chart.label(to)
    shown.version = version
    if (slot.root < 0) slot.root = this.roots.rootOf(slot.id)
    shown.root = slot.root
    for (const watcher of this.watchers) watcher.transition(shown)
    return row
  }

  #commitPosting(instance: Instance, at: number, message: number, draft: PostingDraft, leg: Leg): void {
    const { change, posting } = draft
    const source = change === null ? "" : change.id
    this.#writePosting(instance, at, message, change === null ? -1 : change.row, draft, leg, source, false)
    const isKept = posting.book !== "memo" || change?.slot.kind.lasting === true
    if (isKept && this.#since.size > 0) this.#since.get(instance)?.push({ entry: this.#entries, draft, leg, source })
  }

  #writePosting(
    instance: Instance,
    at: number,
    message: number,
    transition: number,
    { rule, posting }: PostingDraft,
    leg: Leg,
    source: string,
    isTakenBack: boolean,
  ): void {
    const { names } = this.journal
    const subject = leg.subject ?? posting.subject
    const sku = leg.sku ?? ""
    const site = leg.site ?? ""
    const quantity = leg.quantity ?? 0
    const amount = leg.amountMinor ?? 0
    const currency = posting.currency ?? ""
    const row = this.journal.posting(
      at,
      message,
      transition,
      this.#entries,
      this.#instance(instance),
      names.intern(posting.book),
      names.intern(rule),
      names.intern(leg.account),
      subject,
      sku,
      names.intern(site),
      quantity,
      amount,
      names.intern(currency),
    )
    const shown = this.#posting
    shown.row = row
    shown.at = at
    shown.message = message
    shown.transition = transition
    shown.entry = this.#entries
    shown.instance = instance.name
    shown.partner = instance.kind
    shown.book = posting.book
    shown.rule = rule
    shown.account = leg.account
    shown.subject = subject
    shown.sku = sku
    shown.site = site
    shown.quantity = quantity
    shown.amount = amount
    shown.currency = currency
    shown.source = source
    shown.isTakenBack = isTakenBack
    shown.root = this.#rootOf(subject)
    for (const watcher of this.watchers) watcher.posting(shown)
  }

  /** The legs of an entry are mostly about one subject. */
  #rootOf(subject: string): number {
    if (subject !== this.#lastSubject) {
      this.#lastSubject = subject
      this.#lastRoot = this.roots.rootOf(subject)
    }
    return this.#lastRoot
  }

  #instance(instance: Instance | null): number {
    if (instance === null) return this.journal.names.intern("")
    return (this.#instances[instance.index] ??= this.journal.names.intern(instance.name))
  }

  #kindNames(kind: SlotKind): KindNames {
    const known = this.#kinds.get(kind)
    if (known !== undefined) return known
    const made = { name: this.journal.names.intern(kind.name), labels: [] }
    this.#kinds.set(kind, made)
    return made
  }

  #label({ labels }: KindNames, { chart }: SlotKind, state: number): number {
    return (labels[state + 1] ??= this.journal.names.intern(state < 0 ? "" : chart.label(state)))
  }

  /** A fault has done something to a message. */
  befell(fault: string, { operation }: Wire): void {
    for (const watcher of this.watchers) watcher.fault?.(fault, operation.partner, operation.name)
  }

  note(at: number, kind: string, message: number, subject: string, says: string): void {
    this.journal.fault(at, message, this.journal.names.intern(kind), subject, says)
  }

  breach(at: number, invariant: string, message: number, says: string): void {
    this.journal.breach(at, message, this.journal.names.intern(invariant), says)
  }
}
