/**
 * UCI Online Retail: one row a line of an invoice; sales, stock corrections and cancellations share one table.
 *
 * A *sales row* is a row of an invoice whose number starts with neither C nor A, with a quantity above 0 and a price above 0.
 * The law: Σ total of the orders + Σ amount of what is skipped as kind `order` = Σ amount of the sales rows.
 */
import type { BookLine, BookOrder, Charge, OrderBook, Skipped } from "../order-book.ts"
import { formatScaled } from "../decimals.ts"
import { assemble, byInstant, counted, type ImportOptions } from "./assemble.ts"
import { parseIsoLike, parseMonthFirst } from "./clock.ts"
import { readTable } from "./csv-table.ts"
import { timesInteger } from "./decimal.ts"
import { matchCancellations, type Cancellation, type Purchase } from "./online-retail-cancellations.ts"
import { isGoods, productNames, skuOf } from "./online-retail-codes.ts"
import { quoted } from "./order-book-error.ts"
import { pseudonyms, type Pseudonyms } from "./pseudonyms.ts"
import { sheetOf, type Sheet } from "./sheet.ts"

export const onlineRetailColumns = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
] as const
type Column = (typeof onlineRetailColumns)[number]

/** A row in numbers. */
interface Row {
  readonly row: number
  readonly code: string
  readonly sku: string
  readonly goods: boolean
  readonly quantity: number
  /** Sign of the unit price. */
  readonly priced: -1 | 0 | 1
  readonly price: string
  readonly amount: number
  readonly micros: number
}

export const importOnlineRetail = (text: string, options: ImportOptions): OrderBook => {
  const sheet = sheetOf(readTable(text), onlineRetailColumns)
  const invoices = invoicesOf(sheet)
  const people = pseudonyms(options)
  const names = productNames(sheet)
  const tally: Tally = {
    twoInstants: 0,
    repeated: 0,
    folded: 0,
    freeLines: 0,
    adjustments: 0,
    withoutGoods: 0,
    micros: 0,
  }
  const orders: BookOrder[] = []
  const purchases: Purchase[] = []
  const cancellations: Cancellation[] = []
  const skipped: Skipped[] = []

  for (const [id, rowNumbers] of invoices) {
    const invoice = { id, ...headOf(sheet, id, rowNumbers, tally), rows: readRows(sheet, rowNumbers, tally) }
    if (id.startsWith("C")) cancellations.push({ ...invoice, lines: invoice.rows.map((row) => cancelled(sheet, row)) })
    else sell(sheet, invoice, { people, names, orders, purchases, skipped, tally })
  }

  const returned = matchCancellations(cancellations, purchases)
  skipped.push(...returned.skipped)
  const book = assemble({
    format: "online-retail",
    hash: options.hash,
    currency: "GBP",
    orders: orders.toSorted(byInstant),
    withdrawals: returned.withdrawals,
    skipped,
    roundingMicros: tally.micros,
    notes: [...notesOf(orders, skipped, tally), ...returned.notes],
  })
  return book
}

interface Tally {
  twoInstants: number
  repeated: number
  folded: number
  freeLines: number
  adjustments: number
  withoutGoods: number
  micros: number
}

interface Invoice {
  readonly id: string
  readonly at: number
  /** Null: a guest. */
  readonly customer: string | null
  readonly country: string
  readonly rows: readonly Row[]
}

const invoicesOf = (sheet: Sheet<Column>): Map<string, number[]> => {
  const invoices = new Map<string, number[]>()
  let lastId = ""
  let last: number[] = []
  for (let row = 0; row < sheet.size; row++) {
    const id = sheet.text(row, "InvoiceNo")
    if (id !== lastId) {
      if (!/^[CA]?\d+$/.test(id)) {
        throw sheet.fail(
          row,
          "InvoiceNo",
          "An invoice number is digits, with C before a cancellation's and A before an adjustment's.",
          "Correct it, or take the row out.",
        )
      }
      const known = invoices.get(id)
      if (known === undefined) invoices.set(id, (last = []))
      else last = known
      lastId = id
    }
    last.push(row)
  }
  return invoices
}

