/** What the posting rules have to know of each business event. */
import type { FreightLine } from "./contract.ts"

/** Units of one SKU at one site, with their value at cost. */
export interface Goods {
  readonly sku: string
  readonly quantity: number
  readonly costMinor: number
}

export interface GoodsFacts {
  readonly currency: string
  readonly subject: string
  readonly site: string
  readonly goods: readonly Goods[]
}

export interface InvoiceFacts {
  readonly shipment: string
  readonly order: string
  readonly currency: string
  readonly settledBy: "psp" | "marketplace"
  readonly goodsMinor: number
  readonly chargesMinor: number
  /** Only what this company owes to a tax office; what a marketplace collects is the marketplace's. */
  readonly taxMinor: number
}

export interface CreditFacts {
  readonly return: string
  readonly order: string
  readonly currency: string
  readonly settledBy: "psp" | "marketplace"
  readonly goodsMinor: number
  readonly chargesMinor: number
  readonly taxMinor: number
  /** Of it, what the buyer had not paid yet. */
  readonly setOffMinor: number
}

export interface CashFacts {
  readonly source: string
  readonly order: string
  /** The gift card that it came from or goes to; empty for cards. */
  readonly giftCard: string
  readonly currency: string
  readonly amountMinor: number
}

export interface DisputeFacts {
  readonly dispute: string
  readonly order: string
  readonly currency: string
  readonly amountMinor: number
  readonly feeMinor: number
  readonly feeReturnedMinor: number
}

export interface FreightFacts {
  readonly bill: string
  readonly currency: string
  readonly lines: readonly FreightLine[]
}

export interface StatementFacts {
  readonly statement: string
  readonly currency: string
  readonly amountMinor: number
  /** What was paid less what the lines add up to: banks round as well. */
  readonly differenceMinor: number
  /** A person has taken it as it is: the difference is no rounding. */
  readonly isAccepted: boolean
  readonly lines: readonly {
    readonly kind: string
    readonly order: string
    readonly reference: string
    readonly amountMinor: number
    readonly feeMinor: number
    /** Of a sale, what it says less what we have invoiced. */
    readonly roundingMinor?: number
  }[]
}

export interface BillFacts {
  readonly bill: string
  readonly purchaseOrder: string
  readonly currency: string
  /** What the purchase order says that the billed goods cost, and those that have come. */
  readonly orderedMinor: number
  readonly receivedMinor: number
  readonly amountMinor: number
}
