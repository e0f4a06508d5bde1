/** What people do with an order book: the clerk loads the catalogue, buyers buy, and some of them withdraw. */
import type { PlannedAct, WorkloadSettings } from "../sim/ecosystem.ts"
import type { BookOrder, OrderBook } from "../sim/scenario/order-book.ts"
import { chance, draw } from "../sim/world/hash.ts"
import * as buyer from "./buyer/contract.ts"
import { declareRounding, loadItems } from "./erp/contract.ts"
import type { Checkout } from "./storefront/contract.ts"

/** Standard cost as a share of the lowest price at which the book sells an item, in millionths. */
const costPpm = 600_000
const batchSize = 500

export const workload = (book: OrderBook, settings: WorkloadSettings): readonly PlannedAct[] => {
  const acts: PlannedAct[] = []
  const [erp] = settings.instances("erp")
  const items = itemsOf(book)
  for (let first = 0; first < items.length; first += batchSize) {
    if (erp === undefined) break
    const body = {
      batch: `items-${first / batchSize + 1}`,
      currency: book.currency,
      items: items.slice(first, first + batchSize),
    }
    acts.push(act(settings.startAt, erp, loadItems, body))
  }
  if (erp !== undefined && book.roundingMicros !== 0) {
    const body = { book: book.hash, currency: book.currency, roundingMicros: book.roundingMicros }
    acts.push(act(settings.startAt, erp, declareRounding, body))
  }
  const [people] = settings.instances("buyer")
  if (people === undefined) return acts
  for (const order of book.orders) {
    acts.push(
      act(order.at, people, buyer.makePurchase, {
        channel: channelOf(order, settings),
        checkout: checkoutOf(order, book.currency),
      }),
    )
  }
  for (const { id, at, order, lines, whole } of book.withdrawals) {
    acts.push(act(at, people, buyer.withdrawPurchase, { order, withdrawal: id, lines, whole }))
  }
  return acts
}

const act = <Request>(
  at: number,
  to: string,
  operation: PlannedAct["operation"] | { request: unknown },
  body: Request,
): PlannedAct => ({
  at,
  to,
  operation: operation as PlannedAct["operation"],
  body,
})

/** Prices are a list that exists before anybody buys; demand is never looked at. */
const itemsOf = (book: OrderBook): { sku: string; name: string; costMinor: number }[] => {
  const lowest = new Map<string, number>()
  for (const order of book.orders) {
    for (const { sku, amount, quantity } of order.lines) {
      const price = Math.floor(amount / quantity)
      lowest.set(sku, Math.min(lowest.get(sku) ?? price, price))
    }
  }
  const names = new Map(book.products.map((product) => [product.sku, product.names[0] ?? product.sku]))
  return [...lowest]
    .map(([sku, price]) => ({
      sku,
      name: names.get(sku) ?? sku,
      costMinor: Math.max(1, Math.floor((price * costPpm) / 1_000_000)),
    }))
    .toSorted((a, b) => (a.sku < b.sku ? -1 : 1))
}

/** The source's channel if it says one; else drawn by the scenario's share, keyed by the order. */
const channelOf = (order: BookOrder, settings: WorkloadSettings): string => {
  const drawn = chance(draw(settings.seed, "channel", order.id), settings.marketplaceSharePpm)
    ? "marketplace"
    : "storefront"
  const instances = settings.instances(order.channel ?? drawn)
  const [fallback = "storefront"] = settings.instances("storefront")
  return instances[draw(settings.seed, "channel instance", order.id) % Math.max(1, instances.length)] ?? fallback
}

const checkoutOf = (order: BookOrder, currency: string): Checkout => ({
  order: order.id,
  currency,
  buyer: order.buyer.id,
  email: order.buyer.email,
  address: order.address,
  service: order.service,
  lines: order.lines.map(({ sku, name, quantity, amount, tax }, index) => ({
    line: `${order.id}/line-${index + 1}`,
    sku,
    name,
    quantity,
    amountMinor: amount,
    taxMinor: tax,
  })),
  charges: order.charges.map(({ code, name, amount, tax }) => ({ code, name, amountMinor: amount, taxMinor: tax })),
  totalMinor: order.total,
  payWith: order.payment ?? ["card"],
})
