/** A journal's messages as plain rows, for tests: what a journal would show to the figures, and nothing else of it. */
import type { MessageJournal } from "../../../sim/report/kpis.ts"

export interface Row {
  kind: string
  cause: number
  sender: string
  receiver: string
  operation: string
  subject: string
  call: number
  attempt: number
  copy: number
  status: number
  sentAt: number
  deliveredAt: number
  count: number
}

const blank: Row = {
  kind: "request",
  cause: -1,
  sender: "oms",
  receiver: "payment",
  operation: "payments.capture",
  subject: "order-1",
  call: 1,
  attempt: 1,
  copy: 0,
  status: 0,
  sentAt: 0,
  deliveredAt: 0,
  count: 1,
}

export class WireTap implements MessageJournal {
  readonly rows: Row[] = []
  readonly #words: string[] = []
  readonly #ids = new Map<string, number>()
  readonly names = { at: (id: number): string => this.#words[id]! }
  readonly messages = Object.fromEntries(
    Object.keys(blank).map((column) => [
      column,
      { at: (row: number) => (column === "subject" ? this.rows[row]!.subject : this.#cell(row, column as keyof Row)) },
    ]),
  ) as unknown as MessageJournal["messages"]

  ask(row: Partial<Row>): number {
    return this.rows.push({ ...blank, ...row }) - 1
  }

  /** The answer to the request in a row, over the same link. */
  answer(request: number, status: number, tookMs: number, row: Partial<Row> = {}): number {
    const asked = this.rows[request]!
    const kind = asked.kind === "webhook" ? "receipt" : "response"
    const ends = { sender: asked.receiver, receiver: asked.sender }
    const at = asked.sentAt + tookMs
    return this.ask({ ...asked, ...ends, kind, cause: request, status, sentAt: at, deliveredAt: at, ...row })
  }

  #cell(row: number, column: keyof Row): number {
    const value = this.rows[row]![column]
    if (typeof value === "number") return value
    const known = this.#ids.get(value)
    if (known !== undefined) return known
    this.#ids.set(value, this.#words.length)
    return this.#words.push(value) - 1
  }
}
