/**
 * The reference mix: a synthetic order book of any length, the same for everybody who measures.
 *
 * Each order is a pure function of the seed and its number, so the first n of N orders are those of n, and a million of them need
 * no room: `mixEntries` yields orders and withdrawals one by one in ascending time, `mixBook` collects them into an order book.
 */
import type { BookLine, BookOrder, OrderBook, Product, Withdrawal } from "../sim/scenario/order-book.ts"
import { chance, draw } from "../sim/world/hash.ts"
import { EventQueue, phases } from "../sim/world/queue.ts"
import {
  cancelAfterMs,
  linesShares,
  priceQuantiles,
  quantityShares,
  returnAfterMs,
  serviceShares,
  shares,
  startMs,
  type Shares,
} from "./mix-shares.ts"

export interface MixSettings {
  readonly orders: number
  readonly seed: number
  readonly ordersPerDay: number
}

/** A million orders a year. */
export const ordersPerDay = 2_740

export type MixEntry =
  | { readonly at: number; readonly order: BookOrder; readonly withdrawal: null }
  | { readonly at: number; readonly order: null; readonly withdrawal: Withdrawal }

/** Orders and withdrawals as they happen: ascending by instant, an order before a withdrawal of the same instant. */
export function* mixEntries(settings: MixSettings): Generator<MixEntry, void> {
  const waiting = new EventQueue<Withdrawal>()
  for (let index = 0; index < settings.orders; index++) {
    const order = mixOrder(settings, index)
    while (waiting.nextAt < order.at) yield* due(waiting)
    yield { at: order.at, order, withdrawal: null }
    const withdrawal = withdrawalOf(settings.seed, order)
    if (withdrawal !== null) waiting.push(withdrawal.at, phases.outside, index, withdrawal)
  }
  while (waiting.size > 0) yield* due(waiting)
}

function* due(waiting: EventQueue<Withdrawal>): Generator<MixEntry, void> {
  const withdrawal = waiting.pop()
  if (withdrawal !== undefined) yield { at: withdrawal.at, order: null, withdrawal }
}

/** The same as an order book. */
export const mixBook = (settings: MixSettings): OrderBook => {
  const orders: BookOrder[] = []
  const withdrawals: Withdrawal[] = []
  for (const { order, withdrawal } of mixEntries(settings)) {
    if (order !== null) orders.push(order)
    else withdrawals.push(withdrawal)
  }
  const { seed, ordersPerDay } = settings
  return {
    format: "backlot",
    hash: `mix-${orders.length}-${seed}-${ordersPerDay}`,
    currency: "EUR",
    orders,
    withdrawals,
    skipped: [],
    notes: [],
    roundingMicros: 0,
    products: mixProducts(),
  }
}

/** Everything that the mix can sell. */
export const mixProducts = (): Product[] =>
  Array.from({ length: shares.products }, (_, rank) => ({ sku: skuOf(rank), names: [nameOf(rank)] }))

const skuOf = (rank: number): string => `SKU-${String(rank + 1).padStart(4, "0")}`
const nameOf = (rank: number): string => `Article ${rank + 1}`

const mixOrder = ({ seed, ordersPerDay }: MixSettings, index: number): BookOrder => {
  const id = `B-${String(index + 1).padStart(7, "0")}`
  // One order in each equal part of the day, somewhere in it.
  const partMs = 86_400_000 / ordersPerDay
  const at = startMs + Math.floor((index + unit(seed, "instant", id)) * partMs)
  const lines = linesOf(seed, id)
  const goods = lines.reduce((sum, line) => sum + line.amount, 0)
  const charges =
    goods < shares.freePostageFromMinor ? [{ code: "SHIP", name: "Postage", amount: shares.postageMinor, tax: 0 }] : []
  const person = Math.floor(unit(seed, "buyer", id) * shares.buyers)
  return {
    id,
    at,
    channel: chance(draw(seed, "channel", id), shares.marketplacePpm) ? "marketplace" : "storefront",
    buyer: {
      id: `buyer-${person}`,
      guest: false,
      name: `Buyer ${person}`,
      email: `buyer-${person}@example.com`,
      phone: null,
    },
    address: {
      line1: `${1 + (person % 200)} Main Street`,
      line2: null,
      city: `Town ${person % 500}`,
      region: null,
      postalCode: String(10_000 + (person % 500)),
      country: "Germany",
    },
    lines,
    charges,
    service: pick(serviceShares, draw(seed, "service", id)),
    total: [...lines, ...charges].reduce((sum, { amount, tax }) => sum + amount + tax, 0),
  }
}

/** Each article at most once in an order. */
const linesOf = (seed: number, order: string): BookLine[] => {
  const count = pick(linesShares, draw(seed, "lines", order))
  const lines: BookLine[] = []
  const taken = new Set<number>()
  for (let number = 1; number <= count; number++) {
    const line = `${order}/${number}`
    const u = unit(seed, "article", line)
    // Ranks weighted by 1 ÷ √rank: the inverse of their sum is a square.
    let rank = Math.floor(shares.products * u * u)
    while (taken.has(rank)) rank = (rank + 1) % shares.products
    taken.add(rank)
    const quantity = pick(quantityShares, draw(seed, "quantity", line))
    const amount = quantity * priceOf(seed, skuOf(rank))
    const tax = Math.floor((amount * shares.taxPpm) / 1_000_000)
    lines.push({ sku: skuOf(rank), name: nameOf(rank), quantity, amount, discount: 0, tax })
  }
  return lines
}

const priceOf = (seed: number, sku: string): number => Math.floor(spreadOver(priceQuantiles, unit(seed, "price", sku)))

const withdrawalOf = (seed: number, order: BookOrder): Withdrawal | null => {
  const drawn = draw(seed, "withdrawal", order.id)
  const cancels = chance(drawn, shares.cancelledPpm)
  if (!cancels && !chance(drawn, shares.cancelledPpm + shares.returnedPpm)) return null
  const u = unit(seed, "withdrawal instant", order.id)
  const at = order.at + Math.floor(spreadOver(cancels ? cancelAfterMs : returnAfterMs, u))
  const whole = cancels || order.lines.length === 1
  const lines = (whole ? order.lines : order.lines.slice(0, 1)).map(({ sku, quantity }) => ({ sku, quantity }))
  return { id: `${order.id}-w`, at, order: order.id, lines, whole }
}

const unit = (seed: number, quantity: string, identity: string): number => draw(seed, quantity, identity) / 4294967296

/** The value on whose part of the shares a draw falls. */
const pick = <Value>(from: Shares<Value>, drawn: number): Value => {
  const ppm = Math.floor((drawn / 4294967296) * 1_000_000)
  let sum = 0
  for (const [value, part] of from) {
    sum += part
    if (ppm < sum) return value
  }
  const [last] = from[from.length - 1] ?? []
  if (last === undefined) throw new Error("Nothing to pick from: the list of shares is empty.")
  return last
}

/** Linear between quantiles that are equally far apart. */
const spreadOver = (quantiles: readonly number[], u: number): number => {
  const position = u * (quantiles.length - 1)
  const step = Math.floor(position)
  const low = quantiles[step] ?? 0
  const high = quantiles[step + 1] ?? low
  return low + (high - low) * (position - step)
}
