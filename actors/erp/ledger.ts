/**
 * The posting rules: which accounts each business event moves, and by how much.
 *
 * Money is double entry: every rule's debits equal its credits. Goods move beside it, in units, between accounts of the same SKU.
 * Amounts are posted as they were charged; nothing is computed again here.
 */
import type { Leg, Posting } from "../../sim/partner/room.ts"
import type {
  BillFacts,
  CashFacts,
  CreditFacts,
  DisputeFacts,
  FreightFacts,
  GoodsFacts,
  InvoiceFacts,
  StatementFacts,
} from "./ledger-facts.ts"

type Tags = Pick<Leg, "subject" | "sku" | "site">

const debit = (account: string, amountMinor: number, tags: Tags = {}): Leg => ({ account, amountMinor, ...tags })
const credit = (account: string, amountMinor: number, tags: Tags = {}): Leg => debit(account, -amountMinor, tags)

const entry = (currency: string, subject: string, ...legs: readonly Leg[]): Posting => ({
  book: "money",
  currency,
  subject,
  legs: legs.filter((leg) => leg.amountMinor !== 0),
})

/** Units move between two accounts, and their value between two others. */
const goodsEntry = (
  { currency, subject, site, goods }: GoodsFacts,
  units: { readonly from: string; readonly to: string },
  value: { readonly debit: Account; readonly credit: Account },
): readonly Posting[] => [
  {
    book: "stock",
    subject,
    legs: goods.flatMap(({ sku, quantity }) => [
      { account: units.from, sku, site, quantity: -quantity },
      { account: units.to, sku, site, quantity },
    ]),
  },
  entry(
    currency,
    subject,
    ...goods.flatMap(({ sku, costMinor }) => [
      debit(value.debit.account, costMinor, { sku, site, ...value.debit.tags }),
      credit(value.credit.account, costMinor, { sku, site, ...value.credit.tags }),
    ]),
  ),
]

interface Account {
  readonly account: string
  readonly tags?: Tags
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)

/** Where money comes from or goes to: a card's is with the provider, a gift card's is owed by ourselves. */
const purse = ({ giftCard }: CashFacts): readonly [string, Tags] =>
  giftCard === "" ? ["clearing", {}] : ["giftCardLiability", { subject: giftCard }]

/** Whoever owes for a sale: the buyer, or the marketplace that has the buyer's money. */
const receivable = { psp: "accountsReceivable", marketplace: "marketplaceReceivable" } as const

const paidFor = { invoice: "accountsReceivable", order: "customerDeposits", giftCard: "giftCardLiability" } as const

