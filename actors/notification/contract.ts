/** The notification service on the wire: messages to buyers by template, each at most once. */
import * as Schema from "effect/Schema"
import { operation, type Contract } from "../../sim/partner/contract.ts"
import { Count, Text } from "../shapes.ts"

const partner = "notification"

export const Template = Schema.Literals([
  "orderConfirmed",
  "orderCancelled",
  "cancellationRefused",
  "orderChanged",
  "changeRefused",
  "orderDelayed",
  "paymentFailed",
  "shipped",
  "delivered",
  "parcelLost",
  "parcelReturned",
  "returnApproved",
  "returnRefused",
  "refunded",
])
export type Template = typeof Template.Type

export const Message = Schema.Struct({
  template: Template,
  order: Text,
  /** What it is about: the order, a shipment, a return. */
  reference: Text,
  /** A template goes out once for each reference and version. */
  version: Count,
  to: Text,
  by: Schema.Literals(["email", "sms"]),
  data: Schema.Record(Text, Text),
})
export type Message = typeof Message.Type

export const sendMessage = operation(partner, "messages.send", {
  says: "Tells a buyer something, once for each template, reference and version.",
  request: Message,
  response: Schema.Struct({ message: Text, state: Text }),
  subject: (request) => `${request.reference}/${request.template}`,
})

export const contract = {
  partner,
  says: "The notification service: e-mail and SMS to the shop's own buyers.",
  operations: [sendMessage],
  webhooks: [],
} as unknown as Contract