const headOf = (sheet: Sheet<Column>, id: string, rows: readonly number[], tally: Tally) => {
  const first = rows[0] ?? 0
  const written = sheet.text(first, "InvoiceDate")
  const at = parseIsoLike(written) ?? parseMonthFirst(written)
  if (at === null) {
    throw sheet.fail(
      first,
      "InvoiceDate",
      "An invoice date is YYYY-MM-DD HH:MM:SS, or M/D/YYYY H:MM, and exists.",
      "Write it like 2011-11-01 08:16:00.",
    )
  }
  const customer = sheet.text(first, "CustomerID")
  for (const row of rows) {
    if (sheet.text(row, "CustomerID") === customer) continue
    throw sheet.fail(
      row,
      "CustomerID",
      `Line ${sheet.line(first)} of the same invoice ${id} has ${quoted(customer)}; an invoice has one customer.`,
      "Make the rows of the invoice agree.",
    )
  }
  if (customer !== "" && !/^\d+(\.0+)?$/.test(customer)) {
    throw sheet.fail(first, "CustomerID", "A customer number is digits, or nothing for a guest.", "Correct it.")
  }
  if (rows.some((row) => sheet.text(row, "InvoiceDate") !== written)) tally.twoInstants++
  return {
    at,
    customer: customer === "" ? null : customer.replace(/\.0+$/, ""),
    country: sheet.text(first, "Country"),
  }
}

const readRows = (sheet: Sheet<Column>, rows: readonly number[], tally: Tally): Row[] => {
  const seen = new Set<string>()
  return rows.map((row) => {
    const code = sheet.required(row, "StockCode")
    const price = sheet.text(row, "UnitPrice")
    const unit = sheet.decimal(row, "UnitPrice")
    const quantity = sheet.integer(row, "Quantity")
    const { minor, micros } = sheet.rounded(row, "UnitPrice", timesInteger(unit, quantity), 2)
    const sku = skuOf(code)
    if (sku !== code) tally.folded++
    if (rows.length > 1) {
      // Invoice, customer and country are equal anyway: these make a row an exact duplicate.
      const all = `${code}\n${quantity}\n${price}\n${sheet.text(row, "InvoiceDate")}\n${sheet.text(row, "Description")}`
      if (seen.has(all)) tally.repeated++
      else seen.add(all)
    }
    const priced = unit.digits > 0n ? 1 : unit.digits < 0n ? -1 : 0
    return { row, code, sku, goods: isGoods(code), quantity, priced, price, amount: minor, micros }
  })
}

interface Desk {
  readonly people: Pseudonyms
  readonly names: ReadonlyMap<string, string>
  readonly orders: BookOrder[]
  readonly purchases: Purchase[]
  readonly skipped: Skipped[]
  readonly tally: Tally
}

/** An invoice that is no cancellation: an order, or a correction of stock or of the ledger, or both in its rows. */
const sell = (sheet: Sheet<Column>, invoice: Invoice, desk: Desk): void => {
  const { id, rows } = invoice
  const skip = (kind: Skipped["kind"], some: readonly Row[], reason: string) => {
    if (some.length === 0) return
    const amount = some.reduce((sum, row) => sum + row.amount, 0)
    desk.skipped.push({ id, kind, line: sheet.line(some[0]?.row ?? 0), rows: some.length, amount, reason })
  }
  if (id.startsWith("A")) {
    desk.tally.adjustments++
    return skip("adjustment", rows, "a ledger adjustment, not a sale")
  }
  if (!rows.some((row) => row.quantity > 0 && row.priced > 0)) {
    desk.tally.adjustments++
    return skip("adjustment", rows, "no line with a quantity and a price above 0: a stock correction")
  }
  const isKept = (row: Row) => row.quantity > 0 && row.priced >= 0
  const kept = rows.filter(isKept)
  skip(
    "adjustment",
    rows.filter((row) => !isKept(row)),
    "a row without a positive quantity, or with a negative price, in a sales invoice: a stock correction",
  )
  const goods = kept.filter((row) => row.goods)
  if (goods.length === 0) {
    desk.tally.withoutGoods++
    return skip("order", kept, "no goods in it: postage, fees or manual amounts only")
  }
  desk.tally.freeLines += goods.filter((row) => row.priced === 0).length
  for (const row of kept) desk.tally.micros += row.micros
  for (const row of goods) {
    if (invoice.customer === null) break
    const { sku, price, quantity } = row
    desk.purchases.push({ order: id, at: invoice.at, customer: invoice.customer, sku, price, quantity })
  }
  desk.orders.push(orderOf(sheet, invoice, goods, kept, desk))
}

