/**
 * The faults of the network by name. Each is a pure function of the message that it acts on.
 */
import type { Verdict } from "../fault.ts"
import type { Wire } from "../wire.ts"
import { crashBeforeCommit } from "./crash-before-commit.ts"
import { delay } from "./delay.ts"
import { drop } from "./drop.ts"
import { duplicate } from "./duplicate.ts"
import { loseResponse } from "./lose-response.ts"
import { newerVersion } from "./newer-version.ts"
import { oneWayPartition } from "./one-way-partition.ts"
import { pageShift } from "./page-shift.ts"
import { partition } from "./partition.ts"
import { poison } from "./poison.ts"
import { rateLimit } from "./rate-limit.ts"
import { reorder } from "./reorder.ts"
import { revokedCredential } from "./revoked-credential.ts"
import { slow } from "./slow.ts"
import { truncate } from "./truncate.ts"
import { wrongEntry } from "./wrong-entry.ts"

/** What the scenario says besides the target: `by`, and what else the kind needs. */
export interface FaultSettings extends Readonly<Record<string, string | number | boolean>> {
  readonly byMs: number
  /** Until when it acts; Infinity without an end. */
  readonly untilMs: number
}

export interface FaultKind {
  readonly name: string
  readonly says: string
  /** Keys of the scenario file that it needs besides `on`. */
  readonly needs: readonly string[]
  /** What it is aimed at: single messages, what goes between two instances, or all that an instance sends and gets. */
  readonly on: "messages" | "link" | "instance"
  /** Whether it acts on messages, on the answers to them, on either as its target says, or on both. */
  readonly leg: "message" | "answer" | "either" | "both"
  /** Of what goes between two instances: from the first to the second, or both ways. */
  readonly bothWays?: boolean
  /** How many messages it has to meet before it has acted at all; one when absent. */
  readonly least?: number
  /** Null where there is nothing in the message that it could do something to. */
  verdict(wire: Wire, settings: FaultSettings): Verdict | null
}

export const networkFaults: readonly FaultKind[] = [
  drop,
  duplicate,
  delay,
  reorder,
  loseResponse,
  crashBeforeCommit,
  rateLimit,
  newerVersion,
  wrongEntry,
  truncate,
  pageShift,
  poison,
  partition,
  oneWayPartition,
  revokedCredential,
  slow,
]
