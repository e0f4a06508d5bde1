/**
 * One message on its way: what it says, whom it concerns, and its identity from wire-visible fields alone.
 */
import { mix } from "../world/hash.ts"
import type { Instance } from "../world/instance.ts"
import type { Operation, Webhook } from "../partner/contract.ts"
import type { Link } from "./link.ts"

export type MessageKind = "act" | "request" | "response" | "webhook" | "receipt" | "handover"

export interface Wire {
  readonly kind: MessageKind
  /** Row in the journal; set when it is sent. */
  row: number
  /** Null for people's acts and for outside requests. */
  readonly link: Link | null
  readonly sender: Instance | null
  readonly receiver: Instance | null
  readonly operation: Operation<never> | Webhook<never>
  readonly subject: string
  readonly call: number
  readonly attempt: number
  readonly copy: number
  readonly status: number
  readonly body: unknown
  /** Idempotency key of a request, event id of a webhook delivery. */
  readonly key: string
  readonly cause: number
  /** Of an answer: the request it belongs to. */
  readonly request: Wire | null
  /** The client half's call that waits for an answer to this; -1 when nobody does. */
  readonly waits: number
  /** Of outside traffic: the exchange that waits for the answer. */
  readonly exchange: number
}

/** Hash of `sender>receiver operation subject #call.attempt copyN`. */
export const identityHash = (wire: Wire, operationHash: number, subjectHash: number): number =>
  mix(mix(mix(wire.link?.hash ?? 0, operationHash), subjectHash), wire.call * 4096 + wire.attempt * 16 + wire.copy)

/** The identity as people write it. */
export const identityOf = (wire: Wire): string =>
  `${wire.sender?.name ?? "outside"} > ${wire.receiver?.name ?? "outside"} ${wire.operation.name} ${wire.subject} #${wire.call}.${wire.attempt}`
