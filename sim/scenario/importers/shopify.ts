/**
 * Shopify's order export: an order with n items is n rows, and only the first of them has what belongs to the order.
 */
import { formatScaled } from "../decimals.ts"
import type { BookLine, BookOrder, Charge, OrderBook, Skipped, Withdrawal } from "../order-book.ts"
import { assemble, counted, type ImportOptions } from "./assemble.ts"
import { hasZone, parseIsoLike } from "./clock.ts"
import { readTable } from "./csv-table.ts"
import { timesInteger } from "./decimal.ts"
import { pseudonyms, type Pseudonyms } from "./pseudonyms.ts"
import { sheetOf, type Sheet } from "./sheet.ts"
import { currencyIn, exponentOf, mainCurrency, serviceFor, wholeWithdrawal } from "./shop-order.ts"
import { settle, type Settled, type ShopifySums } from "./shopify-money.ts"
import { addressOf, personOf, shopifyPeopleColumns } from "./shopify-people.ts"
import { slugOf } from "./slug.ts"

export const shopifyColumns = [
  "Name",
  "Email",
  "Financial Status",
  "Currency",
  "Subtotal",
  "Shipping",
  "Taxes",
  "Total",
  "Discount Amount",
  "Created at",
  "Lineitem quantity",
  "Lineitem name",
  "Lineitem price",
  "Lineitem sku",
] as const
const optionalColumns = [
  ...shopifyPeopleColumns,
  "Shipping Method",
  "Lineitem requires shipping",
  "Lineitem taxable",
  "Lineitem discount",
  "Cancelled at",
  "Refunded Amount",
  "Source",
  "Duties",
] as const
export type ShopifyColumn = (typeof shopifyColumns)[number] | (typeof optionalColumns)[number]
type Orders = Sheet<ShopifyColumn>

/** Nothing has been paid or promised, so nobody has begun to ship. */
const unpaid = new Set(["pending", "unpaid", "voided", "expired"])
const paid = new Set(["paid", "authorized", "partially_paid", "partially_refunded", "refunded"])

/** Sources that are the shop itself; other values are sales channels or apps, whose kind the name does not tell. */
const ownSources = new Set(["web", "pos", "iphone", "android", "shopify_draft_order", "checkout_next"])

export const importShopify = (text: string, options: ImportOptions): OrderBook => {
  const sheet: Orders = sheetOf(readTable(text), shopifyColumns, optionalColumns)
  const groups = groupsOf(sheet)
  const currencies = groups.map(([head]) => currencyIn(sheet, head, "Currency"))
  const currency = mainCurrency(currencies)
  const desk: Desk = {
    sheet,
    currency,
    exponent: exponentOf(currency),
    people: pseudonyms(options),
    orders: [],
    withdrawals: [],
    skipped: [],
    tally: { included: 0, slugs: 0, withoutShipping: 0, withoutAddress: 0, micros: 0 },
  }
  groups.forEach((group, index) => readGroup(desk, group, currencies[index] ?? currency))
  return assemble({
    format: "shopify",
    hash: options.hash,
    currency,
    orders: desk.orders,
    withdrawals: desk.withdrawals,
    skipped: desk.skipped,
    roundingMicros: desk.tally.micros,
    notes: notesOf(desk, options),
  })
}

interface Desk {
  readonly sheet: Orders
  readonly currency: string
  readonly exponent: number
  readonly people: Pseudonyms
  readonly orders: BookOrder[]
  readonly withdrawals: Withdrawal[]
  readonly skipped: Skipped[]
  readonly tally: { included: number; slugs: number; withoutShipping: number; withoutAddress: number; micros: number }
}

/** Rows of an order, the first of them first. */
type Group = readonly [number, ...number[]]

const groupsOf = (sheet: Orders): Group[] => {
  const groups = new Map<string, [number, ...number[]]>()
  for (let row = 0; row < sheet.size; row++) {
    const name = sheet.required(row, "Name")
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [row])
    else if (sheet.text(row, "Total") === "") group.push(row)
    else {
      throw sheet.fail(
        row,
        "Name",
        `Line ${sheet.line(group[0])} has an order of this name already, and this row has a total of its own.`,
        "Take one of the two out, or rename it.",
      )
    }
  }
  return [...groups.values()]
}

