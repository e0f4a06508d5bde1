/** The shop on the wire: checkout and requests of its buyers, and what its integrations read and write. */
import * as Schema from "effect/Schema"
import { operation, webhook, type Contract } from "../../sim/partner/contract.ts"
import {
  Address,
  AmountMinor,
  ChannelOrder,
  Charge,
  Count,
  Currency,
  OrderLine,
  Quantity,
  Service,
  Text,
  Units,
} from "../shapes.ts"

const partner = "storefront"

export const Checkout = Schema.Struct({
  order: Text,
  currency: Currency,
  buyer: Text,
  email: Text,
  address: Address,
  service: Service,
  lines: Schema.Array(OrderLine),
  charges: Schema.Array(Charge),
  totalMinor: AmountMinor,
  /** What the buyer pays with, first to last: each pays what is left, a gift card no more than it holds. */
  payWith: Schema.Array(Text),
})
export type Checkout = typeof Checkout.Type

export const OrderState = Schema.Struct({ order: Text, state: Text })
export const Fulfillment = Schema.Struct({
  order: Text,
  shipment: Text,
  lines: Schema.Array(Units),
  carrier: Text,
  trackingNumbers: Schema.Array(Text),
})
export type Fulfillment = typeof Fulfillment.Type
export const CancellationRequested = Schema.Struct({ order: Text, reason: Text })
export const ReturnRequested = Schema.Struct({
  return: Text,
  order: Text,
  lines: Schema.Array(Units),
  /** What the buyer wants for them, of the same price; money where nothing is said. */
  instead: Schema.optionalKey(Schema.Array(Units)),
})
export type ReturnRequested = typeof ReturnRequested.Type

/** What an order shall be: the channel's next version of it, under the edit's name. */
export const EditRequested = Schema.Struct({ edit: Text, changesLines: Schema.Boolean, next: ChannelOrder })
export type EditRequested = typeof EditRequested.Type

/** One SKU's published quantity: set only if the channel has sold `sold` units of it since it opened; null sets it in any case. */
export const Level = Schema.Struct({ sku: Text, available: Count, sold: Schema.NullOr(Count) })
export type Level = typeof Level.Type
/** A SKU of which units were sold meanwhile: what the channel shows of it now, and how many units it ever sold. */
export const LostCompare = Schema.Struct({ sku: Text, available: Schema.Int, sold: Count })
export type LostCompare = typeof LostCompare.Type

