/** What must hold as seen from the buyer's mailbox: nothing is told before it is true. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

export const trackingTruth = invariant({
  id: "I18",
  name: "tracking truth",
  kind: "safety",
  says: "A buyer is told of a shipment or a delivery only after the warehouse or the carrier says so, and delivered stays delivered.",
  state: () => ({
    shipped: new Set<string>(),
    onTheWay: new Map<string, number>(),
    delivered: new Map<string, number>(),
  }),
  transition: (state, row, judge) => {
    if (row.object === "outboundOrder" && row.to === "shipped") state.shipped.add(row.id)
    if (row.object !== "label") return
    const shipment = parentOf(parentOf(row.id))
    if (row.to === "manifested") state.onTheWay.set(shipment, (state.onTheWay.get(shipment) ?? 0) + 1)
    if (row.to === "delivered" && row.from !== "delivered")
      state.delivered.set(shipment, (state.delivered.get(shipment) ?? 0) + 1)
    if (row.from === "delivered" && row.to !== "delivered")
      judge.broken(row.at, row.message, `Label ${row.id} was delivered and is now ${row.to}.`)
  },
  message: (state, row, judge) => {
    const { operation } = row
    if (operation !== "inbox.shipped" && operation !== "inbox.delivered") return
    if (row.kind !== "handover") return
    judge.exercised()
    const { subject } = row
    if (!state.shipped.has(subject))
      judge.broken(row.sentAt, row.row, `The buyer is told that ${subject} has left, but no warehouse has shipped it.`)
    else if (
      operation === "inbox.delivered" &&
      (state.delivered.get(subject) ?? 0) < Math.max(1, state.onTheWay.get(subject) ?? 0)
    ) {
      judge.broken(
        row.sentAt,
        row.row,
        `The buyer is told that ${subject} was delivered, but ${state.delivered.get(subject) ?? 0} of its ${state.onTheWay.get(subject) ?? 0} parcels are.`,
      )
    }
  },
})
