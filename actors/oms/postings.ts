/** What the OMS posts: units from one bucket of demand to the next, and memos of what was accepted and what a shipment is worth. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  accept: rule("An order was accepted: its promise, each line, and the total.", {
    memo: "+promise.at +accepted ±accepted.total",
  }),
  map: rule("What one article consists of.", { memo: "+kit" }),
  kit: rule("Kits of an order, and what is packed for them; less of both where a newer version has fewer.", {
    memo: "±kit.sold ±kit.components",
  }),
  demand: rule("What was ordered is open demand of a site.", { stock: "-oms.ordered +oms.open" }),
  instead: rule("Goods are owed instead of others: warehouses may be asked for so much more.", { memo: "+instead" }),
  demandInstead: rule("What is owed instead is open demand of a site.", { stock: "-oms.ordered +oms.open" }),
  owe: rule("What is to go back for a return.", { memo: "+refund.due" }),
  reserve: rule("Stock is set aside for it.", { stock: "-oms.open +oms.reserved" }),
  yield: rule("Another order comes first; it waits.", { stock: "-oms.reserved +oms.backordered" }),
  yieldRest: rule("Some of it goes to another order.", { stock: "-oms.reserved +oms.open" }),
  reserveAgain: rule("Another site sets it aside.", { stock: "-oms.open +oms.reserved" }),
  move: rule("It is wanted from another site.", { stock: "-oms.open +oms.open" }),
  moveWaiting: rule("Another site got some first.", { stock: "-oms.backordered +oms.backordered" }),
  giveUp: rule("The warehouse found fewer: what is missing is open again.", { stock: "-oms.released +oms.open" }),
  backorder: rule("It waits for a receipt.", { stock: "-oms.open +oms.backordered" }),
  fill: rule("A receipt serves what waited.", { stock: "-oms.backordered +oms.reserved" }),
  splitOff: rule("What a receipt does not cover goes on waiting by itself.", { stock: "-oms.backordered +oms.open" }),
  release: rule("The warehouse is asked to send it.", { stock: "-oms.reserved +oms.released" }),
  reject: rule("The warehouse cannot; it is open again.", { stock: "-oms.released +oms.open" }),
  recall: rule("The warehouse has let it go again.", { stock: "-oms.released +oms.reserved" }),
  pack: rule("It is packed.", { stock: "-oms.released +oms.packed" }),
  ship: rule("It has left.", { stock: "-oms.packed +oms.shipped" }),
  cancelReserved: rule("Cancelled while it was set aside.", { stock: "-oms.reserved +oms.cancelled" }),
  cancelBackordered: rule("Cancelled while it waited.", { stock: "-oms.backordered +oms.cancelled" }),
  withhold: rule("How many units are never promised at a site, and never shown by a channel.", {
    memo: "+withheld.site +withheld.channel",
  }),
  cancelReleased: rule("Cancelled without waiting for the warehouse that has it.", {
    stock: "-oms.released +oms.cancelled",
  }),
  cancelPacked: rule("The same, of what is packed.", { stock: "-oms.packed +oms.cancelled" }),
  shipCancelled: rule("It was cancelled, and has left all the same.", { stock: "-oms.cancelled +oms.shipped" }),
  removeReserved: rule("A newer version of the order has fewer of what was set aside.", {
    stock: "-oms.reserved +oms.ordered",
  }),
  removeBackordered: rule("The same, of what waited.", { stock: "-oms.backordered +oms.ordered" }),
  revise: rule("A newer version was accepted, under the edit's name: each line and the total.", {
    memo: "+accepted ±accepted.total",
  }),
  worth: rule(
    "What a shipment is worth: it leaves only when as much is secured; or on credit, and is paid for once it has left.",
    { memo: "+shipment.value +shipment.credit" },
  ),
} as const satisfies PostingRules
