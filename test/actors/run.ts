/** Runs a scenario text or a bundled order book through an ecosystem, for tests. */
import { ecosystem } from "../../actors/ecosystem.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import { brokenIn } from "../../sim/report/broken-in.ts"
import { runScenario, type Run, type RunInput } from "../../sim/run/run-scenario.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import type { OrderBook } from "../../sim/scenario/order-book.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { renderProblems } from "../../sim/scenario/problems.ts"

export const twoOrders = `
scenario: two orders
world: { seed: 7 }
workload:
  currency: EUR
  orders:
    - { id: A-1, at: +2 h, channel: storefront, buyer: ines, lines: [{ sku: MUG, quantity: 2, price: 12.50 }, { sku: TEA, quantity: 15, price: 6.90 }], charges: [{ code: SHIP, name: Shipping, amount: 4.90 }] }
    - { id: M-1, at: +3 h, channel: marketplace, buyer: tom, lines: [{ sku: MUG, quantity: 1, price: 13.90 }] }
`

export const orderBook = (limit: number | null = null): string =>
  `scenario: order book\nworld: { seed: 1 }\nworkload: { orders: superstore, marketplaceShare: 20 %${limit === null ? "" : `, limit: ${limit}`} }\n`

export const run = (
  text: string,
  book: OrderBook | null = null,
  world: Ecosystem = ecosystem,
  more: Pick<RunInput, "watchers" | "journal"> = {},
): Run => {
  const { scenario, problems } = parseScenario(text, vocabularyOf(world))
  if (scenario === null) throw new Error(renderProblems("test", problems))
  return runScenario({ ecosystem: world, scenario, file: null, book, ...more, wallMs: () => 0 })
}

export const withFault = (text: string, fault: string, on: string): string =>
  `${text}faults:\n  - { fault: ${fault}, on: "${on}" }\n`

/** Ids of the invariants that broke. */
export const broken = ({ result }: Run): readonly string[] => brokenIn(result.invariants)
