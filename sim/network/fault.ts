/**
 * A fault of the network: one named deviation, aimed at messages by what they are, and counted each time it really acts.
 */
import type { Wire } from "./wire.ts"

/** What becomes of one message. */
export interface Verdict {
  readonly lost: boolean
  readonly delayMs: number
  readonly copies: number
  /** What it says instead; absent when it says what was sent. */
  readonly body?: unknown
}

export const delivered: Verdict = { lost: false, delayMs: 0, copies: 0 }

export interface NetworkFault {
  readonly kind: string
  /** The target in the file's words, for the journal. */
  readonly on: string
  matches(wire: Wire, at: number): boolean
  verdict(wire: Wire): Verdict
}
