/**
 * An ecosystem: the rooms that a world is made of, and what is true, worth knowing and usual across them.
 *
 * Everything in `sim/` is parameterised by this value and knows no partner.
 */
import type { Figures } from "./consistency/figures.ts"
import type { Invariant } from "./consistency/invariant.ts"
import type { Sometimes } from "./consistency/sometimes.ts"
import type { Operation } from "./partner/contract.ts"
import type { Room } from "./partner/room.ts"
import type { OrderBook } from "./scenario/order-book.ts"
import type { Kit, ScenarioAct } from "./scenario/scenario.ts"
import type { PolicyValue, Vocabulary } from "./scenario/vocabulary.ts"

/** Something that a person does at an instant. */
export interface PlannedAct {
  readonly at: number
  readonly to: string
  readonly operation: Operation<never>
  readonly body: unknown
}

export interface WorkloadSettings {
  readonly seed: number
  readonly startAt: number
  readonly marketplaceSharePpm: number
  /** Articles of which the scenario says what they consist of. */
  readonly products?: readonly Kit[]
  /** What people do besides, as the scenario says it: articles that it mentions exist. */
  readonly acts?: readonly Pick<ScenarioAct, "with">[]
  /** Instances by kind, sorted by name. */
  readonly instances: (kind: string) => readonly string[]
}

export interface Ecosystem {
  readonly rooms: Readonly<Record<string, Room>>
  readonly defaultWorld: Vocabulary["defaultWorld"]
  readonly invariants: readonly Invariant[]
  readonly figures: readonly Figures[]
  /** How long before the first order of a book the world begins, in ms: shelves are filled by ordinary purchase orders. */
  readonly openingMs: number
  /** What must happen sometimes in a campaign, so that it says something. */
  readonly sometimes?: readonly Sometimes[]
  /** Policies by partner kind under which there is stock for everybody, so that it does not matter who comes first. */
  readonly plenty?: Readonly<Record<string, Readonly<Record<string, PolicyValue>>>>
  /** What people do with an order book. */
  workload(book: OrderBook, settings: WorkloadSettings): readonly PlannedAct[]
}
