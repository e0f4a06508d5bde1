/**
 * WooCommerce orders as the WebToffee exporter writes them: one row an order, with numbered columns for its items.
 */
import { formatScaled } from "../decimals.ts"
import type { BookLine, BookOrder, Charge, OrderBook, Skipped } from "../order-book.ts"
import { assemble, counted, type ImportOptions } from "./assemble.ts"
import { parseIsoLike } from "./clock.ts"
import { readTable } from "./csv-table.ts"
import { addDecimals, formatDecimal, parseDecimal, toMinor, type Decimal } from "./decimal.ts"
import { pseudonyms, type Pseudonyms } from "./pseudonyms.ts"
import { sheetOf, type Sheet } from "./sheet.ts"
import { currencyIn, exponentOf, mainCurrency, serviceFor } from "./shop-order.ts"
import { itemColumns, itemCount, itemsIn, type WooItem } from "./woocommerce-items.ts"
import { settleWoo, type WooSums } from "./woocommerce-money.ts"
import { wooAddress, wooPeopleColumns, wooPerson } from "./woocommerce-people.ts"

export const woocommerceColumns = ["order_id", "order_date", "status", "order_total", "order_currency"] as const
const optionalColumns = [
  ...wooPeopleColumns,
  "order_number",
  "paid_date",
  "shipping_total",
  "shipping_tax_total",
  "fee_total",
  "fee_tax_total",
  "tax_total",
  "shipping_method",
  "refund_items",
] as const

/** Paid, or to be paid at the door. */
const sold = new Set(["completed", "processing", "refunded"])
const notSold: Readonly<Record<string, string>> = {
  pending: "its payment is pending",
  "on-hold": "it is on hold until its payment is confirmed",
  failed: "its payment failed",
  cancelled: "it is cancelled, and the export does not say when",
  trash: "it is in the trash",
  draft: "it is a draft",
  "checkout-draft": "it is a checkout that nobody finished",
}

export const importWooCommerce = (text: string, options: ImportOptions): OrderBook => {
  const table = readTable(text)
  const count = itemCount(table.header)
  const sheet: Sheet<string> = sheetOf(table, woocommerceColumns, [...optionalColumns, ...itemColumns(count)])
  const rows = Array.from({ length: sheet.size }, (_, row) => row)
  const currencies = rows.map((row) => currencyIn(sheet, row, "order_currency"))
  const currency = mainCurrency(currencies)
  const desk: Desk = {
    sheet,
    itemsMax: count,
    currency,
    exponent: exponentOf(currency),
    people: pseudonyms(options),
    seen: new Map(),
    orders: [],
    skipped: [],
    tally: { slugs: 0, ownStatus: 0, refunds: 0, micros: 0 },
  }
  for (const row of rows) readRow(desk, row, currencies[row] ?? currency)
  return assemble({
    format: "woocommerce",
    hash: options.hash,
    currency,
    orders: desk.orders,
    skipped: desk.skipped,
    roundingMicros: desk.tally.micros,
    notes: notesOf(desk, options),
  })
}

interface Desk {
  readonly sheet: Sheet<string>
  readonly itemsMax: number
  readonly currency: string
  readonly exponent: number
  readonly people: Pseudonyms
  /** Order number → line of the file. */
  readonly seen: Map<string, number>
  readonly orders: BookOrder[]
  readonly skipped: Skipped[]
  readonly tally: { slugs: number; ownStatus: number; refunds: number; micros: number }
}

const readRow = (desk: Desk, row: number, currency: string): void => {
  const { sheet, tally } = desk
  const id = sheet.text(row, "order_number") || sheet.required(row, "order_id")
  const column = sheet.text(row, "order_number") === "" ? "order_id" : "order_number"
  const before = desk.seen.get(id)
  if (before !== undefined) {
    throw sheet.fail(row, column, `Line ${before} has an order of this number already.`, "Take one of the two out.")
  }
  desk.seen.set(id, sheet.line(row))
  const skip = (kind: Skipped["kind"], amount: number, reason: string) =>
    void desk.skipped.push({ id, kind, line: sheet.line(row), rows: 1, amount, reason })

  const written = sheet.required(row, "order_total")
  if (currency !== desk.currency) {
    return skip(
      "order",
      0,
      `its total of ${written} ${currency} is in another currency than the book's ${desk.currency}`,
    )
  }
  const total = moneyIn(desk, row, "order_total")
  const status = sheet.required(row, "status").toLowerCase().replace(/^wc-/, "")
  const reason = notSold[status]
  if (reason !== undefined && Object.hasOwn(notSold, status)) return skip("order", total, reason)
  if (!sold.has(status)) {
    // Shops invent statuses of their own; whether it was paid is what tells an order from an attempt.
    if (sheet.text(row, "paid_date") === "")
      return skip("order", total, `its status ${status} is the shop's own, and it has no paid_date`)
    tally.ownStatus++
  }
  const items = itemsIn(sheet, row, desk.itemsMax)
  if (items.length === 0) return skip("order", total, "it has no items")
  tally.slugs += items.filter((item) => item.slug).length
  desk.orders.push(orderOf(desk, row, id, items))

  const refunded = status === "refunded" ? total : refundsIn(desk, row)
  if (refunded === null) return
  tally.refunds++
  skip("cancellation", refunded === 0 ? 0 : -refunded, "a refund: the export names neither its lines nor its instant")
}