export const ledger = {
  // What is sold

  goodsIssue: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.inventory", to: "erp.issued" },
      { debit: { account: "costOfGoods" }, credit: { account: "inventory" } },
    ),

  invoice: (facts: InvoiceFacts) =>
    entry(
      facts.currency,
      facts.shipment,
      debit(receivable[facts.settledBy], facts.goodsMinor + facts.chargesMinor + facts.taxMinor, {
        subject: facts.order,
      }),
      credit("revenue", facts.goodsMinor),
      credit("shippingIncome", facts.chargesMinor),
      credit("taxPayable", facts.taxMinor),
    ),

  creditNote: (facts: CreditFacts) =>
    entry(
      facts.currency,
      facts.return,
      debit("salesReturns", facts.goodsMinor),
      debit("shippingIncome", facts.chargesMinor),
      debit("taxPayable", facts.taxMinor),
      credit("accountsReceivable", facts.setOffMinor, { subject: facts.order }),
      credit(
        facts.settledBy === "psp" ? "refundsPayable" : "marketplaceReceivable",
        facts.goodsMinor + facts.chargesMinor + facts.taxMinor - facts.setOffMinor,
        { subject: facts.order },
      ),
    ),

  goodsBack: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.returned", to: "erp.inventory" },
      { debit: { account: "inventory" }, credit: { account: "costOfGoods" } },
    ),

  goodsScrapped: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.returned", to: "erp.scrapped" },
      { debit: { account: "inventoryLoss" }, credit: { account: "costOfGoods" } },
    ),

  /** Goods that left and never arrived: they are owed by the carrier, or by nobody. */
  goodsClaimed: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.issued", to: "erp.lost" },
      { debit: { account: "carrierClaims" }, credit: { account: "costOfGoods" } },
    ),

  goodsWrittenOff: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.issued", to: "erp.lost" },
      { debit: { account: "inventoryLoss" }, credit: { account: "costOfGoods" } },
    ),

  // What is paid

  /** Money that was taken before its invoice is a deposit: the revenue is not earned yet. A sold gift card never is one. */
  capture: (facts: CashFacts & { readonly pays: "invoice" | "order" | "giftCard" }) =>
    entry(
      facts.currency,
      facts.source,
      debit(purse(facts)[0], facts.amountMinor, purse(facts)[1]),
      credit(paidFor[facts.pays], facts.amountMinor, { subject: facts.order }),
    ),

  applyDeposit: (facts: Omit<CashFacts, "giftCard">) =>
    entry(
      facts.currency,
      facts.source,
      debit("customerDeposits", facts.amountMinor, { subject: facts.order }),
      credit("accountsReceivable", facts.amountMinor, { subject: facts.order }),
    ),

  /** What was paid in advance is owed to the buyer again. */
  depositReleased: (facts: CreditFacts) =>
    entry(
      facts.currency,
      facts.return,
      debit("customerDeposits", facts.goodsMinor, { subject: facts.order }),
      credit("refundsPayable", facts.goodsMinor, { subject: facts.order }),
    ),

  refund: (facts: CashFacts) =>
    entry(
      facts.currency,
      facts.source,
      debit("refundsPayable", facts.amountMinor, { subject: facts.order }),
      credit(purse(facts)[0], facts.amountMinor, purse(facts)[1]),
    ),

  /** Nobody had a claim to it: what a person gave away is an expense. */
  goodwill: (facts: Omit<CashFacts, "giftCard">) =>
    entry(
      facts.currency,
      facts.source,
      debit("salesAllowances", facts.amountMinor, { subject: facts.order }),
      credit("refundsPayable", facts.amountMinor, { subject: facts.order }),
    ),

  /** What the bank took back was the buyer's anyway, for a return: no loss, but that return's refund. */
  chargedBack: (facts: Omit<CashFacts, "giftCard">) =>
    entry(
      facts.currency,
      facts.source,
      debit("refundsPayable", facts.amountMinor, { subject: facts.order }),
      credit("chargebackLoss", facts.amountMinor, { subject: facts.order }),
    ),

  /** Goodwill that a return would give back now: no expense, but that return's refund. */
  goodwillOwed: (facts: Omit<CashFacts, "giftCard">) =>
    entry(
      facts.currency,
      facts.source,
      debit("refundsPayable", facts.amountMinor, { subject: facts.order }),
      credit("salesAllowances", facts.amountMinor, { subject: facts.order }),
    ),

  /** The bank has taken the charge back and the provider its fee: nobody knows yet for whom. */
  disputeOpened: (facts: DisputeFacts) =>
    entry(
      facts.currency,
      facts.dispute,
      debit("disputedReceivable", facts.amountMinor, { subject: facts.order }),
      debit("disputeFees", facts.feeMinor),
      credit("clearing", facts.amountMinor + facts.feeMinor),
    ),

  disputeWon: (facts: DisputeFacts) =>
    entry(
      facts.currency,
      facts.dispute,
      debit("clearing", facts.amountMinor + facts.feeReturnedMinor),
      credit("disputedReceivable", facts.amountMinor, { subject: facts.order }),
      credit("disputeFees", facts.feeReturnedMinor),
    ),

  disputeLost: (facts: DisputeFacts) =>
    entry(
      facts.currency,
      facts.dispute,
      debit("chargebackLoss", facts.amountMinor, { subject: facts.order }),
      credit("disputedReceivable", facts.amountMinor, { subject: facts.order }),
    ),

  payout: ({ currency, statement, amountMinor, differenceMinor, isAccepted, lines }: StatementFacts) =>
    entry(
      currency,
      statement,
      debit("bank", amountMinor),
      debit(isAccepted ? "differences" : "rounding", -differenceMinor),
      debit("fees", sum(lines.map((line) => line.feeMinor))),
      ...lines.map((line) => credit("clearing", line.amountMinor, { subject: line.reference })),
    ),

  /** One sum against another, whatever it is made of. */
  payoutByTotal: (
    facts: Omit<StatementFacts, "lines" | "differenceMinor" | "isAccepted"> & { readonly feesMinor: number },
  ) =>
    entry(
      facts.currency,
      facts.statement,
      debit("bank", facts.amountMinor),
      debit("fees", facts.feesMinor),
      credit("clearing", facts.amountMinor + facts.feesMinor),
    ),

  /** What a sale was settled at may differ from its invoice by rounding; what is kept back stays owed. */
  settlement: ({ currency, statement, amountMinor, differenceMinor, isAccepted, lines }: StatementFacts) => {
    const sumOf = (kinds: readonly string[]) =>
      sum(lines.filter((line) => kinds.includes(line.kind)).map((line) => line.amountMinor))
    const traded = lines.filter((line) => line.kind === "sale" || line.kind === "refund")
    const roundingMinor = sum(traded.map((line) => line.roundingMinor ?? 0))
    return entry(
      currency,
      statement,
      debit("bank", amountMinor),
      debit(isAccepted ? "differences" : "rounding", -differenceMinor - roundingMinor),
      debit("commission", -sumOf(["commission", "commissionRefund"])),
      debit("marketplaceReserve", -sumOf(["reserve", "reserveRelease"])),
      ...traded.map((line) =>
        credit("marketplaceReceivable", line.amountMinor - (line.roundingMinor ?? 0), { subject: line.order }),
      ),
    )
  },

  // What is bought; a purchase order itself posts nothing

  goodsReceipt: (facts: GoodsFacts & { readonly purchaseOrder: string }) =>
    goodsEntry(
      facts,
      { from: "erp.received", to: "erp.inventory" },
      {
        debit: { account: "inventory" },
        credit: { account: "goodsReceivedNotInvoiced", tags: { subject: facts.purchaseOrder } },
      },
    ),

  // What sending costs

  freight: ({ bill, currency, lines }: FreightFacts) =>
    entry(
      currency,
      bill,
      ...lines.map((line) => debit("freightOut", line.amountMinor, { subject: line.order })),
      credit("accountsPayable", sum(lines.map((line) => line.amountMinor))),
    ),

  freightPayment: ({ bill, currency, lines }: FreightFacts) => {
    const amountMinor = sum(lines.map((line) => line.amountMinor))
    return entry(currency, bill, debit("accountsPayable", amountMinor), credit("bank", amountMinor))
  },

  // What a count finds

  goodsFound: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.adjusted", to: "erp.inventory" },
      { debit: { account: "inventory" }, credit: { account: "inventoryLoss" } },
    ),

  goodsLost: (facts: GoodsFacts) =>
    goodsEntry(
      facts,
      { from: "erp.inventory", to: "erp.adjusted" },
      { debit: { account: "inventoryLoss" }, credit: { account: "inventory" } },
    ),

  vendorBill: (facts: BillFacts) =>
    entry(
      facts.currency,
      facts.bill,
      debit("goodsReceivedNotInvoiced", facts.orderedMinor, { subject: facts.purchaseOrder }),
      debit("priceVariance", facts.amountMinor - facts.orderedMinor),
      credit("accountsPayable", facts.amountMinor),
    ),

  /** A person lets the supplier have it: what was billed and never came is a loss on the price. */
  billAccepted: (facts: BillFacts) =>
    entry(
      facts.currency,
      facts.bill,
      debit("priceVariance", Math.max(0, facts.orderedMinor - facts.receivedMinor)),
      credit("goodsReceivedNotInvoiced", Math.max(0, facts.orderedMinor - facts.receivedMinor), {
        subject: facts.purchaseOrder,
      }),
    ),

  /** The supplier takes back what it charged for goods that never came, and what was too dear. */
  debitNote: (facts: BillFacts & { readonly debitMinor: number }) => {
    const undeliveredMinor = Math.max(0, facts.orderedMinor - facts.receivedMinor)
    return entry(
      facts.currency,
      facts.bill,
      debit("accountsPayable", facts.debitMinor),
      credit("goodsReceivedNotInvoiced", undeliveredMinor, { subject: facts.purchaseOrder }),
      credit("priceVariance", facts.debitMinor - undeliveredMinor),
    )
  },

  vendorPayment: ({ currency, bill, amountMinor, debitMinor }: BillFacts & { readonly debitMinor: number }) =>
    entry(currency, bill, debit("accountsPayable", amountMinor - debitMinor), credit("bank", amountMinor - debitMinor)),
} as const
