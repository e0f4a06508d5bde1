/**
 * An instance: one partner system that a world names, with the durable state of its client half and its server half.
 */
import type { Link } from "../network/link.ts"
import type { Room } from "../partner/room.ts"
import type { Answered } from "../partner/room.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"

/** A business event as its publisher keeps it: what webhooks carry and polls list. */
export interface Published {
  readonly ordinal: number
  readonly id: string
  readonly topic: string
  readonly subject: string
  readonly at: number
  readonly body: unknown
}

/** What the server half remembers of a request's idempotency key. */
export interface Remembered {
  readonly fingerprint: unknown
  readonly until: number
  /** Null while the request is still being worked on. */
  answer: Answered | null
}

export interface Instance {
  readonly index: number
  readonly name: string
  readonly kind: string
  /** Null for a seat: a real system sits here. */
  readonly room: Room | null
  readonly policies: Readonly<Record<string, PolicyValue>>
  /** Links by receiver. */
  readonly links: Map<string, Link>
  readonly remembered: Map<string, Remembered>
  /** Event ids that were taken in, with the instant until which they are known. */
  readonly inbox: Map<string, number>
  readonly published: Published[]
  /** Publications so far by topic and subject, for event ids. */
  readonly publications: Map<string, number>
  /** Arrival instants of the current second by sender, for the rate limit. */
  readonly arrivals: Map<string, { second: number; count: number }>
  /** Planned unavailability, ascending. */
  readonly outages: { readonly from: number; readonly until: number }[]
}

export const isDown = (instance: Instance, at: number): boolean =>
  instance.outages.some((outage) => outage.from <= at && at < outage.until)
