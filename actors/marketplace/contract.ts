/** The marketplace on the wire: a second channel that collects the money itself and settles later. */
import * as Schema from "effect/Schema"
import { operation, webhook, type Contract } from "../../sim/partner/contract.ts"
import { Count, AmountMinor, ChannelOrder, Currency, InstantMs, Text, Units } from "../shapes.ts"
import {
  CancellationRequested,
  Checkout,
  Fulfillment,
  Level,
  LostCompare,
  OrderState,
  ReturnRequested,
} from "../storefront/contract.ts"

const partner = "marketplace"

/** Signed as the seller sees it: sales are positive, commission and refunds negative. */
export const SettlementLine = Schema.Struct({
  order: Text,
  type: Schema.Literals(["sale", "commission", "refund", "commissionRefund", "reserve", "reserveRelease"]),
  reference: Text,
  amountMinor: AmountMinor,
})
export type SettlementLine = typeof SettlementLine.Type
export const Settlement = Schema.Struct({
  settlement: Text,
  currency: Currency,
  closedAt: InstantMs,
  salesMinor: AmountMinor,
  commissionMinor: AmountMinor,
  refundsMinor: AmountMinor,
  /** Kept back of this period's sales, and what an earlier one kept back and gives now. */
  reserveMinor: AmountMinor,
  amountMinor: AmountMinor,
})
export type Settlement = typeof Settlement.Type

export const placeOrder = operation(partner, "orders.place", {
  says: "A buyer orders at the marketplace and pays it.",
  visibility: "public",
  request: Checkout,
  response: OrderState,
  subject: (request) => request.order,
})
export const requestCancellation = operation(partner, "orders.cancel", {
  says: "The buyer asks for a cancellation; the seller decides.",
  visibility: "public",
  request: CancellationRequested,
  response: OrderState,
  subject: (request) => request.order,
})
export const requestReturn = operation(partner, "returns.request", {
  says: "The buyer wants to send units back.",
  visibility: "public",
  request: Schema.Struct({ order: Text, withdrawal: Text, lines: Schema.Array(Units) }),
  response: Schema.Struct({ return: Text }),
  subject: (request) => request.withdrawal,
})
export const resolveCancellation = operation(partner, "cancellations.resolve", {
  says: "The seller's answer to a cancellation request.",
  visibility: "partner",
  request: Schema.Struct({ order: Text, accepted: Schema.Boolean }),
  response: OrderState,
  subject: (request) => request.order,
})
export const cancelBySeller = operation(partner, "orders.cancelBySeller", {
  says: "The seller calls the order off; it counts against the seller.",
  visibility: "partner",
  request: CancellationRequested,
  response: OrderState,
  subject: (request) => request.order,
})
export const confirmShipment = operation(partner, "orders.confirmShipment", {
  says: "Units have left, with a known carrier and a tracking number; due before the ship-by promise.",
  visibility: "partner",
  request: Schema.Struct({
    ...Fulfillment.fields,
    /** What the shipment is invoiced at, without tax: the marketplace charges its buyer as much. */
    amountMinor: AmountMinor,
  }),
  response: OrderState,
  errors: { unknownCarrier: { status: 422, definite: true, says: "The marketplace knows no carrier by this code." } },
  subject: (request) => request.shipment,
})
export const setQuantities = operation(partner, "offers.setQuantities", {
  says: "The quantity feed, with compare-and-set.",
  visibility: "partner",
  request: Schema.Struct({ publication: Text, number: Count, levels: Schema.Array(Level) }),
  response: Schema.Struct({ lost: Schema.Array(LostCompare) }),
  subject: (request) => request.publication,
})
export const createRefund = operation(partner, "refunds.create", {
  says: "The seller gives money back through the marketplace.",
  visibility: "partner",
  request: Schema.Struct({ order: Text, reference: Text, amountMinor: AmountMinor }),
  response: Schema.Struct({ refund: Text, reference: Text }),
  errors: { tooMuch: { status: 422, definite: true, says: "More than the buyer paid and has not got back." } },
  subject: (request) => request.reference,
})
export const approveReturn = operation(partner, "returns.approve", {
  says: "The seller takes the return; the marketplace tells its buyer where to send it.",
  visibility: "partner",
  request: Schema.Struct({ return: Text, order: Text, site: Text }),
  response: Schema.Struct({ return: Text }),
  subject: (request) => request.return,
})
export const resolveReturn = operation(partner, "returns.resolve", {
  says: "A return has ended: its money was given back, or it was refused. One without a number begins with this.",
  visibility: "partner",
  request: Schema.Struct({ return: Text, order: Text, lines: Schema.Array(Units), refundedMinor: AmountMinor }),
  response: Schema.Struct({ return: Text }),
  subject: (request) => request.return,
})
export const getSettlement = operation(partner, "settlements.get", {
  says: "What a settlement is made of.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ settlement: Text }),
  response: Schema.Struct({ settlement: Settlement, lines: Schema.Array(SettlementLine) }),
  subject: (request) => request.settlement,
})

export const orderPending = webhook(partner, "order.pending", {
  says: "An order was placed and its payment is not sure: to be reserved, not to be shipped. Where it goes is not told yet.",
  payload: ChannelOrder,
  subject: (payload) => payload.order,
})
export const orderCancelled = webhook(partner, "order.cancelled", {
  says: "An order came to nothing while it was pending: it was not paid, or its buyer thought better of it.",
  payload: CancellationRequested,
  subject: (payload) => payload.order,
})
export const orderLate = webhook(partner, "order.late", {
  says: "The ship-by promise has passed and not everything is confirmed; it counts against the seller.",
  payload: Schema.Struct({ order: Text, shipBy: InstantMs }),
  subject: (payload) => payload.order,
})
export const orderCreated = webhook(partner, "order.created", {
  says: "An order has left the pending state: it is paid and may be shipped.",
  payload: Schema.Struct({ ...ChannelOrder.fields, shipBy: InstantMs }),
  subject: (payload) => payload.order,
})
export const cancellationRequested = webhook(partner, "cancellation.requested", {
  says: "A buyer wants to cancel.",
  payload: CancellationRequested,
  subject: (payload) => payload.order,
})
export const returnRequested = webhook(partner, "return.requested", {
  says: "A buyer wants to send units back.",
  payload: ReturnRequested,
  subject: (payload) => payload.return,
})
export const settlementClosed = webhook(partner, "settlement.closed", {
  says: "A settlement period has ended and its amount is on its way to the bank.",
  payload: Settlement,
  subject: (payload) => payload.settlement,
})

export const contract = {
  partner,
  stands: "partner",
  says: "The marketplace: orders from a second channel, promises, commission and settlement.",
  operations: [
    placeOrder,
    requestCancellation,
    requestReturn,
    resolveCancellation,
    cancelBySeller,
    confirmShipment,
    setQuantities,
    createRefund,
    approveReturn,
    resolveReturn,
    getSettlement,
  ],
  webhooks: [
    orderPending,
    orderCreated,
    orderCancelled,
    orderLate,
    cancellationRequested,
    returnRequested,
    settlementClosed,
  ],
} as unknown as Contract
