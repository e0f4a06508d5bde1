/**
 * What an ecosystem says about generated scenarios: which business operations people can do, each a function from what has been
 * planned so far to a little more.
 */
import type { LinkBehaviour } from "../network/link.ts"
import type { Kit, ScenarioAct, ScenarioOrder } from "../scenario/scenario.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import type { Draws } from "./draws.ts"

/** A scenario in the making. */
export interface Draft {
  readonly orders: readonly ScenarioOrder[]
  /** What some articles consist of. */
  readonly products: readonly Kit[]
  readonly acts: readonly ScenarioAct[]
  /** Links that behave otherwise than usual in some way. */
  readonly links: readonly { readonly from: string; readonly to: string; readonly behaviour: Partial<LinkBehaviour> }[]
  /** Policies that what is planned asks for, by partner kind. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, PolicyValue>>>>
  /** When business begins; null for the usual day. */
  readonly startMs: number | null
}

/** How narrow the workload is: races need few SKUs and little time, other bugs need room. */
export interface Shape {
  readonly skus: readonly [string, ...string[]]
  /** Within which everything is ordered, in ms after the start of business. */
  readonly spanMs: number
}

/** Null when it makes no sense yet: nothing can be cancelled before something was ordered. */
export type Add = (draft: Draft, shape: Shape, draws: Draws) => Draft | null

export interface BusinessOperation {
  readonly says: string
  readonly add: Add
  /** Most scenarios have nothing of it, so that those that have show what it does. */
  readonly isDeviation?: true
}

export interface Generation {
  readonly currency: string
  readonly skus: readonly [string, ...string[]]
  /** Reads and webhooks that carry a file: only of those half may be missing without anybody having asked for something else. */
  readonly files: readonly string[]
  readonly operations: Readonly<Record<string, BusinessOperation>>
  /** By what people put right what has gone wrong. Without it a scenario fails for want of somebody, not of a bug. */
  readonly remedies: readonly string[]
  /** Policies by partner kind that are worth varying, with the values to choose from. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, readonly PolicyValue[]>>>>
}
