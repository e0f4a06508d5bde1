/** Bugs in how orders travel, change and are told about. */
import { sendMessage } from "../notification/contract.ts"
import {
  answered,
  blind,
  deaf,
  effect,
  effectTwice,
  guard,
  heard,
  noEffect,
  noPosting,
  onlyNods,
  policy,
  posting,
  refusalIgnored,
  served,
  silent,
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

/** The field for order numbers is too short. */
const numbersCut = heard("oms", "order.created", (original) => (turn, payload) => {
  const told = payload as { readonly order: string }
  original(turn, { ...told, order: told.order.slice(0, 6) } as never)
})

/** Sales orders have numbers of the ERP's own, and nobody else knows them. */
const ownNumbers = served("erp", "salesOrders.create", (original) => (turn, request) => {
  const asked = request as { readonly order: string }
  return original(turn, { ...asked, order: `SO-${asked.order}` } as never)
})

/** Who packs says that it is on its way: the label is printed, and no van has been there. */
const toldTooSoon = effect("oms", "shipment", "tellPacked", (original) => (turn, self, event, params) => {
  original(turn, self, event, params)
  const told = { template: "shipped" as const, order: self.id.split("/")[0] ?? "", reference: self.id }
  const to = "somebody@example.com"
  turn.call(turn.peer("notification"), sendMessage, { ...told, version: 1, to, by: "email" as const, data: {} })
})

/** A refusal is taken for an answer that did not come. */
const askedForEver = (operation: string) =>
  answered("oms", operation, (answer) => (answer.outcome === "refused" ? { ...answer, outcome: "failed" } : answer))

/** What it is about is called after whom it goes to. */
const namedAfterMailbox = served("notification", "messages.send", (original) => (turn, request) => {
  const message = request as { readonly reference: string; readonly to: string | null }
  return original(turn, { ...message, reference: message.to ?? message.reference } as never)
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
  {
    name: "storefront: tells nobody that somebody wants to cancel",
    mutate: silent("storefront", "order", "cancellation.requested"),
  },
  { name: "marketplace: tells nobody of a return", mutate: silent("marketplace", "return", "return.requested") },
  { name: "notification: every message goes out twice", mutate: mailsTwice },
  { name: "notification: delivers nothing", mutate: noEffect("notification", "message", "deliver") },
  {
    name: "oms and wms: both forget what they have answered",
    mutate: together(policy("oms", "idempotencyKept", 0), policy("wms", "idempotencyKept", 0)),
  },
  { name: "oms: order numbers are cut after six characters", mutate: numbersCut },
  { name: "oms: knows no order again when it is told that it may be released", mutate: blind("oms", "order.created") },
  { name: "oms: a payment makes an order of its own", mutate: blind("oms", "order.paid") },
  { name: "erp: sales orders get numbers of their own", mutate: ownNumbers },
  { name: "oms: says that a parcel has left when it is packed", mutate: toldTooSoon },
  {
    name: "oms: the first parcel that came counts for all",
    mutate: guard("oms", "shipment", "allDelivered", ({ context }) => {
      const { parcelsDelivered } = context as { readonly parcelsDelivered: readonly string[] }
      return parcelsDelivered.length > 0
    }),
  },
  {
    name: "oms: a warehouse that will not stop counts as one that has",
    mutate: refusalIgnored("oms", "outboundOrders.cancel", { levels: [] }),
  },
  { name: "wms: nods when it shall stop", mutate: onlyNods("wms", "outboundOrders.cancel", { levels: [] }) },
  { name: "oms: refuses a change without a word", mutate: noEffect("oms", "change", "refuse") },
  { name: "oms: asks every second what nobody answered", mutate: policy("oms", "askAgain", 1_000) },
  { name: "oms: a warehouse that refuses for good is asked for ever", mutate: askedForEver("outboundOrders.create") },
  { name: "oms: an issuer that declines is asked for ever", mutate: askedForEver("payments.capture") },
  { name: "notification: names its messages after mailboxes", mutate: namedAfterMailbox },
  {
    name: "storefront: takes what it sells from the warehouse's account",
    mutate: posting("storefront", "order", "order", (made) => [
      made,
      {
        book: "stock",
        subject: made.subject,
        legs: made.legs.flatMap(({ sku, quantity = 0 }) =>
          sku === undefined
            ? []
            : [
                { account: "onHand", sku, site: "wms-east", quantity: -quantity },
                { account: "shipped", sku, site: "wms-east", quantity },
              ],
        ),
      },
    ]),
  },
]
