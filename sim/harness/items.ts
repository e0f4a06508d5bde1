/** What a scenario consists of, counted: the measure of how small it is. */
import type { Scenario, ScenarioOrder } from "../scenario/scenario.ts"

export const ordersOf = ({ workload }: Scenario): readonly ScenarioOrder[] =>
  workload.orders.type === "inline" ? workload.orders.orders : []

/** Orders, acts and faults. */
export const itemsOf = (scenario: Scenario): number =>
  ordersOf(scenario).length + scenario.workload.acts.length + scenario.faults.length

export const withOrders = (scenario: Scenario, orders: readonly ScenarioOrder[]): Scenario => ({
  ...scenario,
  workload: { ...scenario.workload, orders: { type: "inline", orders } },
})
