/** Hand-made rows for one invariant: what a run would show to it, in the order in which it is written here. */
import type { Invariant } from "../../../sim/consistency/invariant.ts"
import { Monitor } from "../../../sim/consistency/monitor.ts"
import { RootIndex } from "../../../sim/consistency/root-index.ts"
import { MessageRow, PostingRow, TransitionRow } from "../../../sim/consistency/rows.ts"

export class Feed {
  readonly roots = new RootIndex()
  readonly says: string[] = []
  readonly #monitor: Monitor
  #row = 0
  #entry = 0

  constructor(invariant: Invariant) {
    this.#monitor = Monitor.over(this.roots, [invariant], [], (_at, _id, _message, says) => this.says.push(says))
  }

  message(operation: string, subject: string, more: Partial<MessageRow> = {}): this {
    const row = Object.assign(new MessageRow(), { row: this.#row++, kind: "request", operation, subject, ...more })
    this.#monitor.message(row)
    return this
  }

  /** A person is handed a message. */
  handed(operation: string, subject: string): this {
    return this.message(operation, subject, { kind: "handover" })
  }

  /** `oms order A-1/oms-1: -> open`; the first state is empty at a creation. */
  moves(
    partner: string,
    object: string,
    id: string,
    from: string,
    to: string,
    more: Partial<TransitionRow> = {},
  ): this {
    const row = { row: this.#row++, instance: partner, partner, object, id, from, to, root: this.roots.rootOf(id) }
    this.#monitor.transition(Object.assign(new TransitionRow(), row, more))
    return this
  }

  /** One entry with its legs, each `[account, what it moves]`. */
  posts(
    partner: string,
    book: string,
    subject: string,
    legs: readonly (readonly [string, Partial<PostingRow>])[],
    shared: Partial<PostingRow> = {},
  ): this {
    const entry = ++this.#entry
    for (const [account, leg] of legs) {
      const row = { row: this.#row++, entry, instance: partner, partner, book, account, subject, ...shared, ...leg }
      this.#monitor.posting(Object.assign(new PostingRow(), row, { root: this.roots.rootOf(row.subject) }))
    }
    return this
  }

  /** Nothing more will happen. */
  ends(): this {
    this.#monitor.quiescence(1_000_000)
    return this
  }

  get verdict(): string {
    return this.#monitor.results()[0]!.verdict
  }

  get exercised(): number {
    return this.#monitor.results()[0]!.exercised
  }
}
