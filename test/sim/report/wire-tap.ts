/** Messages as plain rows, for tests: what a run would show to the figures, and nothing else of it. */
import { MessageRow } from "../../../sim/consistency/rows.ts"

export class WireTap {
  readonly rows: MessageRow[] = []
  readonly #calls = new Map<string, number>()

  /** A request unless the row says otherwise; the same words are the same call. */
  ask(row: Partial<MessageRow>): number {
    const asked = Object.assign(new MessageRow(), {
      row: this.rows.length,
      kind: "request",
      sender: "oms",
      receiver: "payment",
      operation: "payments.capture",
      subject: "order-1",
      call: 1,
      attempt: 1,
      ...row,
    })
    if (row.callId === undefined && asked.call > 0) asked.callId = this.#callOf(asked)
    return this.rows.push(asked) - 1
  }

  /** The answer to the request in a row, over the same link. */
  answer(request: number, status: number, tookMs: number, row: Partial<MessageRow> = {}): number {
    const asked = this.rows[request]!
    const kind = asked.kind === "webhook" ? "receipt" : "response"
    const at = asked.sentAt + tookMs
    const answer = Object.assign(new MessageRow(), asked, {
      row: this.rows.length,
      sender: asked.receiver,
      receiver: asked.sender,
      kind,
      cause: request,
      status,
      sentAt: at,
      deliveredAt: at,
      requestSentAt: asked.sentAt,
      ...row,
    })
    return this.rows.push(answer) - 1
  }

  #callOf({ sender, receiver, operation, subject, call }: MessageRow): number {
    const name = [sender, receiver, operation, subject, call].join(" ")
    const id = this.#calls.get(name) ?? this.#calls.size
    this.#calls.set(name, id)
    return id
  }
}
