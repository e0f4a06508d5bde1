/**
 * A fault of the network: one named deviation, aimed at messages by what they are, and counted each time it really acts.
 */
import type { CommonError } from "../partner/contract.ts"
import type { Wire } from "./wire.ts"

/** What becomes of one message. */
export interface Verdict {
  readonly lost: boolean
  readonly delayMs: number
  readonly copies: number
  /** How many times as long as usual it travels; once when absent. */
  readonly latencyTimes?: number
  /** What it says instead; absent when it says what was sent. */
  readonly body?: unknown
  /** What its receiver does with it; absent when that is what it always does. */
  readonly handling?: Handling
}

/** What a receiver does with a message instead of working it off. */
export type Handling =
  /** It is refused in front of the room. */
  | { readonly type: "refused"; readonly error: CommonError; readonly says: string; readonly retryAfterMs?: number }
  /** The receiver dies over it, before anything of it is committed. */
  | { readonly type: "died" }
  /** The receiver fails over it. */
  | { readonly type: "failed" }

export const delivered: Verdict = { lost: false, delayMs: 0, copies: 0 }
export const lost: Verdict = { ...delivered, lost: true }

export interface NetworkFault {
  readonly kind: string
  /** The target in the file's words, for the journal. */
  readonly on: string
  /** How many messages it has to meet before it has acted at all; one when absent. */
  readonly least?: number
  /** When it ends; absent or Infinity for never. */
  readonly untilMs?: number
  matches(wire: Wire, at: number): boolean
  /** Null where there is nothing in the message that it could do something to. */
  verdict(wire: Wire): Verdict | null
}
