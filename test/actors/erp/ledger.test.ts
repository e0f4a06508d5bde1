/** Goal: no rule can post an entry that does not balance. Method: every rule with any facts, then what each account means. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { ledger } from "../../../actors/erp/ledger.ts"
import type { Posting } from "../../../sim/partner/room.ts"

const minor = fc.integer({ min: 0, max: 1_000_000 })
const settledBy = fc.constantFrom("psp" as const, "marketplace" as const)
const goods = fc.record({
  currency: fc.constant("EUR"),
  subject: fc.constant("order-1/shipment-1"),
  site: fc.constant("wms-east"),
  goods: fc.array(
    fc.record({ sku: fc.constantFrom("A", "B"), quantity: fc.integer({ min: 1, max: 9 }), costMinor: minor }),
  ),
})
const line = fc.record({
  kind: fc.constantFrom("sale", "commission", "refund", "commissionRefund"),
  order: fc.constantFrom("order-1", "order-2"),
  reference: fc.constantFrom("order-1/shipment-1", "order-2/shipment-1"),
  amountMinor: fc.integer({ min: -100_000, max: 100_000 }),
  feeMinor: fc.integer({ min: 0, max: 500 }),
})
const sale = { currency: "EUR", order: "order-1", shipment: "order-1/shipment-1", return: "order-1/return-1" }
const cash = { source: "payment-1/capture-1", order: "order-1", currency: "EUR" }
const giftCard = fc.constantFrom("", "XMAS-77")
const pays = fc.constantFrom("invoice" as const, "order" as const, "giftCard" as const)

const difference = fc.integer({ min: -1, max: 1 })
const disputes = fc
  .record({ amountMinor: minor, feeMinor: minor, feeReturnedMinor: minor })
  .map((facts) => ({ ...facts, dispute: "payment-1/dispute-1", order: "order-1", currency: "EUR" }))

const bills = fc
  .record({ orderedMinor: minor, receivedMinor: minor, amountMinor: minor, debitMinor: minor })
  .map((facts) => ({ ...facts, bill: "bill-1", purchaseOrder: "po-1", currency: "EUR" }))

const postings = fc.oneof(
  ...[ledger.goodsIssue, ledger.goodsBack, ledger.goodsScrapped].map((rule) => goods.map(rule)),
  goods.map((facts) => ledger.goodsReceipt({ ...facts, purchaseOrder: "wms-east/purchaseOrder-1" })),
  fc
    .record({ settledBy, goodsMinor: minor, chargesMinor: minor, taxMinor: minor })
    .map((facts) => [ledger.invoice({ ...sale, ...facts })]),
  fc
    .record({ settledBy, goodsMinor: minor, chargesMinor: minor, taxMinor: minor, setOffMinor: minor })
    .map((facts) => [ledger.creditNote({ ...sale, ...facts })]),
  fc.record({ amountMinor: minor, giftCard, pays }).map((facts) => [ledger.capture({ ...cash, ...facts })]),
  minor.map((amountMinor) => [ledger.applyDeposit({ ...cash, amountMinor })]),
  fc.record({ amountMinor: minor, giftCard }).map((facts) => [ledger.refund({ ...cash, ...facts })]),
  fc.tuple(fc.array(line), difference, fc.boolean()).map(([lines, differenceMinor, isAccepted]) => {
    const amountMinor = lines.reduce((sum, one) => sum + one.amountMinor - one.feeMinor, differenceMinor)
    return [ledger.payout({ statement: "payout-1", currency: "EUR", amountMinor, differenceMinor, isAccepted, lines })]
  }),
  fc.tuple(fc.array(line), difference, fc.boolean()).map(([lines, differenceMinor, isAccepted]) => {
    const amountMinor = lines.reduce((sum, one) => sum + one.amountMinor, differenceMinor)
    const facts = { statement: "settlement-1", currency: "EUR", amountMinor, differenceMinor, isAccepted, lines }
    return [ledger.settlement(facts)]
  }),
  fc.record({ amountMinor: minor, feesMinor: minor }).map((facts) => {
    return [ledger.payoutByTotal({ statement: "payout-1", currency: "EUR", ...facts })]
  }),
  ...[ledger.disputeOpened, ledger.disputeWon, ledger.disputeLost].map((rule) =>
    disputes.map((facts) => [rule(facts)]),
  ),
  minor.map((amountMinor) => [ledger.goodwill({ ...cash, amountMinor })]),
  minor.map((amountMinor) => [ledger.chargedBack({ ...cash, amountMinor })]),
  ...[ledger.vendorBill, ledger.billAccepted, ledger.debitNote, ledger.vendorPayment].map((rule) =>
    bills.map((facts) => [rule(facts)]),
  ),
)

const bySku = (posting: Posting): Record<string, number> => {
  const sums: Record<string, number> = {}
  for (const leg of posting.legs) sums[leg.sku ?? ""] = (sums[leg.sku ?? ""] ?? 0) + (leg.quantity ?? 0)
  return sums
}

describe("the posting rules", () => {
  test.prop([postings])("post entries that balance: money to zero, units to zero for each SKU", (entries) => {
    for (const posting of entries) {
      if (posting.book === "money") expect(posting.legs.reduce((sum, leg) => sum + (leg.amountMinor ?? 0), 0)).toBe(0)
      else expect(Object.values(bySku(posting)).every((sum) => sum === 0)).toBe(true)
    }
  })

  test.prop([postings])("post no legs that move nothing", (entries) => {
    for (const leg of entries.flatMap((posting) => posting.legs)) {
      expect((leg.amountMinor ?? 0) !== 0 || (leg.quantity ?? 0) !== 0).toBe(true)
    }
  })

  test("a sale at 120 with 20 tax and 5 postage: whoever has the buyer's money owes it", () => {
    const facts = { ...sale, goodsMinor: 10_000, chargesMinor: 500, taxMinor: 2_000 }
    expect(ledger.invoice({ ...facts, settledBy: "psp" }).legs).toEqual([
      { account: "accountsReceivable", amountMinor: 12_500, subject: "order-1" },
      { account: "revenue", amountMinor: -10_000 },
      { account: "shippingIncome", amountMinor: -500 },
      { account: "taxPayable", amountMinor: -2_000 },
    ])
    expect(ledger.invoice({ ...facts, settledBy: "marketplace" }).legs[0]?.account).toBe("marketplaceReceivable")
  })
})
