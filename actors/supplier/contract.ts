/** A supplier on the wire: takes purchase orders; its notices, deliveries and bills go to others. */
import * as Schema from "effect/Schema"
import { operation, type Contract } from "../../sim/partner/contract.ts"
import { AmountMinor, Currency, InstantMs, Quantity, Text } from "../shapes.ts"

const partner = "supplier"

export const PurchaseLine = Schema.Struct({ sku: Text, quantity: Quantity, unitCostMinor: AmountMinor })
export type PurchaseLine = typeof PurchaseLine.Type

export const createPurchaseOrder = operation(partner, "purchaseOrders.create", {
  says: "Orders goods for one site; answers when they are promised.",
  visibility: "partner",
  request: Schema.Struct({ purchaseOrder: Text, site: Text, currency: Currency, lines: Schema.Array(PurchaseLine) }),
  response: Schema.Struct({ purchaseOrder: Text, promisedAt: InstantMs }),
  subject: (request) => request.purchaseOrder,
})

export const tryAgain = operation(partner, "purchaseOrders.tryAgain", {
  says: "Somebody has spoken with the other side: a notice, delivery or bill that nobody took is tried again.",
  style: "manual",
  request: Schema.Struct({ purchaseOrder: Text }),
  response: Schema.Struct({ purchaseOrder: Text, state: Text }),
  subject: (request) => request.purchaseOrder,
})

export const contract = {
  partner,
  stands: "partner",
  says: "A supplier: confirms purchase orders, gives advance notice, delivers and bills.",
  operations: [createPurchaseOrder, tryAgain],
  webhooks: [],
} as unknown as Contract
