/**
 * The faults of instances by name: for a while, a spell, an instance is not what it should be; then it is well again.
 */
import type { Instance } from "../instance.ts"
import type { Item, World } from "../world.ts"
import { clockAhead, clockBehind } from "./clock.ts"
import { crash } from "./crash.ts"
import { outage } from "./outage.ts"
import { pause } from "./pause.ts"
import { replay } from "./replay.ts"
import { restore } from "./restore.ts"
import { revokeTokens } from "./revoke-tokens.ts"
import { staleRead } from "./stale-read.ts"

/** What becomes of something that an instance is to take in or to do. */
export type Fate = "goes on" | "waits" | "is lost"

export interface InstanceFault {
  readonly name: string
  readonly says: string
  /** Keys of the scenario file that it needs besides `on`. */
  readonly needs: readonly string[]
  /** Whether nobody reaches it meanwhile: that counts against its availability. */
  readonly isAway: boolean
  meanwhile?(item: Item): Fate
  /** What has to be done before it begins, by as long as the scenario says. */
  prepares?(world: World, instance: Instance, spell: Spell): void
  /** Answers how many things it has hit. */
  begins?(world: World, instance: Instance, spell: Spell): number
  ends?(world: World, instance: Instance): void
  /** By how much the instance's own clock is ahead, in ms. */
  skewMs?(spell: Spell): number
}

/** One instance under a fault. */
export interface Spell {
  readonly fault: InstanceFault
  /** Which of the scenario's faults of instances it comes from. */
  readonly number: number
  readonly instance: string
  readonly from: number
  readonly until: number
  readonly byMs: number
}

export const instanceFaults: readonly InstanceFault[] = [
  outage,
  pause,
  crash,
  staleRead,
  revokeTokens,
  replay,
  restore,
  clockAhead,
  clockBehind,
]
