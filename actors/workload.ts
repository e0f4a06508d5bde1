/** What people do with an order book: the clerk loads the catalogue, buyers buy, and some of them withdraw. */
import type { PlannedAct, WorkloadSettings } from "../sim/ecosystem.ts"
import type { BookOrder, OrderBook } from "../sim/scenario/order-book.ts"
import { chance, draw } from "../sim/world/hash.ts"
import type { Kit } from "../sim/scenario/scenario.ts"
import * as buyer from "./buyer/contract.ts"
import { declareRounding, loadItems } from "./erp/contract.ts"
import { mentionedIn } from "./mentioned.ts"
import { mapProducts } from "./oms/contract.ts"
import type { Checkout } from "./storefront/contract.ts"

/** Standard cost as a share of the lowest price at which the book sells an item, in millionths. */
const costPpm = 600_000
const batchSize = 500

export const workload = (book: OrderBook, settings: WorkloadSettings): readonly PlannedAct[] => {
  const acts: PlannedAct[] = []
  const [erp] = settings.instances("erp")
  const { products = [], acts: others = [] } = settings
  const items = itemsOf(book, products, mentionedIn(others))
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
  if (products.length > 0)
    for (const oms of settings.instances("oms"))
      acts.push(act(settings.startAt, oms, mapProducts, { batch: "products-1", products }))
  const [people] = settings.instances("buyer")
  if (people === undefined) return acts
  for (const order of book.orders) {
    const kits = products.filter(
      ({ sku, components }) => components.length > 0 && order.lines.some((line) => line.sku === sku),
    )
    acts.push(
      act(order.at, people, buyer.makePurchase, {
        channel: channelOf(order, settings),
        checkout: checkoutOf(order, book.currency),
        ...(kits.length === 0 ? {} : { kits }),
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

/** What an article costs in minor units of which nobody has said a price. */
const unsaid = 1_000

/** Prices are a list that exists before anybody buys; demand is never looked at. What is only mentioned has a price too. */
const itemsOf = (
  book: OrderBook,
  kits: readonly Kit[],
  mentioned: readonly string[],
): { sku: string; name: string; costMinor: number }[] => {
  const lowest = new Map<string, number>()
  const offer = (sku: string, price: number) => lowest.set(sku, Math.min(lowest.get(sku) ?? price, price))
  for (const order of book.orders) {
    for (const { sku, amount, quantity } of order.lines) {
      const price = Math.floor(amount / quantity)
      const kit = kits.find((candidate) => candidate.sku === sku)
      // Nobody buys or stocks a kit: its price is that of the units in it.
      const units = kit?.components.reduce((sum, component) => sum + component.quantity, 0) ?? 0
      if (kit === undefined) offer(sku, price)
      for (const component of kit?.components ?? []) offer(component.sku, Math.floor(price / units))
    }
  }
  for (const sku of mentioned) if (!kits.some((kit) => kit.sku === sku) && !lowest.has(sku)) offer(sku, unsaid)
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
