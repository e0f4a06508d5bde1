/**
 * The Superstore sample: one row a line of an order, sales after discount and finer than a cent, a date and no time of day.
 */
import { formatScaled } from "../decimals.ts"
import type { BookLine, BookOrder, OrderBook } from "../order-book.ts"
import { assemble, counted, grouped, type ImportOptions } from "./assemble.ts"
import { parseIsoLike, parseMonthFirst } from "./clock.ts"
import { readTable } from "./csv-table.ts"
import { addDecimals, atScale, divideHalfUp, formatDecimal, type Decimal } from "./decimal.ts"
import { below, keyedHash } from "./keyed-hash.ts"
import { nearest } from "../nearest.ts"
import { quoted } from "./order-book-error.ts"
import { pseudonyms, type Pseudonyms } from "./pseudonyms.ts"
import { sheetOf, type Sheet } from "./sheet.ts"

export const superstoreColumns = [
  "Order ID",
  "Order Date",
  "Ship Mode",
  "Customer ID",
  "Customer Name",
  "Country",
  "City",
  "State",
  "Postal Code",
  "Product ID",
  "Product Name",
  "Sales",
  "Quantity",
  "Discount",
] as const
type Column = (typeof superstoreColumns)[number]

/** These belong to the order; rows of one order must agree on them. */
const orderColumns = ["Order Date", "Ship Mode", "Customer ID", "Country", "City", "State", "Postal Code"] as const

const services = {
  "Same Day": "sameDay",
  "First Class": "first",
  "Second Class": "second",
  "Standard Class": "standard",
} as const

/** Tenths of a per mille for 06:00 to 20:00. UCI Online Retail, share of invoices by hour. */
const hourShares = [1, 15, 284, 744, 1183, 1200, 1613, 1379, 1231, 1170, 669, 334, 96, 73, 9]
const firstHour = 6

export const importSuperstore = (text: string, options: ImportOptions): OrderBook => {
  const sheet = sheetOf(readTable(text), superstoreColumns)
  const people = pseudonyms(options)
  const rowsOf = new Map<string, number[]>()
  for (let row = 0; row < sheet.size; row++) {
    const id = sheet.required(row, "Order ID")
    const rows = rowsOf.get(id)
    if (rows === undefined) rowsOf.set(id, [row])
    else rows.push(row)
  }

  const tally: Tally = { raw: { digits: 0n, scale: 0 }, micros: 0, finer: 0, shortPostalCodes: 0 }
  const orders = [...rowsOf].map(([id, rows]) => orderOf(sheet, id, rows, people, tally))
  const book = assemble({
    format: "superstore",
    hash: options.hash,
    currency: "USD",
    orders,
    roundingMicros: tally.micros,
    notes: [],
  })
  return { ...book, notes: notesOf(book, tally) }
}

interface Tally {
  raw: Decimal
  micros: number
  /** Lines whose sales are not whole cents. */
  finer: number
  shortPostalCodes: number
}

const orderOf = (
  sheet: Sheet<Column>,
  id: string,
  rows: readonly number[],
  people: Pseudonyms,
  tally: Tally,
): BookOrder => {
  const first = rows[0] ?? 0
  for (const row of rows) {
    for (const column of orderColumns) {
      const [here, there] = [sheet.text(row, column), sheet.text(first, column)]
      if (here === there) continue
      throw sheet.fail(
        row,
        column,
        `Line ${sheet.line(first)} of the same order ${id} has ${quoted(there)}; an order has one.`,
        "Make the rows of the order agree, or give this row an order of its own.",
      )
    }
  }
  const customer = sheet.required(first, "Customer ID")
  const country = sheet.required(first, "Country")
  const [city, region] = [sheet.required(first, "City"), sheet.text(first, "State")]
  const postalCode = postalCodeOf(sheet, first, country, tally)
  const lines = rows.map((row) => lineOf(sheet, row, tally))
  return {
    id,
    at: dayOf(sheet, first) + timeOfDay(id),
    channel: null,
    buyer: people.buyer({
      identity: customer,
      order: id,
      guest: undefined,
      name: sheet.text(first, "Customer Name"),
      country,
    }),
    address: people.address({
      // One customer has goods sent to several places; each of them is one address.
      identity: [customer, city, region, postalCode].join("/"),
      city,
      region,
      postalCode,
      country,
    }),
    lines,
    charges: [],
    service: serviceOf(sheet, first),
    total: lines.reduce((sum, line) => sum + line.amount, 0),
  }
}