const orderOf = (desk: Desk, row: number, id: string, items: readonly WooItem[]): BookOrder => {
  const { sheet, exponent, people } = desk
  const sums: WooSums = {
    total: moneyIn(desk, row, "order_total"),
    shipping: moneyIn(desk, row, "shipping_total"),
    shippingTax: moneyIn(desk, row, "shipping_tax_total"),
    fee: moneyIn(desk, row, "fee_total"),
    feeTax: moneyIn(desk, row, "fee_tax_total"),
    tax: moneyIn(desk, row, "tax_total"),
  }
  const settled = settleWoo(items, sums, exponent)
  if (settled === null) throw contradiction(desk, row, items, sums)
  desk.tally.micros += settled.micros
  const lines: BookLine[] = items.map(({ sku, name, quantity, subtotal }, index) => {
    const { amount, tax } = settled.lines[index] ?? { amount: 0, tax: 0 }
    const list = toMinor(subtotal, exponent)?.minor ?? amount
    return { sku, name, quantity, amount, discount: Math.max(0, list - amount), tax }
  })
  const method = sheet.text(row, "shipping_method")
  const charges: Charge[] = [
    { code: "SHIPPING", name: method || "Shipping", amount: sums.shipping, tax: sums.shippingTax },
    { code: "FEE", name: "Fees", amount: settled.fee, tax: settled.feeTax },
  ].filter((charge) => charge.amount !== 0 || charge.tax !== 0)
  return {
    id,
    at: instantIn(sheet, row),
    channel: "storefront",
    buyer: people.buyer(wooPerson(sheet, row, id)),
    address: people.address(wooAddress(sheet, row)),
    lines,
    charges,
    service: serviceFor(method),
    total: sums.total,
  }
}

/** Stores with taxes in their prices have sums finer than the currency; what rounding takes is part of the settling. */
const moneyIn = ({ sheet, exponent }: Desk, row: number, column: string): number => {
  if (sheet.text(row, column) === "") return 0
  const { minor } = sheet.rounded(row, column, sheet.decimal(row, column), exponent)
  // Shops give discounts as negative fees; no other sum may be negative.
  if (minor >= 0 || column.startsWith("fee_")) return minor
  throw sheet.fail(row, column, "This sum is 0 or more.", "Correct it, or take the order out.")
}

const instantIn = (sheet: Sheet<string>, row: number): number => {
  const at = parseIsoLike(sheet.text(row, "order_date"))
  if (at !== null) return at
  throw sheet.fail(
    row,
    "order_date",
    "An order date is YYYY-MM-DD HH:MM:SS, and exists.",
    "Write it like 2024-03-01 08:16:00; a spreadsheet that rewrote it must be told to leave it as text.",
  )
}

/** Null when there is none. The exporter writes `amount:5.00|reason:…|date:…` for each refund. */
const refundsIn = ({ sheet, exponent }: Desk, row: number): number | null => {
  const text = sheet.text(row, "refund_items")
  if (text === "") return null
  let sum: Decimal = { digits: 0n, scale: 0 }
  for (const [, amount = ""] of text.matchAll(/amount:-?([\d.]+)/g)) sum = addDecimals(sum, parseDecimal(amount) ?? sum)
  return sheet.rounded(row, "refund_items", sum, exponent).minor
}

const contradiction = ({ sheet, exponent, currency }: Desk, row: number, items: readonly WooItem[], sums: WooSums) => {
  const money = (minor: number) => `${formatScaled(minor, exponent)} ${currency}`
  const goods = items.map((item) => item.total).reduce(addDecimals)
  return sheet.fail(
    row,
    "order_total",
    `The sums of this order contradict each other: its items are ${formatDecimal(goods)}, shipping_total is ${money(sums.shipping)}, ` +
      `fee_total ${money(sums.fee)}, tax_total ${money(sums.tax)}; together that is not ${money(sums.total)}.`,
    "Export the order again with all its items, or take it out.",
  )
}

const notesOf = ({ tally, orders }: Desk, { keepNames = false }: ImportOptions): string[] => [
  "The export has no time zone: its instants are read as UTC.",
  "Taxes stand at the order in this export; what is not shipping's or a fee's is spread over the lines by largest remainder.",
  `${counted(tally.slugs, "line has", "lines have")} no SKU; the product's name makes one.`,
  `${counted(tally.ownStatus, "order has", "orders have")} a status of the shop's own and a paid_date; they are orders.`,
  `${counted(tally.refunds, "order was", "orders were")} refunded in part or whole; without lines and instant nothing is withdrawn.`,
  `${counted(orders.filter((order) => order.buyer.guest).length, "order is", "orders are")} a guest's: customer_id is 0 or empty.`,
  "How fast an order is to arrive is read from the name of its shipping method.",
  keepNames
    ? "Names, e-mails, phones and streets are the source's own."
    : "Names, e-mails, phones and streets are invented, and postal codes are cut to three characters.",
]
