/** A buyer as the world meets one: what people decide to do, and what reaches them. */
import * as Schema from "effect/Schema"
import { operation, type Contract } from "../../sim/partner/contract.ts"
import { Message } from "../notification/contract.ts"
import { Checkout } from "../storefront/contract.ts"
import { Kit, Text, Units } from "../shapes.ts"

const partner = "buyer"

/** What a person really puts into a return parcel, whatever was announced; nature decides on a condition that is not said. */
export const Box = Schema.Array(
  Schema.Struct({ ...Units.fields, condition: Schema.optionalKey(Schema.Literals(["good", "broken"])) }),
)
export type Box = typeof Box.Type

export const makePurchase = operation(partner, "purchases.make", {
  says: "A person decides to buy at a channel.",
  visibility: "public",
  style: "manual",
  request: Schema.Struct({
    channel: Text,
    checkout: Checkout,
    /** What is in the kits among it, as the buyer will find it in the parcels. */
    kits: Schema.optionalKey(Schema.Array(Kit)),
  }),
  response: Schema.Struct({ order: Text }),
  subject: (request) => request.checkout.order,
})
export const withdrawPurchase = operation(partner, "purchases.withdraw", {
  says: "A person no longer wants some units: cancels what has not left, sends back what has.",
  visibility: "public",
  style: "manual",
  request: Schema.Struct({
    order: Text,
    withdrawal: Text,
    lines: Schema.Array(Units),
    whole: Schema.Boolean,
    /** What is wanted instead of money. */
    instead: Schema.optionalKey(Schema.Array(Units)),
    box: Schema.optionalKey(Box),
  }),
  response: Schema.Struct({ order: Text }),
  subject: (request) => request.withdrawal,
})
export const sendBack = operation(partner, "purchases.sendBack", {
  says: "A person sends a parcel back to a site without asking anybody.",
  visibility: "public",
  style: "manual",
  request: Schema.Struct({ order: Text, withdrawal: Text, site: Text, box: Box }),
  response: Schema.Struct({ order: Text }),
  subject: (request) => request.withdrawal,
})
/** One operation for each template, so that what was told can be read from the journal's columns. */
const told = (template: string, says: string) =>
  operation(partner, `inbox.${template}`, {
    says,
    visibility: "public",
    style: "manual",
    request: Message,
    response: Schema.Struct({ read: Schema.Boolean }),
    subject: (request) => request.reference,
  })

export const inbox = {
  orderConfirmed: told("orderConfirmed", "The buyer reads that the order was accepted."),
  orderCancelled: told("orderCancelled", "The buyer reads that the order was cancelled."),
  cancellationRefused: told("cancellationRefused", "The buyer reads that it is too late to cancel."),
  orderChanged: told("orderChanged", "The buyer reads what the order is now."),
  changeRefused: told("changeRefused", "The buyer reads that it is too late to change the order."),
  orderDelayed: told("orderDelayed", "The buyer reads that it takes longer."),
  paymentFailed: told("paymentFailed", "The buyer reads that the card was refused and the parcel waits for another."),
  shipped: told("shipped", "The buyer reads the tracking number."),
  delivered: told("delivered", "The buyer reads that the shipment was delivered."),
  parcelLost: told("parcelLost", "The buyer reads that a parcel will not come, and what is done about it."),
  parcelReturned: told(
    "parcelReturned",
    "The buyer reads that a parcel went back undelivered, and what is done about it.",
  ),
  returnRefused: told("returnRefused", "The buyer reads that nothing is given back for what came."),
  returnApproved: told("returnApproved", "The buyer reads where to send the units."),
  refunded: told("refunded", "The buyer reads that the money is on its way back."),
}

export const receiveParcel = operation(partner, "parcels.receive", {
  says: "The carrier hands a parcel over.",
  visibility: "public",
  style: "manual",
  request: Schema.Struct({
    order: Text,
    shipment: Text,
    parcel: Text,
    trackingNumber: Text,
    contents: Schema.Array(Units),
  }),
  response: Schema.Struct({ accepted: Schema.Boolean }),
  subject: (request) => request.parcel,
})

export const contract = {
  partner,
  stands: "public",
  says: "The people who buy, cancel and send back.",
  operations: [makePurchase, withdrawPurchase, sendBack, ...Object.values(inbox), receiveParcel],
  webhooks: [],
} as unknown as Contract
