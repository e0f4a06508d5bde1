/** What generated scenarios can be made of: business operations of this ecosystem, and policies that are worth varying. */
import type { Draft, Generation, Shape } from "../sim/harness/generation.ts"
import type { Draws } from "../sim/harness/draws.ts"
import { buyerNamed, defaultAddress } from "../sim/scenario/parse-workload.ts"
import type { ScenarioAct, ScenarioOrder } from "../sim/scenario/scenario.ts"

const buyers = ["Mila Novák", "Jón Þórsson", "Sofia Öztürk", "Liam O’Brien"] as const
const prices = [1, 1_999, 4_550, 9_999, 25_000] as const
const services = ["standard", "standard", "second", "first", "sameDay"] as const

const order =
  (channel: "storefront" | "marketplace") =>
  (draft: Draft, shape: Shape, draws: Draws): Draft => {
    const id = `A-${draft.orders.length + 1}`
    const lines = Array.from({ length: draws.one([1, 1, 2, 3]) }, () => {
      const sku = draws.one(shape.skus)
      const quantity = draws.one([1, 1, 2, 5, 12])
      const price = draws.one(prices)
      const tax = draws.chance(50) ? Math.floor((price * quantity * 19) / 100) : 0
      return { sku, name: sku, quantity, amount: price * quantity, discount: 0, tax }
    })
    const charges = draws.chance(30) ? [{ code: "POSTAGE", name: "Postage", amount: 490, tax: 0 }] : []
    const made: ScenarioOrder = {
      id,
      at: { relativeMs: draws.whole(0, shape.spanMs) },
      channel,
      buyer: buyerNamed(draws.one(buyers), id),
      address: defaultAddress,
      service: draws.one(services),
      lines,
      charges,
      total: [...lines, ...charges].reduce((sum, { amount, tax }) => sum + amount + tax, 0),
    }
    return { ...draft, orders: [...draft.orders, made] }
  }

/** From a moment after the order to days after it has come. */
const patienceMs = [1_000, 600_000, 7_200_000, 36_000_000, 172_800_000, 864_000_000, 1_728_000_000] as const

const withdrawal = (draft: Draft, _shape: Shape, draws: Draws): Draft | null => {
  const of = draws.oneOf(draft.orders)
  if (of === undefined || !("relativeMs" in of.at)) return null
  const id = `${of.id}-w${draft.acts.length + 1}`
  const whole = draws.chance(50)
  const lines = (whole ? of.lines : of.lines.slice(0, 1)).map(({ sku, quantity }) => ({
    sku,
    quantity: whole ? quantity : draws.whole(1, quantity),
  }))
  const act: ScenarioAct = {
    at: { relativeMs: of.at.relativeMs + draws.one(patienceMs) },
    to: "buyer",
    operation: "purchases.withdraw",
    subject: id,
    with: { order: of.id, withdrawal: id, lines, whole },
  }
  return { ...draft, acts: [...draft.acts, act] }
}

export const generation: Generation = {
  currency: "EUR",
  skus: ["MUG", "LAMP", "CHAIR", "SHELF"],
  files: ["settlements.get", "balanceTransactions.list", "stock.snapshot"],
  operations: {
    storefrontOrder: { says: "Somebody buys at the shop.", add: order("storefront") },
    marketplaceOrder: { says: "Somebody buys at the marketplace.", add: order("marketplace") },
    withdrawal: { says: "Somebody no longer wants something: it is cancelled or sent back.", add: withdrawal },
  },
  policies: {
    oms: { reviewAbove: [0, 5_000], safetyStock: [1], channelBuffer: [1, 2], gatherTime: [0, 3_600_000] },
    erp: { assortmentUnits: [1, 2], supplierLeadTime: [86_400_000] },
  },
}
