/** Making allocations: a part of a line at the site where it was sourced, as open demand that is reserved or waits. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type * as erp from "../erp/contract.ts"
import { allocation } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import type { Part } from "./sourcing.ts"
import { promise } from "./stock.ts"

/** Answers the demand that it places on its site. */
export const allocate = (
  turn: Turn,
  { id, context: { promiseAt } }: Seen<OrderContext>,
  { line: { line, sku }, site, quantity, from }: Part,
  worth: { readonly amountMinor: number; readonly taxMinor: number },
): erp.Demand => {
  const made = turn.create(
    allocation,
    { of: line, role: "allocation" },
    { order: id, line, sku, site, quantity, ...worth, promiseAt, refusedBy: [] },
  )
  if (from.reserved) {
    turn.tell(allocation, made, { type: "reserve" })
    // Units that another order has yielded are promised already.
    if (!from.yielded) promise(turn, sku, site, quantity)
  } else turn.tell(allocation, made, { type: "backorder" })
  turn.post("demand", {
    book: "stock",
    subject: id,
    legs: [
      { account: "oms.ordered", sku, site, quantity: -quantity },
      { account: "oms.open", sku, site, quantity },
    ],
  })
  return { sku, site, quantity }
}
