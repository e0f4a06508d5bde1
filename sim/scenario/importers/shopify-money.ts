/**
 * Makes the lines of a Shopify order add up to its total: the export has discounts, taxes and shipping for the order, not by line.
 */
import { prorate } from "./decimal.ts"

/** Minor units. */
export interface ShopifySums {
  readonly subtotal: number
  readonly shipping: number
  readonly taxes: number
  readonly total: number
  readonly discount: number
  readonly duties: number
}

export interface ShopifyItem {
  /** Price × quantity. */
  readonly list: number
  /** Of the line alone. */
  readonly discount: number
  readonly taxable: boolean
}

export interface Settled {
  /** As many as there were items; amounts are before tax. */
  readonly lines: readonly { readonly amount: number; readonly discount: number; readonly tax: number }[]
  /** What was paid for shipping, before the tax below. */
  readonly shipping: number
  readonly shippingTax: number
  readonly taxesIncluded: boolean
}

/** Null when the sums contradict each other, whichever way they are read. */
export const settle = (items: readonly ShopifyItem[], sums: ShopifySums): Settled | null => {
  const lineDiscounts = items.reduce((sum, item) => sum + item.discount, 0)
  const open = items.reduce((sum, item) => sum + item.list - item.discount, 0) - sums.subtotal
  // What the lines' own discounts leave open, the order's discount took; it cannot have taken more than it is.
  if (open < 0 || open > sums.discount || items.some((item) => item.discount > item.list)) return null
  const reading = readSums(sums, [sums.discount - lineDiscounts - open, sums.discount - open])
  if (reading === null) return null

  const afterOwn = items.map((item) => item.list - item.discount)
  const shares = items.length === 0 ? [] : prorate(open, afterOwn)
  const gross = afterOwn.map((amount, index) => amount - (shares[index] ?? 0))
  if (gross.some((amount) => amount < 0)) return null
  const shipping = sums.shipping - reading.shippingDiscount
  const taxes = spreadTaxes(sums.taxes, gross, items, shipping, reading.taxesIncluded)
  if (taxes === null) return null
  return {
    lines: items.map((item, index) => {
      const tax = taxes.lines[index] ?? 0
      const paid = gross[index] ?? 0
      return {
        amount: reading.taxesIncluded ? paid - tax : paid,
        discount: item.discount + (shares[index] ?? 0),
        tax,
      }
    }),
    shipping: reading.taxesIncluded ? shipping - taxes.shipping : shipping,
    shippingTax: taxes.shipping,
    taxesIncluded: reading.taxesIncluded,
  }
}

/**
 * Whether prices contain the taxes, and what of the discount was free shipping: the plainest reading that reaches the total.
 */
const readSums = (sums: ShopifySums, shippingDiscounts: readonly number[]) => {
  const { subtotal, shipping, taxes, duties, total } = sums
  for (const shippingDiscount of [0, ...shippingDiscounts]) {
    if (shippingDiscount < 0 || shippingDiscount > shipping) continue
    const withoutTaxes = subtotal + shipping - shippingDiscount + duties
    if (withoutTaxes + taxes === total) return { shippingDiscount, taxesIncluded: false }
    if (withoutTaxes === total) return { shippingDiscount, taxesIncluded: true }
  }
  return null
}

/** Over the taxable lines by what they cost; where those cost nothing, on the shipping; else over all lines. */
const spreadTaxes = (
  taxes: number,
  gross: readonly number[],
  items: readonly ShopifyItem[],
  shipping: number,
  included: boolean,
): { readonly lines: readonly number[]; readonly shipping: number } | null => {
  const sum = (weights: readonly number[]) => weights.reduce((a, b) => a + b, 0)
  const taxable = gross.map((amount, index) => (items[index]?.taxable === true ? amount : 0))
  const none = items.map(() => 0)
  if (taxes === 0) return { lines: none, shipping: 0 }
  // Taxes that are part of a price cannot exceed it.
  const holds = (amount: number) => amount > 0 && (!included || taxes <= amount)
  if (holds(sum(taxable))) return { lines: prorate(taxes, taxable), shipping: 0 }
  if (holds(shipping)) return { lines: none, shipping: taxes }
  return holds(sum(gross)) ? { lines: prorate(taxes, gross), shipping: 0 } : null
}
