/** Changes of orders that somebody asked for: what they need, whom they concern, and what follows when they are possible or not. */
import { answers, object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { cancelOutbound } from "../wms/contract.ts"
import type { ChangeContext } from "./change.machine.ts"
import { allocation, change, order, shipment } from "./kinds.ts"
import { promise, takeFigures } from "./stock.ts"
import { resolveAtChannel, tellBuyer } from "./told.ts"

type Self = Seen<ChangeContext>

export const changes = object(change.name, change.machine, {
  effects: {
    haltOrder: (turn, { context }) => turn.tell(order, context.order, { type: "halt" }),
    resumeOrder: (turn, { context }) => turn.tell(order, context.order, { type: "resume" }),
    askWarehouse: (turn, self) => {
      const id = shipmentOf(self)
      if (isGone(turn, id)) turn.tell(change, self.id, { type: "agreed", levels: [] })
      else askToStop(turn, id)
    },
    letGo: (turn, self) => letGo(turn, self.context.shipments[self.context.agreed - 1] ?? "", self.context.levels),
    apply: (turn, { context }) => {
      if (!turn.policy<boolean>("waitsForWarehouse"))
        for (const id of liveShipments(turn, context.order)) askToStop(turn, id)
      turn.tell(order, context.order, { type: "cancel" })
    },
    refuse: (turn, { context }) => {
      const { channelOrder } = turn.need(order, context.order).context
      resolveAtChannel(turn, channelOrder, false)
      tellBuyer(turn, channelOrder, "cancellationRefused", channelOrder.order, {})
    },
  },
  delays: { askAgain: (_self, turn) => turn.policy("askAgain") },
  indexes: { parkedFor: (context, state) => (state === "parked" ? context.channelOrder : null) },
})

const shipmentOf = ({ context }: Self): string => context.shipments[context.agreed] ?? ""

const askToStop = (turn: Turn, id: string): void =>
  turn.call(turn.need(shipment, id).context.site, cancelOutbound, { shipment: id })

/** Refused by the warehouse, or nothing of it was there: both may become known while the change is asked for. */
const isGone = (turn: Turn, id: string): boolean => {
  const self = turn.need(shipment, id)
  return self.is("rejected") || self.is("emptied")
}

/** The warehouse has stopped a shipment: its units are the OMS's again, and reserved until the whole change is decided. */
const letGo = (turn: Turn, id: string, levels: Parameters<typeof takeFigures>[2]): void => {
  if (isGone(turn, id)) return
  const self = turn.need(shipment, id)
  const { site, allocations } = self.context
  // As long as its acknowledgement is not in, the units are still promised softly.
  const wasHanded = self.is("acknowledged")
  turn.tell(shipment, id, { type: "stop" })
  for (const part of allocations) {
    const { sku, quantity } = turn.need(allocation, part).context
    turn.tell(allocation, part, { type: "recall" })
    if (wasHanded) promise(turn, sku, site, quantity)
  }
  takeFigures(turn, site, levels)
}

/** Shipments of an order that a warehouse has or will have, and that have not left. */
const liveShipments = (turn: Turn, orderId: string): string[] => {
  const released = turn.find(allocation, "byOrder", orderId).filter((part) => part.is("released"))
  return [...new Set(released.map((part) => part.context.shipment))]
}

/** A channel says that the buyer wants to cancel. */
export const takeCancellation = (turn: Turn, channelOrder: string): void => {
  const id = turn.create(change, { of: channelOrder, role: "change" }, { channelOrder })
  const [self] = turn.find(order, "byChannelOrder", channelOrder)
  if (self !== undefined) judge(turn, id, self.id)
}

/** An order has come: what was wanted of it before it was there can be judged now. */
export const judgeParked = (turn: Turn, channelOrder: string, orderId: string): void => {
  for (const { id } of turn.find(change, "parkedFor", channelOrder)) judge(turn, id, orderId)
}

/** Packed is labelled, and labelled is too late; what is only released has to be asked for. */
const judge = (turn: Turn, id: string, orderId: string): void => {
  const parts = turn.find(allocation, "byOrder", orderId)
  const isCancelled = turn.need(order, orderId).is("cancelled")
  const isTooLate = parts.some((part) => part.is("packed") || part.is("shipped"))
  const waits = turn.policy<boolean>("waitsForWarehouse")
  turn.tell(change, id, {
    type: "judged",
    order: orderId,
    verdict: isCancelled ? "moot" : isTooLate ? "tooLate" : "possible",
    shipments: waits ? liveShipments(turn, orderId) : [],
  })
}

export const changeAnswers = [
  answers(cancelOutbound, (answer) => {
    if (answer.outcome === "ok") return { type: "agreed", levels: answer.body.levels }
    // A warehouse that does not know the shipment has not got it yet.
    const isKnown = answer.outcome === "refused" && answer.refusal.error !== "notFound"
    return { type: isKnown ? "refused" : "unanswered" }
  }),
]