const readGroup = (desk: Desk, rows: Group, currency: string): void => {
  const { sheet } = desk
  const [head] = rows
  const id = sheet.text(head, "Name")
  const skip = (kind: Skipped["kind"], amount: number, reason: string) =>
    void desk.skipped.push({ id, kind, line: sheet.line(head), rows: rows.length, amount, reason })
  sheet.required(head, "Total")
  sheet.required(head, "Subtotal")

  if (currency !== desk.currency) {
    const total = sheet.text(head, "Total")
    return skip("order", 0, `its total of ${total} ${currency} is in another currency than the book's ${desk.currency}`)
  }
  const total = sheet.amount(head, "Total", desk.exponent)
  const status = sheet.required(head, "Financial Status").toLowerCase()
  const cancelledAt = sheet.text(head, "Cancelled at") === "" ? null : instantIn(sheet, head, "Cancelled at")
  // A cancelled order's authorisation is voided by the cancelling: that is an order which somebody withdrew.
  if (unpaid.has(status) && !(status === "voided" && cancelledAt !== null)) {
    return skip("order", total, `its financial status is ${status}: nothing was paid or promised`)
  }
  if (!unpaid.has(status) && !paid.has(status)) {
    throw sheet.fail(
      head,
      "Financial Status",
      `A financial status is one of ${[...paid, ...unpaid].join(", ")}.`,
      "Correct it, or take the order out.",
    )
  }
  const items = rows.map((row) => itemIn(desk, row)).filter((item) => item !== null)
  const order = orderOf(desk, head, items)
  if (order.lines.length === 0) return skip("order", total, "nothing in it needs shipping")
  for (const { micros } of items) desk.tally.micros += micros
  desk.orders.push(order)
  if (cancelledAt !== null) {
    if (cancelledAt < order.at) {
      throw sheet.fail(
        head,
        "Cancelled at",
        "An order cannot be cancelled before it was created.",
        "Correct one of the two.",
      )
    }
    desk.withdrawals.push(wholeWithdrawal(order, cancelledAt))
    return
  }
  const refunded = sheet.amount(head, "Refunded Amount", desk.exponent)
  if (refunded > 0) {
    skip(
      "cancellation",
      -refunded,
      "a refund without a cancellation: the export names neither its lines nor its instant",
    )
  }
}

const orderOf = (desk: Desk, head: number, items: readonly Item[]): BookOrder => {
  const { sheet, exponent, people } = desk
  const id = sheet.text(head, "Name")
  const sums: ShopifySums = {
    subtotal: sheet.amount(head, "Subtotal", exponent),
    shipping: sheet.amount(head, "Shipping", exponent),
    taxes: sheet.amount(head, "Taxes", exponent),
    total: sheet.amount(head, "Total", exponent),
    discount: sheet.amount(head, "Discount Amount", exponent),
    duties: sheet.amount(head, "Duties", exponent),
  }
  const settled = settle(items, sums)
  if (settled === null) throw contradiction(desk, head, items, sums)
  if (settled.taxesIncluded) desk.tally.included++
  const address = addressOf(sheet, head)
  if (address.city === "") desk.tally.withoutAddress++

  const lines: BookLine[] = []
  const charges: Charge[] = []
  items.forEach(({ sku, name, quantity, shipped }, index) => {
    const { amount, discount, tax } = settled.lines[index] ?? { amount: 0, discount: 0, tax: 0 }
    if (shipped) lines.push({ sku, name, quantity, amount, discount, tax })
    else charges.push({ code: sku, name, amount, tax })
  })
  return {
    id,
    at: instantIn(sheet, head, "Created at"),
    channel: ownSources.has(sheet.text(head, "Source").toLowerCase()) ? "storefront" : null,
    buyer: people.buyer(personOf(sheet, head)),
    address: people.address(address),
    lines,
    charges: [...charges, ...shippingOf(sheet, head, settled, sums.duties)],
    service: serviceFor(sheet.text(head, "Shipping Method")),
    total: sums.total,
  }
}

interface Item {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  readonly shipped: boolean
  readonly list: number
  readonly micros: number
  readonly discount: number
  readonly taxable: boolean
}