const lineOf = (sheet: Sheet<Column>, row: number, tally: Tally): BookLine => {
  const quantity = sheet.integer(row, "Quantity")
  if (quantity < 1) throw sheet.fail(row, "Quantity", "An order line has at least one unit.", "Take the row out.")
  const sales = sheet.decimal(row, "Sales")
  if (sales.digits < 0n) throw sheet.fail(row, "Sales", "Sales are 0 or more.", "Take the row out, or correct it.")
  const { minor, micros } = sheet.rounded(row, "Sales", sales, 2)
  tally.raw = addDecimals(tally.raw, sales)
  tally.micros += micros
  if (micros !== 0) tally.finer++
  return {
    sku: sheet.required(row, "Product ID"),
    name: sheet.text(row, "Product Name") || sheet.required(row, "Product ID"),
    quantity,
    amount: minor,
    discount: discountOf(sheet, row, sales),
    tax: 0,
  }
}

/** Sales are what is left of the list price, so the discount of a share d took sales × d ÷ (1 − d). */
const discountOf = (sheet: Sheet<Column>, row: number, sales: Decimal): number => {
  const scale = 6
  const share = atScale(sheet.decimal(row, "Discount"), scale)
  const whole = 10n ** BigInt(scale)
  if (share < 0n || share >= whole) {
    throw sheet.fail(row, "Discount", "A discount is a share from 0 to below 1.", "Write 20 % as 0.2.")
  }
  const fine = 8
  const cents = divideHalfUp(atScale(sales, fine) * share, (whole - share) * 10n ** BigInt(fine - 2))
  return sheet.rounded(row, "Sales", { digits: cents, scale: 2 }, 2).minor
}

const dayOf = (sheet: Sheet<Column>, row: number): number => {
  const found = sheet.text(row, "Order Date")
  const day = parseIsoLike(found) ?? parseMonthFirst(found)
  if (day !== null) return Math.floor(day / 86_400_000) * 86_400_000
  throw sheet.fail(row, "Order Date", "A date is YYYY-MM-DD, or M/D/YYYY, and exists.", "Write it like 2016-11-08.")
}

/** The pseudonyms' key has no say here: changing it must not move orders to other hours. */
const timeOfDay = (order: string): number => {
  const [high, low] = dayTimes(order)
  let left = below(
    high,
    hourShares.reduce((a, b) => a + b, 0),
  )
  let hour = 0
  while (left >= (hourShares[hour] ?? 0)) left -= hourShares[hour++] ?? 0
  return (firstHour + hour) * 3_600_000 + below(low, 3_600) * 1_000
}
const dayTimes = keyedHash("time of day")

const serviceOf = (sheet: Sheet<Column>, row: number): BookOrder["service"] => {
  const mode = sheet.text(row, "Ship Mode")
  for (const [name, service] of Object.entries(services)) if (name === mode) return service
  const meant = nearest(mode, Object.keys(services))
  throw sheet.fail(
    row,
    "Ship Mode",
    `A ship mode is one of ${Object.keys(services).join(", ")}.`,
    meant === null ? "Write one of these." : `Did you mean ${quoted(meant)}?`,
  )
}

/** A spreadsheet took postal codes for numbers: codes of New England and New Jersey lost their leading zero. */
const postalCodeOf = (sheet: Sheet<Column>, row: number, country: string, tally: Tally): string => {
  const found = sheet.text(row, "Postal Code")
  if (country !== "United States" || !/^\d{3,4}$/.test(found)) return found
  tally.shortPostalCodes++
  return found.padStart(5, "0")
}

const notesOf = (book: OrderBook, tally: Tally): string[] => {
  const booked = book.orders.reduce((sum, order) => sum + order.total, 0)
  const severalNames = book.products.filter((product) => product.names.length > 1).length
  const repeated = book.orders.reduce(
    (sum, order) => sum + order.lines.length - new Set(order.lines.map((line) => line.sku)).size,
    0,
  )
  const guests = book.orders.filter((order) => order.buyer.guest).length
  const notes = [
    `${counted(tally.finer, "line")} of ${grouped(book.orders.reduce((sum, { lines }) => sum + lines.length, 0))} ` +
      `${tally.finer === 1 ? "is" : "are"} finer than a cent: each line is rounded half up, so that ${formatDecimal(tally.raw)} USD of the ` +
      `source are ${formatScaled(booked, 2)} USD here.`,
    "The source has dates without a time: each order has an invented one, keyed by its id, by the hours at which UCI Online Retail's " +
      "invoices were written; days are UTC.",
    "The source has no e-mail, phone or street: they are invented. It does not tell guests from customers either: " +
      `${counted(guests, "order is", "orders are")} taken for a guest's.`,
    "The source has no returns, no taxes and no postage: there are no withdrawals and no charges.",
  ]
  if (severalNames > 0) {
    notes.push(
      `${counted(severalNames, "product id has", "product ids have")} several names; each id is one product here.`,
    )
  }
  if (repeated > 0) {
    notes.push(
      `${counted(repeated, "line repeats", "lines repeat")} a product of the same order; they stay lines of their own.`,
    )
  }
  if (tally.shortPostalCodes > 0) {
    notes.push(
      `${counted(tally.shortPostalCodes, "order")} had a postal code without its leading zero; it is put back.`,
    )
  }
  return notes
}
