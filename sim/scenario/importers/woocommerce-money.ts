/**
 * Makes the lines of a WooCommerce order add up to its total: the export's items may be finer than the currency, its sums are not.
 */
import { addDecimals, atScale, prorate } from "./decimal.ts"
import type { WooItem } from "./woocommerce-items.ts"

/** Minor units. */
export interface WooSums {
  readonly total: number
  readonly shipping: number
  readonly shippingTax: number
  readonly fee: number
  readonly feeTax: number
  /** Of the whole order; in some versions of the exporter without that of shipping and fees. */
  readonly tax: number
}

export interface SettledWoo {
  readonly lines: readonly { readonly amount: number; readonly tax: number }[]
  /** 0 where the fee was negative: then it is a discount, and the lines have taken it in. */
  readonly fee: number
  readonly feeTax: number
  /** What the items are by themselves minus what the lines are now, in millionths of a minor unit. */
  readonly micros: number
}

/** Null when the sums contradict each other by more than rounding can explain. */
export const settleWoo = (items: readonly WooItem[], sums: WooSums, exponent: number): SettledWoo | null => {
  const discounting = sums.fee < 0
  const [fee, feeTax] = discounting ? [0, 0] : [sums.fee, sums.feeTax]
  const exact = atScale(items.map((item) => item.total).reduce(addDecimals, { digits: 0n, scale: 0 }), exponent + 6)
  const expected = exact + (discounting ? BigInt(sums.fee) * million : 0n)
  // A unit for each line and each sum: what rounding them separately can amount to.
  const tolerance = BigInt(items.length + 3) * million
  const readings = [sums.tax, sums.tax + sums.shippingTax + sums.feeTax]
  for (const tax of readings) {
    const goods = sums.total - sums.shipping - fee - tax
    const goodsTax = tax - sums.shippingTax - feeTax
    const micros = expected - BigInt(goods) * million
    if (goods < 0 || goodsTax < 0 || micros > tolerance || -micros > tolerance) continue
    const amounts = prorate(
      goods,
      items.map((item) => atScale(item.total, exponent + 6)),
    )
    const taxes = prorate(goodsTax, amounts)
    return {
      lines: items.map((_, index) => ({ amount: amounts[index] ?? 0, tax: taxes[index] ?? 0 })),
      fee,
      feeTax,
      micros: Number(micros),
    }
  }
  return null
}

const million = 1_000_000n