export const completeCheckout = operation(partner, "checkout.complete", {
  says: "The buyer pays and orders; answers when the payment is authorised or declined. A declined one may be tried again.",
  visibility: "public",
  request: Checkout,
  response: OrderState,
  errors: {
    declined: { status: 402, definite: true, says: "The payment was declined; there is no order." },
    authenticationRequired: {
      status: 402,
      definite: true,
      says: "The issuer wants to hear from the buyer; there is no order before that.",
    },
  },
  subject: (request) => request.order,
})
export const requestCancellation = operation(partner, "orders.cancel", {
  says: "The buyer no longer wants the order; whether it can still be stopped is told later.",
  visibility: "public",
  request: CancellationRequested,
  response: OrderState,
  subject: (request) => request.order,
})
export const changeAddress = operation(partner, "orders.changeAddress", {
  says: "The order shall go somewhere else; whether that is still possible is told later.",
  visibility: "public",
  request: Schema.Struct({ order: Text, edit: Text, address: Address }),
  response: OrderState,
  subject: (request) => request.edit,
})
export const editOrder = operation(partner, "orders.edit", {
  says: "Some lines shall have other quantities, none included, and others shall be added. What it costs more is authorised at once, or there is no edit; whether the edit is possible is told later.",
  visibility: "public",
  request: Schema.Struct({
    order: Text,
    edit: Text,
    quantities: Schema.Array(Schema.Struct({ line: Text, quantity: Count })),
    added: Schema.Array(
      Schema.Struct({ sku: Text, name: Text, quantity: Quantity, amountMinor: AmountMinor, taxMinor: AmountMinor }),
    ),
    /** What pays for what it costs more; where nothing is said, what the order was paid with last. */
    payWith: Schema.optionalKey(Text),
  }),
  response: OrderState,
  errors: {
    declined: {
      status: 402,
      definite: true,
      says: "What the edit costs more was declined; the order stays as it was.",
    },
  },
  subject: (request) => request.edit,
})
export const requestReturn = operation(partner, "returns.request", {
  says: "The buyer wants to send units back.",
  visibility: "public",
  request: Schema.Struct({
    order: Text,
    withdrawal: Text,
    lines: Schema.Array(Units),
    instead: Schema.optionalKey(Schema.Array(Units)),
  }),
  response: Schema.Struct({ return: Text }),
  subject: (request) => request.withdrawal,
})
export const getOrder = operation(partner, "orders.get", {
  says: "One order as the channel knows it.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ order: Text }),
  response: Schema.Struct({ state: Text, order: ChannelOrder }),
  subject: (request) => request.order,
})
export const resolveCancellation = operation(partner, "cancellations.resolve", {
  says: "Whether a requested cancellation could be honoured, or that the seller calls the order off by itself.",
  request: Schema.Struct({ order: Text, accepted: Schema.Boolean }),
  response: OrderState,
  subject: (request) => request.order,
})
export const cancelBySeller = operation(partner, "orders.cancelBySeller", {
  says: "The seller calls the order off.",
  request: CancellationRequested,
  response: OrderState,
  subject: (request) => request.order,
})
export const resolveEdit = operation(partner, "edits.resolve", {
  says: "Whether a requested edit could be honoured: if so, the order is its next version from now on.",
  request: Schema.Struct({ order: Text, edit: Text, accepted: Schema.Boolean }),
  response: OrderState,
  subject: (request) => request.edit,
})
export const createFulfillment = operation(partner, "fulfillments.create", {
  says: "Units of an order have left, with their tracking numbers.",
  request: Fulfillment,
  response: OrderState,
  subject: (request) => request.shipment,
})
export const setInventory = operation(partner, "inventory.set", {
  says: "Publishes quantities, each on condition of how many units were ever sold; answers the SKUs whose compare was lost.",
  request: Schema.Struct({ publication: Text, number: Count, levels: Schema.Array(Level) }),
  response: Schema.Struct({ lost: Schema.Array(LostCompare) }),
  subject: (request) => request.publication,
})
export const resolveReturn = operation(partner, "returns.resolve", {
  says: "A return has ended: its money was given back, goods were sent instead, or it was refused. One without a number begins with this.",
  request: Schema.Struct({ return: Text, order: Text, lines: Schema.Array(Units), refundedMinor: AmountMinor }),
  response: Schema.Struct({ return: Text }),
  subject: (request) => request.return,
})

export const orderCreated = webhook(partner, "order.created", {
  says: "An order was placed and its payment authorised.",
  payload: ChannelOrder,
  subject: (payload) => payload.order,
})
export const orderPaid = webhook(partner, "order.paid", {
  says: "An order's payment is authorised, where the shop says so apart.",
  payload: ChannelOrder,
  subject: (payload) => payload.order,
})
export const cancellationRequested = webhook(partner, "cancellation.requested", {
  says: "A buyer wants to cancel.",
  payload: CancellationRequested,
  subject: (payload) => payload.order,
})
export const editRequested = webhook(partner, "edit.requested", {
  says: "An order shall be another: its next version as a whole.",
  payload: EditRequested,
  subject: (payload) => payload.edit,
})
export const returnRequested = webhook(partner, "return.requested", {
  says: "A buyer wants to send units back.",
  payload: ReturnRequested,
  subject: (payload) => payload.return,
})

export const contract = {
  partner,
  says: "The shop: takes orders, has them paid, shows what is in stock, and passes on what buyers ask for.",
  operations: [
    completeCheckout,
    requestCancellation,
    changeAddress,
    editOrder,
    requestReturn,
    getOrder,
    resolveCancellation,
    resolveEdit,
    cancelBySeller,
    createFulfillment,
    setInventory,
    resolveReturn,
  ],
  webhooks: [orderCreated, orderPaid, cancellationRequested, editRequested, returnRequested],
} as unknown as Contract