const itemIn = (desk: Desk, row: number): Item | null => {
  const { sheet, exponent, tally } = desk
  const quantity = sheet.integer(row, "Lineitem quantity")
  if (quantity < 0) throw sheet.fail(row, "Lineitem quantity", "A quantity is 0 or more.", "Correct it.")
  const name = sheet.required(row, "Lineitem name")
  if (quantity === 0) {
    const id = sheet.text(row, "Name")
    const reason = `${name} with a quantity of 0: it was taken out of the order`
    desk.skipped.push({ id, kind: "row", line: sheet.line(row), rows: 1, amount: 0, reason })
    return null
  }
  const price = sheet.decimal(row, "Lineitem price")
  if (price.digits < 0n) throw sheet.fail(row, "Lineitem price", "A price is 0 or more.", "Correct it.")
  const { minor, micros } = sheet.rounded(row, "Lineitem price", timesInteger(price, quantity), exponent)
  const discount = sheet.amount(row, "Lineitem discount", exponent)
  if (discount < 0) throw sheet.fail(row, "Lineitem discount", "A discount is 0 or more.", "Write it without a sign.")
  const sku = sheet.text(row, "Lineitem sku").replace(/^'/, "")
  const shipped = sheet.text(row, "Lineitem requires shipping").toLowerCase() !== "false"
  if (sku === "") tally.slugs++
  if (!shipped) tally.withoutShipping++
  return {
    sku: sku === "" ? slugOf(name) : sku,
    name,
    quantity,
    shipped,
    list: minor,
    micros,
    discount,
    taxable: sheet.text(row, "Lineitem taxable").toLowerCase() !== "false",
  }
}

const shippingOf = (sheet: Orders, row: number, settled: Settled, duties: number): Charge[] => {
  const name = sheet.text(row, "Shipping Method") || "Shipping"
  const shipping = { code: "SHIPPING", name, amount: settled.shipping, tax: settled.shippingTax }
  const duty = { code: "DUTIES", name: "Duties", amount: duties, tax: 0 }
  return [...(shipping.amount + shipping.tax === 0 ? [] : [shipping]), ...(duties === 0 ? [] : [duty])]
}

const instantIn = (sheet: Orders, row: number, column: "Created at" | "Cancelled at"): number => {
  const found = sheet.text(row, column)
  const at = hasZone(found) ? parseIsoLike(found) : null
  if (at !== null) return at
  throw sheet.fail(
    row,
    column,
    "An instant is YYYY-MM-DD HH:MM:SS with the offset from UTC behind it, and exists.",
    "Write it like 2024-03-01 08:16:00 +0100; a spreadsheet that rewrote it must be told to leave it as text.",
  )
}

const contradiction = (desk: Desk, row: number, items: readonly Item[], sums: ShopifySums) => {
  const money = (minor: number) => `${formatScaled(minor, desk.exponent)} ${desk.currency}`
  const { subtotal, shipping, taxes, duties, total, discount } = sums
  const list = items.reduce((sum, item) => sum + item.list, 0)
  const own = items.reduce((sum, item) => sum + item.discount, 0)
  return desk.sheet.fail(
    row,
    "Total",
    `The sums of this order contradict each other: Subtotal + Shipping + Taxes = ${money(subtotal + shipping + taxes + duties)}, ` +
      `Subtotal + Shipping = ${money(subtotal + shipping + duties)}, Total = ${money(total)}; its items are ${money(list)} less ` +
      `discounts of their own of ${money(own)}, Discount Amount is ${money(discount)}, Subtotal is ${money(subtotal)}.`,
    "Export the order again with all its rows, or take it out.",
  )
}

const notesOf = ({ tally, orders, withdrawals }: Desk, { keepNames = false }: ImportOptions): string[] => [
  `Discounts and taxes stand at the order in this export; they are spread over its lines by largest remainder. ` +
    `${counted(tally.included, "order has", "orders have")} prices with taxes in them.`,
  `${counted(withdrawals.length, "order is", "orders are")} cancelled: each is withdrawn as a whole at the instant of its cancellation.`,
  `${counted(tally.slugs, "line has", "lines have")} no SKU; the product's name makes one.`,
  `${counted(tally.withoutShipping, "line needs", "lines need")} no shipping (gift cards, services, tips); they are charges here.`,
  "How fast an order is to arrive is read from the name of its shipping method.",
  `${counted(orders.filter((order) => order.buyer.guest).length, "order has", "orders have")} no e-mail address; each is a guest's.`,
  `${counted(tally.withoutAddress, "order has", "orders have")} no city; the address is invented.`,
  keepNames
    ? "Names, e-mails, phones and streets are the source's own."
    : "Names, e-mails, phones and streets are invented, and postal codes are cut to three characters.",
]
