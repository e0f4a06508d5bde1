/** Bugs in how orders travel, change and are told about. */
import {
  deaf,
  effectTwice,
  heard,
  noEffect,
  noPosting,
  onlyNods,
  policy,
  served,
  together,
  type Mutant,
} from "../../sim/harness/mutate.ts"

/** Takes over all but the last line. */
const lastLineLost = heard("oms", "order.created", (original) => (turn, payload) => {
  const order = payload as { readonly lines: readonly unknown[] }
  original(turn, { ...order, lines: order.lines.length > 1 ? order.lines.slice(0, -1) : order.lines } as never)
})

/** Takes over one unit more of the first line. */
const oneUnitMore = heard("oms", "order.created", (original) => (turn, payload) => {
  const order = payload as { readonly lines: readonly { readonly quantity: number }[] }
  const lines = order.lines.map((line, index) => (index === 0 ? { ...line, quantity: line.quantity + 1 } : line))
  original(turn, { ...order, lines } as never)
})

/** Every request makes a mail of its own. */
const mailsTwice = served("notification", "messages.send", (original) => (turn, request) => {
  const message = request as { readonly version: number }
  original(turn, { ...message, version: message.version + 1 } as never)
  return original(turn, request)
})

export const orders: readonly Mutant[] = [
  { name: "oms: imports what webhook and poll both bring", mutate: policy("oms", "eventIdsKept", 0) },
  { name: "oms: never hears of orders", mutate: deaf("oms", "order.created") },
  { name: "oms: loses an order's last line", mutate: lastLineLost },
  { name: "oms: takes over a unit too many", mutate: oneUnitMore },
  { name: "oms: never hears of cancellations", mutate: deaf("oms", "cancellation.requested") },
  { name: "oms: cancels without undoing anything", mutate: noEffect("oms", "order", "undo") },
  { name: "oms: releases nothing", mutate: noEffect("oms", "order", "release") },
  { name: "oms: accepts without a trace", mutate: noPosting("oms", "order", "accept") },
  {
    name: "oms: the ERP and the channel are not told of shipments",
    mutate: noEffect("oms", "shipment", "tellShipped"),
  },
  { name: "oms: nobody hears that a shipment was delivered", mutate: noEffect("oms", "shipment", "tellDelivered") },
  { name: "storefront: sells without an entry", mutate: noPosting("storefront", "order", "order") },
  { name: "storefront: does not count what it sells", mutate: noEffect("storefront", "order", "takeFromStock") },
  { name: "storefront: nods at fulfilments", mutate: onlyNods("storefront", "fulfillments.create", {}) },
  { name: "marketplace: sells without an entry", mutate: noPosting("marketplace", "order", "order") },
  { name: "marketplace: never settles a sale", mutate: noEffect("marketplace", "order", "settleSale") },
  { name: "marketplace: settles a sale twice", mutate: effectTwice("marketplace", "order", "settleSale") },
  {
    name: "erp: nods at sales orders",
    mutate: onlyNods("erp", "salesOrders.create", { order: "", state: "confirmed" }),
  },
  { name: "erp: nods at shipments", mutate: onlyNods("erp", "shipments.record", { invoice: "" }) },
  { name: "erp: nods at returns", mutate: onlyNods("erp", "returns.record", { creditNote: "" }) },
  { name: "erp: events it has seen are forgotten at once", mutate: policy("erp", "eventIdsKept", 0) },
  { name: "notification: every message goes out twice", mutate: mailsTwice },
  { name: "notification: delivers nothing", mutate: noEffect("notification", "message", "deliver") },
  {
    name: "oms and wms: both forget what they have answered",
    mutate: together(policy("oms", "idempotencyKept", 0), policy("wms", "idempotencyKept", 0)),
  },
]
