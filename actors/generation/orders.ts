/** Who buys what, and how it is paid for: plain orders of both channels, and what makes an order another one than the plain. */
import type { Add } from "../../sim/harness/generation.ts"
import { buyerNamed, defaultAddress } from "../../sim/scenario/parse-workload.ts"
import type { Kit, ScenarioOrder } from "../../sim/scenario/scenario.ts"
import { atOf, changed, untouched, withAct } from "./drafts.ts"

const buyers = ["Mila Novák", "Jón Þórsson", "Sofia Öztürk", "Liam O’Brien"] as const
const prices = [1, 1_999, 4_550, 9_999, 25_000] as const
const services = ["standard", "standard", "second", "first", "sameDay"] as const

export const order =
  (channel: "storefront" | "marketplace"): Add =>
  (draft, shape, draws) => {
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

const cards: readonly [readonly string[], ...(readonly string[])[]] = [
  ["card-declined-insufficient-funds", "card"],
  ["card-declined-lost"],
  ["card-step-up"],
  ["card-step-up-failed", "card"],
  ["card-step-up-abandoned"],
  ["card-capture-declined"],
]

const dayMs = 86_400_000
/** When the buyer of a parcel that could not be paid for is asked on the telephone: after days, and after a long wait for stock. */
const callsMs = [5 * dayMs, 30 * dayMs, 60 * dayMs] as const

/** An order of what is not there leaves in parts, and each part has to be paid for. */
const shipmentsMax = 4

/** A card that is refused, that asks who is there, or that has nothing left when the parcel is packed; then another one is named. */
export const oddCard: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws, "storefront")
  if (of === undefined) return null
  const calls = callsMs.flatMap((ms) =>
    Array.from({ length: shipmentsMax }, (_, index) => ({ ms, shipment: `${of.id}/shipment-${index + 1}` })),
  )
  return calls.reduce(
    (planned, { ms, shipment }) =>
      withAct(planned, atOf(of) + ms, {
        to: "oms",
        operation: "shipments.payAgain",
        subject: shipment,
        with: { shipment, method: "card" },
      }),
    changed(draft, of, { payment: draws.one(cards) }),
  )
}

/** A gift card that holds some of the total or more than that, and mostly a card for what it does not. */
export const giftCard: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws, "storefront")
  if (of === undefined || of.payment !== undefined || of.total < 2) return null
  const name = `GIFT-${of.id}`
  const amountMinor = draws.one([1, Math.ceil(of.total / 3), of.total, of.total + 500])
  const payment = [`gift-card:${name}`, ...(draws.chance(80) ? ["card"] : [])]
  return withAct(changed(draft, of, { payment }), Math.max(0, atOf(of) - 1), {
    to: "payment",
    operation: "giftCards.sell",
    subject: name,
    with: { giftCard: name, currency: "EUR", amountMinor },
  })
}

const kits: readonly [Kit, ...Kit[]] = [
  {
    sku: "SET",
    components: [
      { sku: "MUG", quantity: 2 },
      { sku: "LAMP", quantity: 1 },
    ],
  },
  { sku: "SIXPACK", components: [{ sku: "MUG", quantity: 6 }] },
]

/** What is sold as one is packed as several; of a new article nobody may have said yet what is in it. */
export const kitted: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws)
  const [line, ...rest] = of?.lines ?? []
  if (of === undefined || line === undefined) return null
  const kit = draws.one(kits)
  const sold = changed(draft, of, { lines: [{ ...line, sku: kit.sku, name: kit.sku }, ...rest] })
  if (draft.products.some(({ sku }) => sku === kit.sku)) return sold
  if (draws.chance(80)) return { ...sold, products: [...draft.products, kit] }
  const unknown = { ...sold, products: [...draft.products, { sku: kit.sku, components: [] }] }
  if (draws.chance(30)) return unknown
  const batch = `${kit.sku}-told`
  return withAct(unknown, atOf(of) + draws.one([1_000, 3_600_000, 172_800_000]), {
    to: "oms",
    operation: "products.map",
    subject: batch,
    with: { batch, products: [{ sku: kit.sku, components: kit.components.map((component) => ({ ...component })) }] },
  })
}

/** An address that somebody has to look at. */
export const oddAddress: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws)
  const odd = draws.chance(50) ? { postalCode: null } : { line1: "Lindenweg" }
  return of === undefined ? null : changed(draft, of, { address: { ...of.address, ...odd } })
}
