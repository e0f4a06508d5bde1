/**
 * A scenario in its normal form: every default filled in, durations in ms, names checked. It is all that a run depends on.
 *
 * Lists that have no order of their own are sorted by plain comparison, so that two files that mean the same are equal here.
 */
import type { LinkBehaviour } from "../network/link.ts"
import type { Expectation } from "./expectations.ts"
import type { MessagePattern } from "./identity.ts"
import type { Instant } from "./instants.ts"
import type { BookOrder } from "./order-book.ts"
import type { Json } from "./tree-reader.ts"
import type { LinkStyle, PolicyValue } from "./vocabulary.ts"

export interface Scenario {
  readonly name: string
  /** One sentence on what it shows; empty when the file says nothing. */
  readonly purpose: string
  readonly world: ScenarioWorld
  readonly workload: Workload
  readonly faults: readonly ScenarioFault[]
  readonly expect: readonly Expectation[]
}

export interface ScenarioWorld {
  readonly seed: number
  /** Null: midnight before the first order of the book (`startBefore`). */
  readonly startMs: number | null
  /** By name. */
  readonly partners: readonly ScenarioPartner[]
  /** By sender, then receiver. */
  readonly links: readonly ScenarioLink[]
}

export interface ScenarioPartner {
  readonly name: string
  readonly kind: string
  /** Every policy of the kind. */
  readonly policies: Readonly<Record<string, PolicyValue>>
}

export interface ScenarioLink extends LinkBehaviour {
  readonly from: string
  readonly to: string
  readonly style: LinkStyle
}

export interface Workload {
  readonly orders: ScenarioOrders
  /** Of the inline orders; null when the book decides. */
  readonly currency: string | null
  /** Only the first so many orders of the book; null for all. */
  readonly limit: number | null
  /** Share of the orders without a channel that came from a marketplace, in millionths. */
  readonly marketplaceSharePpm: number
  /** In the order of the file. */
  readonly products: readonly Kit[]
  readonly acts: readonly ScenarioAct[]
}

export type ScenarioOrders =
  /** A book that comes with the program, or a file (relative to the scenario's); the hash, if any, must be its own. */
  | { readonly type: "named"; readonly book: string; readonly hash: string | null }
  | { readonly type: "file"; readonly path: string; readonly hash: string | null }
  /** By instant, then id. */
  | { readonly type: "inline"; readonly orders: readonly ScenarioOrder[] }

/** An article that warehouses do not stock as such: what is packed for one of it. Empty when nobody has said. */
export interface Kit {
  readonly sku: string
  readonly components: readonly { readonly sku: string; readonly quantity: number }[]
}

/** An order as in a book, but its instant may count from the world's start. */
export type ScenarioOrder = Omit<BookOrder, "at"> & { readonly at: Instant }

/** Something that a person does, or that a system outside the world sends. */
export interface ScenarioAct {
  readonly at: Instant
  readonly to: string
  readonly operation: string
  readonly subject: string
  readonly with: { readonly [key: string]: Json }
}

/** What can be left out of a scenario by itself. */
export type Item = ScenarioOrder | ScenarioAct | ScenarioFault

export interface ScenarioFault {
  readonly fault: string
  readonly on: FaultTarget
  /** When it begins and ends to act; null without a bound. */
  readonly at: Instant | null
  readonly until: Instant | null
  /** How long, for faults that delay; null for the others. */
  readonly byMs: number | null
  /** What else its kind needs. */
  readonly settings: Readonly<Record<string, string | number | boolean>>
}

export type FaultTarget =
  | { readonly type: "messages"; readonly of: MessagePattern }
  /** `*` stands for any run of characters. */
  | { readonly type: "instance"; readonly instance: string }

/** Orders books that come with the program. */
export const namedBooks: readonly string[] = ["superstore"]

/** Where a world starts that says nothing and whose instants are all relative: a Monday. 2024-03-04T08:00:00Z. */
export const defaultStartMs = 1_709_539_200_000

/** Midnight UTC before an instant: where a world starts that says nothing itself. */
export const startBefore = (firstMs: number): number => Math.floor(firstMs / 86_400_000) * 86_400_000
