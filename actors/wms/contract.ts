/** A warehouse on the wire: outbound orders, inbound notices, returns, and what changes in its stock. */
import * as Schema from "effect/Schema"
import { operation, webhook, type Contract } from "../../sim/partner/contract.ts"
import { Address, Count, InstantMs, Quantity, Service, Text, Units } from "../shapes.ts"

const partner = "wms"

/** The warehouse's own figure for a SKU, with the number of the last movement that it includes. */
export const StockLevel = Schema.Struct({ sku: Text, onHand: Schema.Int, allocated: Schema.Int, movement: Count })
export type StockLevel = typeof StockLevel.Type
export const Parcel = Schema.Struct({
  parcel: Text,
  carrier: Text,
  label: Text,
  trackingNumber: Text,
  lines: Schema.Array(Units),
})
export type Parcel = typeof Parcel.Type

const ReturnOrigin = Schema.Literals(["announced", "unannounced", "undelivered"])

export const createOutbound = operation(partner, "outboundOrders.create", {
  says: "Drops an order for one shipment; the warehouse acknowledges and allocates it, or says what it lacks.",
  request: Schema.Struct({
    shipment: Text,
    order: Text,
    service: Service,
    promiseAt: InstantMs,
    address: Address,
    lines: Schema.Array(Units),
  }),
  response: Schema.Struct({ shipment: Text, state: Text, levels: Schema.Array(StockLevel) }),
  errors: {
    insufficientStock: { status: 409, definite: true, says: "Less is on hand and free than was ordered." },
    notAccepted: { status: 409, definite: true, says: "The site does not take this shipment, whatever it has." },
  },
  subject: (request) => request.shipment,
})
export const cancelOutbound = operation(partner, "outboundOrders.cancel", {
  says: "Stops a shipment: at once before it is picked, with a putback afterwards; from the first closed parcel on it is too late.",
  request: Schema.Struct({ shipment: Text }),
  response: Schema.Struct({ shipment: Text, state: Text, levels: Schema.Array(StockLevel) }),
  subject: (request) => request.shipment,
})
export const readdressOutbound = operation(partner, "outboundOrders.readdress", {
  says: "The shipment goes somewhere else: possible until its first parcel is closed, for then it is labelled.",
  request: Schema.Struct({ shipment: Text, address: Address }),
  response: Schema.Struct({ shipment: Text, state: Text, levels: Schema.Array(StockLevel) }),
  subject: (request) => request.shipment,
})
export const clearOutbound = operation(partner, "outboundOrders.clear", {
  says: "The shipment is paid for and may leave.",
  request: Schema.Struct({ shipment: Text }),
  response: Schema.Struct({ shipment: Text, state: Text }),
  subject: (request) => request.shipment,
})
export const traceOutbound = operation(partner, "outboundOrders.trace", {
  says: "No carrier has scanned these parcels: somebody looks whether they are still here, and announces them anew.",
  request: Schema.Struct({ shipment: Text, parcels: Schema.Array(Text) }),
  response: Schema.Struct({ shipment: Text, state: Text }),
  subject: (request) => request.shipment,
})
export const getOutbound = operation(partner, "outboundOrders.get", {
  says: "One outbound order as it stands.",
  reads: true,
  request: Schema.Struct({ shipment: Text }),
  response: Schema.Struct({ shipment: Text, state: Text, parcels: Schema.Array(Parcel) }),
  subject: (request) => request.shipment,
})
export const createInbound = operation(partner, "inboundNotices.create", {
  says: "A supplier's advance notice of goods on their way.",
  visibility: "partner",
  request: Schema.Struct({ notice: Text, purchaseOrder: Text, expectedAt: InstantMs, lines: Schema.Array(Units) }),
  response: Schema.Struct({ notice: Text, state: Text }),
  subject: (request) => request.notice,
})
export const unloadDelivery = operation(partner, "deliveries.unload", {
  says: "The supplier's truck is at the dock.",
  visibility: "partner",
  style: "manual",
  request: Schema.Struct({ notice: Text, lines: Schema.Array(Units) }),
  response: Schema.Struct({ notice: Text, state: Text }),
  subject: (request) => request.notice,
})
export const announceReturn = operation(partner, "returns.announce", {
  says: "Units that a buyer will send back, and under which number.",
  request: Schema.Struct({
    return: Text,
    order: Text,
    lines: Schema.Array(Units),
    /** Whether it is to be told when the parcel comes, before anybody has opened it. */
    tellArrival: Schema.optionalKey(Schema.Boolean),
  }),
  response: Schema.Struct({ return: Text, state: Text }),
  subject: (request) => request.return,
})
export const unloadReturn = operation(partner, "returns.unload", {
  says: "A buyer's return parcel is at the dock.",
  visibility: "public",
  style: "manual",
  request: Schema.Struct({
    return: Text,
    order: Text,
    lines: Schema.Array(
      Schema.Struct({ ...Units.fields, condition: Schema.optionalKey(Schema.Literals(["good", "broken"])) }),
    ),
  }),
  response: Schema.Struct({ return: Text, state: Text }),
  subject: (request) => request.return,
})
export const takeBackParcel = operation(partner, "parcels.takeBack", {
  says: "The carrier brings back a parcel that it could not deliver.",
  visibility: "partner",
  style: "manual",
  request: Schema.Struct({ parcel: Text, shipment: Text, order: Text, trackingNumber: Text }),
  response: Schema.Struct({ return: Text, state: Text }),
  subject: (request) => request.parcel,
})
export const relabelParcel = operation(partner, "parcels.relabel", {
  says: "A label is torn or wrong, and another one is bought once the carrier has taken it back; or there is none, and the carriers are asked anew.",
  style: "manual",
  request: Schema.Struct({ parcel: Text, reason: Text }),
  response: Schema.Struct({ parcel: Text, state: Text }),
  subject: (request) => request.parcel,
})
export const readdressParcel = operation(partner, "parcels.readdress", {
  says: "Somebody has asked the buyer where a parcel really goes that no carrier would label.",
  style: "manual",
  request: Schema.Struct({ parcel: Text, address: Address }),
  response: Schema.Struct({ parcel: Text, state: Text }),
  subject: (request) => request.parcel,
})
export const adjustStock = operation(partner, "stock.adjust", {
  says: "Somebody has counted: so many units more or fewer are on hand than the books say. Opening stock comes in this way too.",
  style: "manual",
  request: Schema.Struct({
    reference: Text,
    reason: Schema.Literals(["opening", "count"]),
    lines: Schema.Array(Schema.Struct({ sku: Text, quantity: Schema.Int })),
  }),
  response: Schema.Struct({ reference: Text, levels: Schema.Array(StockLevel) }),
  subject: (request) => request.reference,
})

