/** The ERP on the wire: items, sales orders, what was shipped and came back, and suppliers' bills. */
import * as Schema from "effect/Schema"
import { operation, type Contract } from "../../sim/partner/contract.ts"
import { AmountMinor, Charge, Count, Currency, InstantMs, OrderLine, Quantity, Text } from "../shapes.ts"

const partner = "erp"
const SettledBy = Schema.Literals(["psp", "marketplace"])

/** Demand that the OMS has placed on a site: positive when it is added, negative when it is taken back. */
export const Demand = Schema.Struct({ sku: Text, site: Text, quantity: Schema.Int })
export type Demand = typeof Demand.Type
export const ShippedLine = Schema.Struct({
  line: Text,
  sku: Text,
  quantity: Quantity,
  amountMinor: AmountMinor,
  taxMinor: AmountMinor,
})
export type ShippedLine = typeof ShippedLine.Type

export const loadItems = operation(partner, "items.load", {
  says: "Adds items to the catalogue with their standard cost; replenishment may buy them from now on.",
  request: Schema.Struct({
    batch: Text,
    currency: Currency,
    items: Schema.Array(Schema.Struct({ sku: Text, name: Text, costMinor: AmountMinor })),
  }),
  response: Schema.Struct({ loaded: Count }),
  subject: (request) => request.batch,
})
export const declareRounding = operation(partner, "rounding.declare", {
  says: "An imported order book was rounded to whole minor units: by how much in all, in millionths of one.",
  style: "manual",
  request: Schema.Struct({ book: Text, currency: Currency, roundingMicros: Schema.Int }),
  response: Schema.Struct({ book: Text }),
  subject: (request) => request.book,
})
export const createSalesOrder = operation(partner, "salesOrders.create", {
  says: "An accepted order as its channel sold it, and the demand that it places on each site.",
  request: Schema.Struct({
    order: Text,
    channel: Text,
    currency: Currency,
    settledBy: SettledBy,
    placedAt: InstantMs,
    lines: Schema.Array(OrderLine),
    charges: Schema.Array(Charge),
    totalMinor: AmountMinor,
    demand: Schema.Array(Demand),
  }),
  response: Schema.Struct({ order: Text, state: Text }),
  subject: (request) => request.order,
})
export const changeSalesOrder = operation(partner, "salesOrders.change", {
  says: "A newer version of an order that is known here, under the name of the edit, and what it means for each site's demand.",
  request: Schema.Struct({
    order: Text,
    edit: Text,
    lines: Schema.Array(OrderLine),
    charges: Schema.Array(Charge),
    totalMinor: AmountMinor,
    demand: Schema.Array(Demand),
  }),
  response: Schema.Struct({ order: Text, state: Text }),
  subject: (request) => request.edit,
})
export const changeDemand = operation(partner, "demand.change", {
  says: "Demand moved between sites or was taken back, because an order was cancelled or sourced anew.",
  request: Schema.Struct({ reference: Text, order: Text, cancelled: Schema.Boolean, demand: Schema.Array(Demand) }),
  response: Schema.Struct({ order: Text, state: Text }),
  subject: (request) => request.reference,
})
export const recordShipment = operation(partner, "shipments.record", {
  says: "Units have left a site: goods issue, invoice and their postings.",
  request: Schema.Struct({
    shipment: Text,
    order: Text,
    site: Text,
    currency: Currency,
    settledBy: SettledBy,
    shippedAt: InstantMs,
    lines: Schema.Array(ShippedLine),
    charges: Schema.Array(Charge),
  }),
  response: Schema.Struct({ invoice: Text }),
  subject: (request) => request.shipment,
})
export const recordReturn = operation(partner, "returns.record", {
  says: "Units have come back: credit note, and goods back or scrapped.",
  request: Schema.Struct({
    return: Text,
    order: Text,
    site: Text,
    currency: Currency,
    settledBy: SettledBy,
    lines: Schema.Array(
      Schema.Struct({
        sku: Text,
        quantity: Quantity,
        amountMinor: AmountMinor,
        taxMinor: AmountMinor,
        /** none: money goes back, the goods are another matter. */
        disposition: Schema.Literals(["restock", "scrap", "none"]),
      }),
    ),
    /** Postage and fees that go back too. */
    charges: Schema.optionalKey(Schema.Array(Charge)),
    /** Of it, what the buyer had not paid yet and need not pay any more. */
    setOffMinor: Schema.optionalKey(Count),
  }),
  response: Schema.Struct({ creditNote: Text }),
  subject: (request) => request.return,
})
export const releaseDeposit = operation(partner, "deposits.release", {
  says: "What was paid for an order in advance is owed to its buyer again: it was called off, or costs less.",
  request: Schema.Struct({ repayment: Text, order: Text, currency: Currency, amountMinor: AmountMinor }),
  response: Schema.Struct({ creditNote: Text }),
  subject: (request) => request.repayment,
})
const BackAlready = Schema.Struct({
  return: Text,
  /** Of several captures that the return takes its money from, which; from 0. */
  piece: Schema.Int,
  order: Text,
  payment: Text,
  currency: Currency,
  amountMinor: AmountMinor,
})

