/** The OMS on the wire: what it tells about orders; everything else it does is calling others. */
import * as Schema from "effect/Schema"
import { operation, type Contract } from "../../sim/partner/contract.ts"
import { Count, Kit, Quantity, Text } from "../shapes.ts"

const partner = "oms"

export const Allocation = Schema.Struct({
  allocation: Text,
  line: Text,
  sku: Text,
  site: Text,
  quantity: Quantity,
  state: Text,
})

export const getOrder = operation(partner, "orders.get", {
  says: "One order with its allocations; line statuses are derived from them.",
  reads: true,
  request: Schema.Struct({ order: Text }),
  response: Schema.Struct({ order: Text, state: Text, allocations: Schema.Array(Allocation) }),
  subject: (request) => request.order,
})

export const decideReturn = operation(partner, "returns.decide", {
  says: "Somebody decides on a return that is not as announced: money for what came, for what was announced, or for nothing.",
  style: "manual",
  request: Schema.Struct({
    return: Text,
    decision: Schema.Literals(["refundReceived", "refundAnnounced", "refuse"]),
  }),
  response: Schema.Struct({ return: Text, state: Text }),
  subject: (request) => request.return,
})

export const payAgain = operation(partner, "shipments.payAgain", {
  says: "The buyer of a parcel that could not be paid for names another card, say on the telephone.",
  style: "manual",
  request: Schema.Struct({ shipment: Text, method: Text }),
  response: Schema.Struct({ shipment: Text, state: Text }),
  subject: (request) => request.shipment,
})

export const payOrderAgain = operation(partner, "orders.payAgain", {
  says: "The buyer of an order that is paid for before it leaves names another card.",
  style: "manual",
  request: Schema.Struct({ order: Text, method: Text }),
  response: Schema.Struct({ order: Text, state: Text }),
  subject: (request) => request.order,
})

export const placeHold = operation(partner, "holds.place", {
  says: "Somebody stops an order of which no warehouse has anything yet.",
  style: "manual",
  request: Schema.Struct({ order: Text, reason: Schema.Literals(["fraud", "address", "manual"]) }),
  response: Schema.Struct({ hold: Text }),
  subject: (request) => request.order,
})
export const decideHold = operation(partner, "holds.decide", {
  says: "Somebody has looked at an order that is held: it goes on, or it is cancelled.",
  style: "manual",
  request: Schema.Struct({ hold: Text, release: Schema.Boolean, by: Text }),
  response: Schema.Struct({ hold: Text, state: Text }),
  subject: (request) => request.hold,
})

export const mapCarrier = operation(partner, "carriers.map", {
  says: "Somebody has looked up by which code a marketplace knows a carrier.",
  style: "manual",
  request: Schema.Struct({ channel: Text, carrier: Text, code: Text }),
  response: Schema.Struct({ waiting: Count }),
  subject: (request) => `${request.carrier}@${request.channel}`,
})

export const mapProducts = operation(partner, "products.map", {
  says: "Somebody says what articles are packed as, for kits and multipacks; answers those of which nobody knows it.",
  style: "manual",
  request: Schema.Struct({ batch: Text, products: Schema.Array(Kit) }),
  response: Schema.Struct({ batch: Text, unmapped: Schema.Array(Text) }),
  subject: (request) => request.batch,
})

export const contract = {
  partner,
  says: "The order management system: accepts orders of all channels, sources them over all sites, and keeps every channel's stock true.",
  operations: [getOrder, decideReturn, payAgain, payOrderAgain, placeHold, decideHold, mapCarrier, mapProducts],
  webhooks: [],
} as unknown as Contract