const orderOf = (
  sheet: Sheet<Column>,
  { id, at, customer, country }: Invoice,
  goods: readonly Row[],
  kept: readonly Row[],
  { people, names }: Desk,
): BookOrder => {
  const nameOf = ({ row, sku }: Row) => sheet.text(row, "Description") || (names.get(sku) ?? sku)
  const identity = customer ?? `guest of ${id}`
  const lines: BookLine[] = goods.map((row) => ({
    sku: row.sku,
    name: nameOf(row),
    quantity: row.quantity,
    amount: row.amount,
    discount: 0,
    tax: 0,
  }))
  const charges: Charge[] = kept
    .filter((row) => !row.goods)
    .map((row) => ({ code: row.sku, name: nameOf(row), amount: row.amount, tax: 0 }))
  return {
    id,
    at,
    channel: null,
    buyer: people.buyer({ identity, order: id, guest: customer === null, country }),
    address: people.address({ identity, region: null, country }),
    lines,
    charges,
    service: "standard",
    total: kept.reduce((sum, row) => sum + row.amount, 0),
  }
}

const cancelled = (sheet: Sheet<Column>, row: Row): Cancellation["lines"][number] => ({
  line: sheet.line(row.row),
  sku: row.sku,
  goods: row.goods,
  price: row.price,
  quantity: -row.quantity,
  amount: row.amount,
})

const notesOf = (orders: readonly BookOrder[], skipped: readonly Skipped[], tally: Tally): string[] => {
  const booked = orders.reduce((sum, order) => sum + order.total, 0)
  const left = skipped.filter((one) => one.kind === "order").reduce((sum, one) => sum + one.amount, 0)
  return [
    `Sales of ${formatScaled(booked + left, 2)} GBP: ${formatScaled(booked, 2)} in ${counted(orders.length, "order")}, ` +
      `${formatScaled(left, 2)} in ${counted(tally.withoutGoods, "invoice")} without goods, which are skipped.`,
    `${counted(tally.adjustments, "invoice corrects", "invoices correct")} stock or ledger and sell nothing; they are skipped.`,
    "Stock codes of five digits, with or without letters, DCGS…, gift_… and PADS are goods; all other codes (POST, DOT, C2, M, D, S, " +
      "BANK CHARGES, AMAZONFEE, CRUK, B …) are charges.",
    `${counted(tally.freeLines, "line")} of goods at price 0 inside sales invoices are kept as free goods.`,
    `${counted(tally.repeated, "row is an exact duplicate", "rows are exact duplicates")} of another; they are kept as lines.`,
    `${counted(tally.twoInstants, "invoice has", "invoices have")} more than one instant; the first counts.`,
    `${counted(tally.folded, "row writes", "rows write")} a stock code in small letters; it is taken for the code in capitals.`,
    "The source has no time zone: its instants are read as UTC. It has no taxes, no discounts and no shipping service: every order is " +
      "standard.",
    "The source has no people and no addresses, only customer numbers and countries: names, e-mails, phones, streets, cities and " +
      "postal codes are invented. An invoice without a customer number is a guest's.",
  ]
}