export const recordChargedBack = operation(partner, "returns.recordChargedBack", {
  says: "What a return gives back the buyer has from the bank already, which took the charge back.",
  request: BackAlready,
  response: Schema.Struct({ state: Text }),
  subject: (request) => request.return,
})
export const recordGoodwill = operation(partner, "returns.recordGoodwill", {
  says: "What a return gives back the buyer has as goodwill already: no more than was charged goes back.",
  request: BackAlready,
  response: Schema.Struct({ state: Text }),
  subject: (request) => request.return,
})
/** Where goods of an order went that no invoice or credit note is about: on the shelf again, to waste, or with the carrier. */
export const GoodsMoved = Schema.Struct({
  sku: Text,
  quantity: Quantity,
  to: Schema.Literals(["restock", "scrap", "claim", "loss"]),
})
export type GoodsMoved = typeof GoodsMoved.Type

export const recordGoods = operation(partner, "goods.record", {
  says: "Goods of an order came back apart from their credit note, or never arrived anywhere.",
  request: Schema.Struct({
    reference: Text,
    order: Text,
    site: Text,
    currency: Currency,
    lines: Schema.Array(GoodsMoved),
  }),
  response: Schema.Struct({ goodsMovement: Text }),
  subject: (request) => request.reference,
})
export const createVendorBill = operation(partner, "vendorBills.create", {
  says: "A supplier's invoice for a purchase order.",
  visibility: "partner",
  request: Schema.Struct({
    bill: Text,
    purchaseOrder: Text,
    currency: Currency,
    lines: Schema.Array(Schema.Struct({ sku: Text, quantity: Quantity, unitCostMinor: AmountMinor })),
    amountMinor: AmountMinor,
  }),
  response: Schema.Struct({ bill: Text, state: Text }),
  subject: (request) => request.bill,
})
export const decideBill = operation(partner, "vendorBills.decide", {
  says: "A person decides on a bill that does not agree with its order and receipt: it is accepted, or the difference is taken back.",
  style: "manual",
  request: Schema.Struct({ bill: Text, accepts: Schema.Boolean }),
  response: Schema.Struct({ bill: Text, state: Text }),
  subject: (request) => request.bill,
})
export const FreightLine = Schema.Struct({ label: Text, shipment: Text, order: Text, amountMinor: AmountMinor })
export type FreightLine = typeof FreightLine.Type

export const createFreightBill = operation(partner, "freightBills.create", {
  says: "A carrier's bill for the parcels that it has fetched in a week.",
  visibility: "partner",
  request: Schema.Struct({
    bill: Text,
    currency: Currency,
    lines: Schema.Array(FreightLine),
    amountMinor: AmountMinor,
  }),
  response: Schema.Struct({ bill: Text, state: Text }),
  subject: (request) => request.bill,
})
export const decideFreightBill = operation(partner, "freightBills.decide", {
  says: "A person decides on a carrier's bill for parcels that nobody has sent: it is paid all the same, or what is not ours is struck off.",
  style: "manual",
  request: Schema.Struct({ bill: Text, accepts: Schema.Boolean }),
  response: Schema.Struct({ bill: Text, state: Text }),
  subject: (request) => request.bill,
})
const Decision = Schema.Literals(["accept", "compareAgain"])
const notOurs = { status: 422, definite: true, says: "It names money that is not in our books, or nothing at all." }
export const decidePayout = operation(partner, "payouts.decide", {
  says: "A person decides on a payout that does not agree with the books: it is booked with its difference, or compared once more.",
  style: "manual",
  errors: { notOurs },
  request: Schema.Struct({ payout: Text, decision: Decision }),
  response: Schema.Struct({ payout: Text, state: Text }),
  subject: (request) => request.payout,
})
export const decideSettlement = operation(partner, "settlements.decide", {
  says: "A person decides on a settlement that does not agree with the books: it is booked with its difference, or compared once more.",
  style: "manual",
  errors: { notOurs },
  request: Schema.Struct({ settlement: Text, decision: Decision }),
  response: Schema.Struct({ settlement: Text, state: Text }),
  subject: (request) => request.settlement,
})
export const sendPurchaseOrder = operation(partner, "purchaseOrders.send", {
  says: "Somebody has cleared up why a supplier refused a purchase order or never answered: it is sent once more.",
  style: "manual",
  request: Schema.Struct({ purchaseOrder: Text }),
  response: Schema.Struct({ purchaseOrder: Text, state: Text }),
  subject: (request) => request.purchaseOrder,
})
export const getSalesOrder = operation(partner, "salesOrders.get", {
  says: "One sales order as it stands.",
  reads: true,
  request: Schema.Struct({ order: Text }),
  response: Schema.Struct({ order: Text, state: Text, invoicedMinor: AmountMinor, creditedMinor: AmountMinor }),
  subject: (request) => request.order,
})

export const contract = {
  partner,
  says: "The ERP: items and their replenishment, sales orders, invoices, credit notes, vendor bills, and the ledger.",
  operations: [
    loadItems,
    declareRounding,
    createSalesOrder,
    changeSalesOrder,
    changeDemand,
    recordShipment,
    recordReturn,
    recordChargedBack,
    recordGoodwill,
    releaseDeposit,
    recordGoods,
    createVendorBill,
    decideBill,
    createFreightBill,
    decideFreightBill,
    decidePayout,
    decideSettlement,
    sendPurchaseOrder,
    getSalesOrder,
  ],
  webhooks: [],
} as unknown as Contract
