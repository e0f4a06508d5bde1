/**
 * The faults of the network by name. Each is a pure function of the message that it acts on.
 */
import type { Verdict } from "../fault.ts"
import type { Wire } from "../wire.ts"
import { delay } from "./delay.ts"
import { drop } from "./drop.ts"
import { duplicate } from "./duplicate.ts"
import { loseResponse } from "./lose-response.ts"
import { newerVersion } from "./newer-version.ts"

/** What the scenario says besides the target: `by`, and what else the kind needs. */
export interface FaultSettings extends Readonly<Record<string, string | number | boolean>> {
  readonly byMs: number
}

export interface FaultKind {
  readonly name: string
  readonly says: string
  /** Keys of the scenario file that it needs besides `on`. */
  readonly needs: readonly string[]
  /** Whether it acts on the message itself or on the answer to it. */
  readonly leg: "message" | "answer"
  verdict(wire: Wire, settings: FaultSettings): Verdict
}

export const networkFaults: readonly FaultKind[] = [drop, duplicate, delay, loseResponse, newerVersion]
