/**
 * What an ecosystem says about generated scenarios: which business operations people can do, each a function from what has been
 * planned so far to a little more.
 */
import type { ScenarioAct, ScenarioOrder } from "../scenario/scenario.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import type { Draws } from "./draws.ts"

/** Orders and acts of a scenario in the making. */
export interface Draft {
  readonly orders: readonly ScenarioOrder[]
  readonly acts: readonly ScenarioAct[]
}

/** How narrow the workload is: races need few SKUs and little time, other bugs need room. */
export interface Shape {
  readonly skus: readonly [string, ...string[]]
  /** Within which everything is ordered, in ms after the start of business. */
  readonly spanMs: number
}

export interface BusinessOperation {
  readonly says: string
  /** Null when it makes no sense yet: nothing can be cancelled before something was ordered. */
  readonly add: (draft: Draft, shape: Shape, draws: Draws) => Draft | null
}

export interface Generation {
  readonly currency: string
  readonly skus: readonly [string, ...string[]]
  /** Reads and webhooks that carry a file: only of those half may be missing without anybody having asked for something else. */
  readonly files: readonly string[]
  readonly operations: Readonly<Record<string, BusinessOperation>>
  /** Policies by partner kind that are worth varying, with the values to choose from. */
  readonly policies: Readonly<Record<string, Readonly<Record<string, readonly PolicyValue[]>>>>
}
