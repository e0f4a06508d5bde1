/** One call of an operation, or one delivery of a webhook: what is asked of whom, and how far it has come. */
import type { Link } from "../network/link.ts"
import type { MessageKind } from "../network/wire.ts"
import type { Operation, Webhook } from "./contract.ts"
import { tokensCreate } from "./credentials.ts"

export interface CallRequest {
  readonly link: Link
  readonly operation: Operation<never> | Webhook<never>
  readonly body: unknown
  readonly key: string
  /** Of a webhook delivery: the event's ordinal in its publisher's log; -1 otherwise. */
  readonly event: number
  /** Handle of the object that waits for the answer; -1 for none. */
  readonly owner: number
  /** What to do with the answer when no object waits: the poll that asked. */
  readonly poll: number
  readonly cause: number
}

/** A call with its attempts so far; it is never awaited. */
export class Call {
  readonly id: number
  readonly request: CallRequest
  readonly kind: MessageKind
  readonly subject: string
  readonly subjectHash: number
  readonly number: number
  attempt: number
  /** Attempts below this were made before the sender died: nothing that comes of them reaches it. */
  firstAttempt = 1
  /** When it is tried again; -1 while nothing is planned. */
  wakeAt = -1
  /** The last attempt is under way. When it has failed, nothing that comes of it later may bring about another one. */
  isUnderWay = true

  constructor(
    id: number,
    request: CallRequest,
    kind: MessageKind,
    subject: string,
    subjectHash: number,
    number: number,
    attempt: number,
  ) {
    this.id = id
    this.request = request
    this.kind = kind
    this.subject = subject
    this.subjectHash = subjectHash
    this.number = number
    this.attempt = attempt
  }

  copy(): Call {
    const { id, request, kind, subject, subjectHash, number, attempt } = this
    const call = new Call(id, request, kind, subject, subjectHash, number, attempt)
    call.isUnderWay = this.isUnderWay
    call.firstAttempt = this.firstAttempt
    call.wakeAt = this.wakeAt
    return call
  }
}

export const kindOf = (operation: Operation<never> | Webhook<never>): MessageKind => {
  if (operation.type === "webhook") return "webhook"
  return operation.style === "manual" ? "handover" : "request"
}

/** Tokens are for operations: webhooks are signed, and whoever asks for a token has none to show. */
export const needsToken = ({ link, operation }: CallRequest): boolean =>
  link.tokenLifetimeMs > 0 && operation.type === "operation" && operation.name !== tokensCreate
