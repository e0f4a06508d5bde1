/** Goal: the compiled charts do what XState does. Method: any events in any order, timers included, against XState itself. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { erpRoom } from "../../../actors/erp/erp.ts"
import { supplierRoom } from "../../../actors/supplier/supplier.ts"
import type { ObjectKind } from "../../../sim/partner/room.ts"
import { sameAsXState } from "../../sim/statechart/against-xstate.ts"
import { monday } from "./small-world.ts"

const sold = {
  channel: "storefront",
  currency: "EUR",
  settledBy: "psp",
  placedAt: monday,
  charges: [],
  totalMinor: 600,
  lines: [{ line: "1", sku: "A", name: "A", quantity: 3, amountMinor: 500, taxMinor: 100 }],
}
const facts = {
  order: "order-1",
  shipment: "order-1/shipment-1",
  return: "order-1/return-1",
  currency: "EUR",
  settledBy: "psp",
  site: "wms-east",
}
const inputs: Readonly<Record<string, unknown>> = {
  salesOrder: { sold: null },
  invoice: { ...facts, goodsMinor: 5, chargesMinor: 0, taxMinor: 1, lineCount: 1, creditableMinor: 6 },
  creditNote: { ...facts, goodsMinor: 5, taxMinor: 1, restocked: [], scrapped: [] },
  paymentApplication: { ...facts, capture: "capture-1", amountMinor: 6, feeMinor: 1, isInvoiced: false },
  refundApplication: { ...facts, refund: "refund-1", reference: "order-1/return-1", amountMinor: 6 },
  payout: { counterparty: "payment", currency: "EUR", amountMinor: 6, checksMax: 3 },
  settlement: { counterparty: "market-1", currency: "EUR", amountMinor: 6, checksMax: 3 },
  item: { name: "A", currency: "EUR", costMinor: 5 },
  position: {
    sku: "A",
    site: "wms-east",
    openedAt: monday,
    rule: { safetyUnits: 1, assortmentUnits: 6, protectionDays: 8, coverPpm: 1_300_000 },
  },
  planner: { site: "wms-east" },
  purchaseOrder: {
    site: "wms-east",
    supplier: "supplier",
    buyer: "erp",
    currency: "EUR",
    lines: [],
    promisedAt: monday,
    sendsMax: 2,
    triesMax: 2,
  },
  vendorBill: {
    bill: "bill-1",
    purchaseOrder: "po-1",
    currency: "EUR",
    orderedMinor: 5,
    amountMinor: 6,
    receivedMinor: 0,
    toleranceMinor: 0,
  },
  freightBill: { bill: "carrier-a/EUR/invoice/1", currency: "EUR", lines: [], checksMax: 2 },
  goodsIssue: { ...facts, subject: facts.shipment, goods: [] },
  goodsReceipt: { ...facts, subject: "receipt-1", purchaseOrder: "po-1", receivedAt: monday, goods: [] },
}

/** Every field that some event of some chart reads. */
const payload = fc.record({
  sold: fc.constant(sold),
  units: fc.integer({ min: 1, max: 3 }),
  amountMinor: fc.integer({ min: 1, max: 6 }),
  receivedMinor: fc.integer({ min: 0, max: 6 }),
  accepts: fc.boolean(),
  quantity: fc.integer({ min: -3, max: 12 }),
  closes: fc.integer({ min: 0, max: 12 }),
  payout: fc.constant("payout-1"),
  promisedAt: fc.constant(monday),
  lines: fc.constant([]),
  differenceMinor: fc.constantFrom(0, 0, 1),
  unmatched: fc.constant([]),
  strangers: fc.constantFrom([], ["label-1"]),
})

describe.each([...erpRoom.objects, ...supplierRoom.objects].map((kind) => kind as unknown as ObjectKind))(
  "the chart of $name",
  (kind) => {
    const { name, machine, chart } = kind
    const events = [...chart.events, "unheardOf"]
    const stimulus = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...events), payload).map(([type, fields]) => ({ ...fields, type })),
      },
      { weight: 1, arbitrary: fc.nat(3).map((timer) => ({ timer })) },
    )

    test.prop([fc.array(stimulus, { maxLength: 15 })], { numRuns: 60 })("does what XState does", (stimuli) => {
      const stamped = stimuli.map((one, index) => ({ ...one, at: monday + index * 86_400_000 }))
      expect(sameAsXState(machine, inputs[name], stamped).failed).toBe(false)
    })
  },
)
