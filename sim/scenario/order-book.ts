/**
 * An order book: what people ordered and what they sent back, whatever file it came from.
 *
 * Instants are integer milliseconds since 1970-01-01 UTC; money is integer minor units of `currency`. An importer promises that
 * every order of its source is either here or in `skipped`, and that `gross` adds up over both.
 */

export interface OrderBook {
  /** Where it came from: `superstore`, `online-retail`, `shopify`, `woocommerce` or `backlot`. */
  readonly format: string
  /** Hex hash of the source's bytes: the book's name in a scenario. */
  readonly hash: string
  readonly currency: string
  /** Ascending by instant, then by id. */
  readonly orders: readonly BookOrder[]
  /** What people withdrew or sent back later; ascending by instant, then by id. */
  readonly withdrawals: readonly Withdrawal[]
  readonly skipped: readonly Skipped[]
  /** What the importer had to decide, one sentence each, for the report. */
  readonly notes: readonly string[]
  /** Source amount minus booked amount, from rounding each line half up to whole minor units; in millionths of a minor unit. */
  readonly roundingMicros: number
  readonly products: readonly Product[]
}

export interface Product {
  readonly sku: string
  /** Every name the source has for it, the most frequent first. */
  readonly names: readonly string[]
}

export interface BookOrder {
  readonly id: string
  readonly at: number
  /** Where it was bought, when the source says so; else the scenario decides. */
  readonly channel: "storefront" | "marketplace" | null
  readonly buyer: Buyer
  readonly address: Address
  readonly lines: readonly BookLine[]
  /** Postage, fees, samples: charged but not taken from stock. */
  readonly charges: readonly Charge[]
  /** `first`, `second`, `standard`, `sameDay`: how fast the buyer wants it. */
  readonly service: "sameDay" | "first" | "second" | "standard"
  /** Σ lines (amount + tax) + Σ charges (amount + tax). */
  readonly total: number
  /** What the buyer pays with, in the order of use, by names that the payment provider knows; a card that works unless said. */
  readonly payment?: readonly string[]
}

export interface BookLine {
  readonly sku: string
  readonly name: string
  readonly quantity: number
  /** After discount, before tax, for the whole quantity. */
  readonly amount: number
  /** The part of the list price that the discount took, for the whole quantity; for information. */
  readonly discount: number
  readonly tax: number
}

export interface Charge {
  readonly code: string
  readonly name: string
  readonly amount: number
  readonly tax: number
}

/** A person of the source, already pseudonymised unless the caller asked otherwise. */
export interface Buyer {
  /** Stable over the book; a guest has one of their own for each order. */
  readonly id: string
  readonly guest: boolean
  readonly name: string
  readonly email: string
  readonly phone: string | null
}

export interface Address {
  readonly line1: string
  readonly line2: string | null
  readonly city: string
  readonly region: string | null
  readonly postalCode: string | null
  /** As the source writes it. */
  readonly country: string
}

/** Units that the buyer no longer wants: cancelled when they have not left, sent back when they have. */
export interface Withdrawal {
  readonly id: string
  readonly at: number
  readonly order: string
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  /** True when nothing of the order remains. */
  readonly whole: boolean
}

export interface Skipped {
  /** What the source calls it: invoice or order number. */
  readonly id: string
  readonly kind: "order" | "cancellation" | "adjustment" | "row"
  /** 1-based line of the source where it starts. */
  readonly line: number
  readonly rows: number
  /** Minor units that are left out with it, signed as in the source. */
  readonly amount: number
  readonly reason: string
}
