/** What a world is built from: instances, links and faults, with every default filled in. */
import type { LinkBehaviour } from "../network/link.ts"
import type { NetworkFault } from "../network/fault.ts"
import type { Again } from "../network/again.ts"
import type { ContractSampling } from "../partner/contract-sample.ts"
import type { Room } from "../partner/room.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import type { Spell } from "./faults/faults.ts"

export interface WorldPlan {
  readonly seed: number
  readonly startAt: number
  readonly instances: readonly PlannedInstance[]
  readonly links: readonly (LinkBehaviour & { readonly from: string; readonly to: string })[]
  readonly faults: readonly NetworkFault[]
  /** Which messages are held against their contracts; all of them when absent. */
  readonly contracts?: ContractSampling
  /** After how long objects are packed away; only memory depends on it. */
  readonly retireAfterMs?: number
  /** What is wrong with which instance, and when; nothing when absent. */
  readonly spells?: readonly Spell[]
  /** How this run differs from the one that it is compared with; absent for a first run. */
  readonly again?: Again
}

/** After so long, in ms, without a touch or a timer objects are packed away (60 days: returns and most disputes are over). */
export const retireAfterMsDefault = 60 * 86_400_000

/**
 * A world that still has something to do so long, in ms, after the last thing that people did will never come to rest: two years,
 * longer than any window for returns, disputes and payouts together.
 */
export const restWithinMs = 2 * 365 * 86_400_000

/** The same for one that sends more messages than this for each thing that people do; an order takes about a hundred. */
export const restWithinMessages = 20_000

export interface PlannedInstance {
  readonly name: string
  readonly kind: string
  /** Null for a seat that a real system takes. */
  readonly room: Room | null
  readonly policies: Readonly<Record<string, PolicyValue>>
}
