/**
 * One message on its way: what it says, whom it concerns, and its identity from wire-visible fields alone.
 */
import { mix } from "../world/hash.ts"
import type { Instance } from "../world/instance.ts"
import type { Operation, Webhook } from "../partner/contract.ts"
import type { Handling } from "./fault.ts"
import type { Link } from "./link.ts"

export type MessageKind = "act" | "request" | "response" | "webhook" | "receipt" | "handover"

/** What a message is about and who sends it: the same for a request and its answer. */
export interface Exchange {
  /** Null for people's acts and for outside requests. */
  readonly link: Link | null
  readonly sender: Instance | null
  readonly receiver: Instance | null
  readonly operation: Operation<never> | Webhook<never>
  readonly subject: string
  readonly subjectHash: number
  readonly call: number
  readonly attempt: number
  /** Idempotency key of a request, event id of a webhook delivery. */
  readonly key: string
  /** The sender's access token; empty where the agreement asks for none. */
  readonly token: string
  /** Of a webhook delivery: the event's ordinal in its publisher's log; -1 otherwise. */
  readonly event: number
  /** The client half's call that waits for an answer to this; -1 when nobody does. */
  readonly waits: number
  /** Of outside traffic: the number of the exchange that waits for the answer; -1 otherwise. */
  readonly outside: number
}

export class Wire {
  readonly kind: MessageKind
  readonly exchange: Exchange
  readonly copy: number
  readonly status: number
  readonly body: unknown
  readonly cause: number
  /** Of an answer: the request it belongs to. */
  readonly request: Wire | null
  /** Row in the journal; set when it is sent. */
  row = -1
  sentAt = -1
  /** Set by a fault: what its receiver does with it instead of working it off. */
  handling: Handling | null = null

  constructor(
    kind: MessageKind,
    exchange: Exchange,
    copy: number,
    status: number,
    body: unknown,
    cause: number,
    request: Wire | null,
  ) {
    this.kind = kind
    this.exchange = exchange
    this.copy = copy
    this.status = status
    this.body = body
    this.cause = cause
    this.request = request
  }

  /** What the world does with it when its instant has come. */
  get do(): "deliver" {
    return "deliver"
  }

  get daemon(): boolean {
    return false
  }

  get isAnswer(): boolean {
    return this.kind === "response" || this.kind === "receipt"
  }

  get receiver(): Instance | null {
    return this.exchange.receiver
  }

  get operation(): Operation<never> | Webhook<never> {
    return this.exchange.operation
  }

  /** A business event as its publisher would send it; for those who ask what would become of it. */
  static ofEvent(link: Link, operation: Webhook<never>, subject: string): Wire {
    const { from: sender, to: receiver } = link
    const nobody = { key: "", token: "", event: -1, waits: -1, outside: -1 }
    const numbers = { call: 1, attempt: 1, subject, subjectHash: 0 }
    return new Wire("webhook", { link, sender, receiver, operation, ...numbers, ...nobody }, 0, 0, null, -1, null)
  }

  /** The answer to this request or delivery. */
  answered(status: number, body: unknown): Wire {
    return new Wire(
      this.kind === "webhook" ? "receipt" : "response",
      this.exchange,
      this.copy,
      status,
      body,
      this.row,
      this,
    )
  }

  /** The same message with something else in it. */
  saying(body: unknown): Wire {
    const wire = new Wire(this.kind, this.exchange, this.copy, this.status, body, this.cause, this.request)
    wire.sentAt = this.sentAt
    return wire
  }

  /** The same message once more, as a network makes it. */
  copied(copy: number): Wire {
    return new Wire(this.kind, this.exchange, copy, this.status, this.body, this.cause, this.request)
  }
}

/** Hash of `sender>receiver operation subject #call.attempt copyN`. */
export const identityHash = ({ exchange, copy }: Wire, operationHash: number): number =>
  mix(
    mix(mix(exchange.link?.hash ?? 0, operationHash), exchange.subjectHash),
    exchange.call * 4096 + exchange.attempt * 16 + copy,
  )

/** The identity as people write it. */
export const identityOf = ({ exchange }: Wire): string =>
  `${exchange.sender?.name ?? "outside"} > ${exchange.receiver?.name ?? "outside"} ${exchange.operation.name} ${exchange.subject} #${exchange.call}.${exchange.attempt}`
