/**
 * Puts an order book together: sorted, with the products that its lines name, and with sums that are still exact.
 */
import type { BookOrder, OrderBook, Product, Skipped, Withdrawal } from "../order-book.ts"
import { OrderBookError } from "./order-book-error.ts"
import type { PseudonymOptions } from "./pseudonyms.ts"

export interface ImportOptions extends PseudonymOptions {
  /** Hex hash of the source's bytes. */
  readonly hash: string
}

export interface BookParts {
  readonly format: string
  readonly hash: string
  readonly currency: string
  readonly orders: readonly BookOrder[]
  readonly withdrawals?: readonly Withdrawal[]
  readonly skipped?: readonly Skipped[]
  readonly notes: readonly string[]
  readonly roundingMicros?: number
}

export const assemble = (parts: BookParts): OrderBook => {
  const { skipped = [], roundingMicros = 0 } = parts
  const { orders, withdrawals, notes } = withPlainNumbers(parts)
  const gross = orders.reduce((sum, order) => sum + order.total, 0)
  if (!Number.isSafeInteger(gross) || !Number.isSafeInteger(roundingMicros)) {
    throw new OrderBookError({
      line: 1,
      column: null,
      found: String(gross),
      rule: "The amounts of this file add up to more than whole numbers can hold exactly.",
      todo: "Split the file, or check the currency of its amounts.",
    })
  }
  return {
    format: parts.format,
    hash: parts.hash,
    currency: parts.currency,
    orders: orders.toSorted(byInstant),
    withdrawals: withdrawals.toSorted(byInstant),
    skipped: skipped.toSorted((a, b) => a.line - b.line || before(a.id, b.id) || before(a.reason, b.reason)),
    notes,
    roundingMicros,
    products: productsOf(orders),
  }
}

/**
 * Order numbers such as `SO/2024/0012` with a dash for what parts names here, since all that belongs to an order is named after it.
 * Two that would become the same get a number more.
 */
const withPlainNumbers = ({ orders, withdrawals = [], notes }: BookParts) => {
  const wrong = orders.filter(({ id }) => parting.test(id))
  if (wrong.length === 0) return { orders, withdrawals, notes }
  const taken = new Set(orders.map(({ id }) => id))
  const plain = new Map<string, string>()
  for (const { id } of wrong) {
    if (plain.has(id)) continue
    const dashed = id.replaceAll(everyParting, "-")
    let name = dashed
    for (let n = 2; taken.has(name); n++) name = `${dashed}-${n}`
    taken.add(name)
    plain.set(id, name)
  }
  const note = `${counted(wrong.length, "order number has", "order numbers have")} a slash or a blank; here it is a dash, because those part names.`
  return {
    orders: orders.map((order) => ({ ...order, id: plain.get(order.id) ?? order.id })),
    withdrawals: withdrawals.map((one) => ({ ...one, order: plain.get(one.order) ?? one.order })),
    notes: [...notes, note],
  }
}

const parting = /[/\s]/u
const everyParting = /[/\s]+/gu

/** Ascending by instant, then by id in code unit order. */
export const byInstant = (
  a: { readonly at: number; readonly id: string },
  b: { readonly at: number; readonly id: string },
): number => a.at - b.at || before(a.id, b.id)

const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Every SKU with its names, the most frequent first. */
export const productsOf = (orders: readonly BookOrder[]): Product[] => {
  const names = new Map<string, Map<string, number>>()
  for (const order of orders) {
    for (const line of order.lines) {
      let counts = names.get(line.sku)
      if (counts === undefined) names.set(line.sku, (counts = new Map()))
      counts.set(line.name, (counts.get(line.name) ?? 0) + 1)
    }
  }
  return [...names]
    .map(([sku, counts]) => ({
      sku,
      names: [...counts].toSorted((a, b) => b[1] - a[1] || before(a[0], b[0])).map(([name]) => name),
    }))
    .toSorted((a, b) => before(a.sku, b.sku))
}

/** `4,001 lines`, `1 line`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : many}`

export const grouped = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",")