export const mislayStock = operation(partner, "stock.mislay", {
  says: "Units are put where nobody finds them, or, below zero, turn up: the records do not change until somebody looks.",
  style: "manual",
  request: Schema.Struct({ reference: Text, sku: Text, quantity: Schema.Int }),
  response: Schema.Struct({ reference: Text }),
  subject: (request) => request.reference,
})
export const takeSnapshot = operation(partner, "snapshots.take", {
  says: "All figures as they are at one instant are to be told to whoever wants to compare.",
  style: "manual",
  request: Schema.Struct({ snapshot: Text }),
  response: Schema.Struct({ snapshot: Text, asOf: InstantMs }),
  subject: (request) => request.snapshot,
})
export const requestCount = operation(partner, "cycleCounts.request", {
  says: "Somebody is to count these SKUs; what is found otherwise than recorded is adjusted.",
  style: "manual",
  request: Schema.Struct({ count: Text, skus: Schema.Array(Text) }),
  response: Schema.Struct({ count: Text, state: Text }),
  subject: (request) => request.count,
})

export const shipmentPacked = webhook(partner, "shipment.packed", {
  says: "A shipment is packed and labelled; it waits until it is paid for.",
  payload: Schema.Struct({ shipment: Text, order: Text, parcels: Schema.Array(Parcel) }),
  subject: (payload) => payload.shipment,
})
export const shipmentShipped = webhook(partner, "shipment.shipped", {
  says: "Ship confirm: the shipment has left the warehouse's stock. The carrier's first scan is another matter.",
  payload: Schema.Struct({
    shipment: Text,
    order: Text,
    shippedAt: InstantMs,
    parcels: Schema.Array(Parcel),
    lines: Schema.Array(Units),
    levels: Schema.Array(StockLevel),
  }),
  subject: (payload) => payload.shipment,
})
export const shipmentShorted = webhook(partner, "shipment.shorted", {
  says: "Units of a shipment are not there after all: what the warehouse still sends of it.",
  payload: Schema.Struct({ shipment: Text, order: Text, lines: Schema.Array(Units) }),
  subject: (payload) => payload.shipment,
})
export const stockSnapshot = webhook(partner, "stock.snapshot", {
  says: "Every figure as of one instant, each with the last movement that it includes; what came later is not in it.",
  payload: Schema.Struct({ snapshot: Text, asOf: InstantMs, levels: Schema.Array(StockLevel) }),
  subject: (payload) => payload.snapshot,
})
export const stockAdjusted = webhook(partner, "stock.adjusted", {
  says: "So many units more or fewer are on hand than the books said; whoever keeps books of this stock corrects them.",
  payload: Schema.Struct({
    reference: Text,
    reason: Schema.Literals(["opening", "count", "shortPick"]),
    lines: Schema.Array(Schema.Struct({ sku: Text, quantity: Schema.Int })),
    levels: Schema.Array(StockLevel),
  }),
  subject: (payload) => payload.reference,
})
export const stockChanged = webhook(partner, "stock.changed", {
  says: "Sellable stock has grown: goods were put away, or came back and are as good as new.",
  payload: Schema.Struct({
    reference: Text,
    reason: Schema.Literals(["putaway", "return", "putback"]),
    levels: Schema.Array(StockLevel),
  }),
  subject: (payload) => payload.reference,
})
export const receiptCompleted = webhook(partner, "receipt.completed", {
  says: "A delivery was counted: what really came, against which purchase order.",
  payload: Schema.Struct({
    receipt: Text,
    notice: Text,
    purchaseOrder: Text,
    receivedAt: InstantMs,
    lines: Schema.Array(Units),
  }),
  subject: (payload) => payload.receipt,
})
export const returnArrived = webhook(partner, "return.arrived", {
  says: "A parcel has come back and nobody has opened it: one that nobody announced, one that was not delivered, or one asked about.",
  payload: Schema.Struct({
    return: Text,
    order: Text,
    origin: ReturnOrigin,
    /** The outbound parcel that was not delivered; empty for others. */
    parcel: Text,
    /** What should be in it, as far as anybody said so. */
    lines: Schema.Array(Units),
  }),
  subject: (payload) => payload.return,
})
export const returnInspected = webhook(partner, "return.inspected", {
  says: "Returned units were looked at: sellable again, or not.",
  payload: Schema.Struct({
    return: Text,
    order: Text,
    origin: ReturnOrigin,
    parcel: Text,
    lines: Schema.Array(
      Schema.Struct({ sku: Text, quantity: Quantity, disposition: Schema.Literals(["restock", "scrap"]) }),
    ),
  }),
  subject: (payload) => payload.return,
})

export const contract = {
  partner,
  says: "A warehouse: allocates, picks, packs, labels and ships; receives, puts away and inspects.",
  operations: [
    createOutbound,
    cancelOutbound,
    readdressOutbound,
    clearOutbound,
    traceOutbound,
    getOutbound,
    createInbound,
    unloadDelivery,
    announceReturn,
    unloadReturn,
    takeBackParcel,
    relabelParcel,
    readdressParcel,
    adjustStock,
    mislayStock,
    takeSnapshot,
    requestCount,
  ],
  webhooks: [
    shipmentPacked,
    shipmentShorted,
    shipmentShipped,
    stockChanged,
    stockSnapshot,
    stockAdjusted,
    receiptCompleted,
    returnArrived,
    returnInspected,
  ],
} as unknown as Contract
