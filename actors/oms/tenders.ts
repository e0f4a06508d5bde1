/** Which tender pays for what: each shipment takes its share of them in the order in which they are captured, gift cards first. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { cancelPayment } from "../payment/contract.ts"
import type { CollectionContext, Piece } from "./collection.machine.ts"
import { allocation, collection, order, shipment } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import type { ShipmentContext } from "./shipment.machine.ts"

/** What a shipment of this worth captures, and from which payment. What no tender covers is the last one's to find. */
export const piecesFor = (turn: Turn, order: Seen<OrderContext>, amountMinor: number, own = ""): Piece[] => {
  const { channelOrder, collectsAt } = order.context
  const { settledBy, tenders } = channelOrder
  if (settledBy === "marketplace" || collectsAt === "order" || amountMinor === 0) return []
  const others = turn
    .find(shipment, "byOrder", order.id)
    .filter((other) => other.id !== own && !other.is("rejected") && !other.is("stopped"))
  const used = (payment: string) =>
    others
      .flatMap((other) => other.context.pieces)
      .reduce((sum, piece) => sum + (piece.tender === payment ? piece.amountMinor : 0), 0)
  const pieces: Piece[] = []
  let left = amountMinor
  for (const [index, { payment, method, amountMinor: authorized }] of tenders.entries()) {
    const part = index === tenders.length - 1 ? left : Math.min(left, authorized - used(payment))
    if (part <= 0) continue
    pieces.push({ tender: payment, payment, method, amountMinor: part })
    left -= part
  }
  return pieces
}

/** What of an order as a whole is captured from which payment: as much of each as is authorised and not taken, the last one the rest. */
export const piecesOfOrder = ({ channelOrder: { tenders }, taken }: OrderContext, amountMinor: number): Piece[] => {
  let left = amountMinor
  return tenders.flatMap(({ payment, method, amountMinor: authorized }, index) => {
    const part = index === tenders.length - 1 ? left : Math.min(left, authorized - takenFrom(taken, payment))
    if (part <= 0) return []
    left -= part
    return [{ tender: payment, payment, method, amountMinor: part }]
  })
}

const owing = ["requested", "unanswered", "acknowledged", "paying"] as const
const settled = ["cancelled", "removed", "packed", "shipped"] as const

const leavesOnCredit = ["clearing", "clearingAgain", "cleared", "shipped", "delivered", "partDelivered"] as const

/** Is money of it still to be captured? What left on credit may be on its way or at the buyer's by then. */
const owes = (turn: Turn, other: Seen<ShipmentContext>): boolean => {
  if (owing.some((state) => other.is(state))) return true
  const { collectsAt, pieces } = other.context
  if (collectsAt === "packed" || pieces.length === 0 || leavesOnCredit.every((state) => !other.is(state))) return false
  return !turn.find(collection, "byShipment", other.id).some((known) => known.is("collected") || known.is("setOff"))
}

/** Nothing of the order is left to be captured, this shipment aside; null for no shipment aside. */
const isPaidBut = (turn: Turn, orderId: string, shipmentId: string | null): boolean =>
  turn
    .find(allocation, "byOrder", orderId)
    .every((part) => part.context.shipment === shipmentId || settled.some((state) => part.is(state))) &&
  turn.find(shipment, "byOrder", orderId).every((other) => other.id === shipmentId || !owes(turn, other))

/** Only then may a capture release what it does not take. */
export const isLastToPay = (turn: Turn, { id, context }: Seen<ShipmentContext>): boolean =>
  isPaidBut(turn, context.order, id)

/** The last shipment is being paid: tenders that no capture of it closes are let go of, such as one for an edit that was taken back. */
export const releaseOthers = (turn: Turn, { context }: Seen<CollectionContext>): void => {
  const { channelOrder, taken } = turn.need(order, context.order).context
  for (const { payment, amountMinor } of channelOrder.tenders) {
    if (context.pieces.some((piece) => piece.tender === payment)) continue
    if (takenFrom(taken, payment) < amountMinor) turn.call(turn.peer("payment"), cancelPayment, { payment })
  }
}

export const takenFrom = (taken: OrderContext["taken"], payment: string): number =>
  taken.reduce((sum, entry) => sum + (entry.payment === payment ? entry.amountMinor : 0), 0)

/** An order that has become smaller may be paid already: what is still authorised for it is the buyer's again. */
export const releaseRest = (turn: Turn, { id, context }: Seen<OrderContext>): void => {
  if (context.collectsAt === "order" || !isPaidBut(turn, id, null)) return
  for (const { payment, amountMinor } of context.channelOrder.tenders) {
    if (takenFrom(context.taken, payment) < amountMinor) turn.call(turn.peer("payment"), cancelPayment, { payment })
  }
}
