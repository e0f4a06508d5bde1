/** Bugs in how goods are counted, promised and sent. */
import {
  deaf,
  effect,
  effectTwice,
  freshKeys,
  legLost,
  noEffect,
  noPosting,
  onlyNods,
  policy,
  postedTwice,
  refusalIgnored,
  type Mutant,
} from "../../sim/harness/mutate.ts"

const stock = { name: "stock" } as never

/** It is promised to nobody any more, and still counts as being there. */
const staysInFigure = effect("wms", "outboundOrder", "takeOut", (original) => (turn, self, event, params) => {
  original(turn, self, event, params)
  const { lines } = self.context as { readonly lines: readonly { readonly sku: string; readonly quantity: number }[] }
  for (const { sku, quantity } of lines) turn.send(stock, sku, { type: "returned", quantity } as never)
})

export const goods: readonly Mutant[] = [
  { name: "carrier: idempotency keys are forgotten at once", mutate: policy("carrier", "idempotencyKept", 0) },
  { name: "wms: idempotency keys are forgotten at once", mutate: policy("wms", "idempotencyKept", 0) },
  { name: "wms: every try of a label purchase has a key of its own", mutate: freshKeys("wms", "parcel", "buyLabel") },
  { name: "wms: buys every label twice", mutate: effectTwice("wms", "parcel", "buyLabel") },
  { name: "wms: units leave without an entry", mutate: noPosting("wms", "outboundOrder", "ship") },
  { name: "wms: units leave twice", mutate: postedTwice("wms", "outboundOrder", "ship") },
  { name: "wms: units leave from nowhere", mutate: legLost("wms", "outboundOrder", "ship") },
  { name: "wms: what is sent stays in its figure", mutate: staysInFigure },
  { name: "wms: acknowledges orders without allocating", mutate: noEffect("wms", "outboundOrder", "allocateStock") },
  { name: "wms: the carrier is never told of parcels", mutate: noEffect("wms", "outboundOrder", "handOver") },
  { name: "wms: goods that came in are not put on shelves", mutate: noPosting("wms", "putaway", "putaway") },
  {
    name: "wms: nods at outbound orders and forgets them",
    mutate: onlyNods("wms", "outboundOrders.create", { levels: [] }),
  },
  { name: "wms: nods when told that a shipment is paid", mutate: onlyNods("wms", "outboundOrders.clear", {}) },
  { name: "wms: what came back is shelved twice", mutate: effectTwice("wms", "returnReceipt", "restock") },
  { name: "oms: reserves without an entry", mutate: noPosting("oms", "allocation", "reserve") },
  { name: "oms: backorders without an entry", mutate: noPosting("oms", "allocation", "backorder") },
  { name: "oms: ships units twice", mutate: postedTwice("oms", "allocation", "ship") },
  { name: "oms: backorders are never served", mutate: noEffect("oms", "position", "serve") },
  { name: "oms: never hears that stock changed", mutate: deaf("oms", "stock.changed") },
  { name: "oms: never hears that a shipment was packed", mutate: deaf("oms", "shipment.packed") },
  { name: "oms: never hears that a shipment left", mutate: deaf("oms", "shipment.shipped") },
  {
    name: "oms: a warehouse that refuses counts as one that agrees",
    mutate: refusalIgnored("oms", "outboundOrders.create", { levels: [] }),
  },
  { name: "oms: the warehouse is never told that it is paid", mutate: noEffect("oms", "shipment", "clear") },
  { name: "erp: goods leave without an entry", mutate: noPosting("erp", "goodsIssue", "goodsIssue") },
  { name: "erp: a goods issue loses a leg", mutate: legLost("erp", "goodsIssue", "goodsIssue") },
  { name: "erp: a receipt is booked twice", mutate: postedTwice("erp", "goodsReceipt", "goodsReceipt") },
  { name: "erp: never hears of receipts", mutate: deaf("erp", "receipt.completed") },
  { name: "erp: goods that came back are not taken in", mutate: noPosting("erp", "creditNote", "goodsBack") },
  { name: "erp: never orders anything", mutate: noEffect("erp", "planner", "plan") },
  { name: "supplier: sends goods without an entry", mutate: noPosting("supplier", "purchaseOrder", "supply") },
  { name: "supplier: unloads twice", mutate: effectTwice("supplier", "purchaseOrder", "unload") },
  { name: "wms: what was not found stays promised to its order", mutate: noPosting("wms", "outboundOrder", "shorten") },
  { name: "wms: goods that were called off stay promised", mutate: noPosting("wms", "outboundOrder", "cancel") },
  {
    name: "oms: units of a cancelled order stay reserved on its books",
    mutate: noPosting("oms", "allocation", "cancelReserved"),
  },
  { name: "oms: a release takes nothing out of the reserve", mutate: noPosting("oms", "allocation", "release") },
]
