/**
 * What the shop systems' exports have in common: one currency for a book, how fast a shipping method is, units of a whole order.
 */
import { currencyExponent, readCurrency } from "../amounts.ts"
import type { BookOrder, Withdrawal } from "../order-book.ts"
import type { Sheet } from "./sheet.ts"

/** Upper case, and in use; refused otherwise. */
export const currencyIn = <Name extends string>(sheet: Sheet<Name>, row: number, column: Name): string => {
  const found = sheet.required(row, column).toUpperCase()
  const read = readCurrency(found)
  if (read.ok) return read.value
  throw sheet.fail(
    row,
    column,
    "A currency is an ISO 4217 code that is in use.",
    `Correct it: ${read.hint ?? "write a code such as EUR"}.`,
  )
}

/** The currency of most orders; of equals, the one that comes first. A book has one; orders in another are skipped. */
export const mainCurrency = (currencies: readonly string[]): string => {
  const counts = new Map<string, number>()
  for (const currency of currencies) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  let best = currencies[0] ?? "USD"
  for (const [currency, count] of counts) if (count > (counts.get(best) ?? 0)) best = currency
  return best
}

/** How fast a shipping method's name sounds; shops call them what they like. */
export const serviceFor = (method: string): BookOrder["service"] => {
  const name = method.toLowerCase()
  if (/same[ -]?day/.test(name)) return "sameDay"
  if (/overnight|next[ -]?day|express|priority|first[ -]?class|\b1[ -]?day/.test(name)) return "first"
  return /\b2(nd)?[ -]?day|two[ -]?day|second|expedited/.test(name) ? "second" : "standard"
}

/** Everything of an order, withdrawn at once. */
export const wholeWithdrawal = (order: BookOrder, at: number): Withdrawal => {
  const units = new Map<string, number>()
  for (const { sku, quantity } of order.lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return {
    id: order.id,
    at,
    order: order.id,
    lines: [...units].map(([sku, quantity]) => ({ sku, quantity })),
    whole: true,
  }
}

export const exponentOf = currencyExponent
