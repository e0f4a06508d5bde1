/** Collecting money: captures, new authorisations where the old ones have run out, and who is told of either. */
import { answers, object, ok, type Reply, type Seen } from "../../sim/partner/room.ts"
import { refuse } from "../../sim/partner/server.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { cancelPayment, capturePayment, confirmPayment, createPayment } from "../payment/contract.ts"
import { openMinor, type CollectionContext, type Piece } from "./collection.machine.ts"
import type { payAgain as wire, payOrderAgain as wireOfOrder } from "./contract.ts"
import { collection, order, shipment } from "./kinds.ts"
import { dueMinor } from "./order-money.ts"
import type { OrderContext } from "./order.machine.ts"
import { piecesOfOrder, releaseOthers } from "./tenders.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<CollectionContext>

/** What a capture is for: the shipment, or the order as a whole. */
const referenceOf = (turn: Turn, self: Self): string =>
  self.context.shipment === "" ? channelOrderOf(turn, self).order : self.context.shipment

const channelOrderOf = (turn: Turn, { context }: Self) => turn.need(order, context.order).context.channelOrder

/** What is being paid; undefined when all is. */
const pieceOf = ({ context }: Self): Piece | undefined => context.pieces[context.paid]

export const collections = object(collection.name, collection.machine, {
  effects: {
    capture: (turn, self) => {
      const piece = pieceOf(self)
      if (piece === undefined) return
      const { payment, amountMinor } = piece
      const { shipment: id, isLast, declines } = self.context
      const final = turn.policy<string>("finalCapture") === "first" || isLast
      const reference = referenceOf(turn, self)
      const key = `${id === "" ? self.id : id}/capture/${payment}/${declines}`
      turn.call(turn.peer("payment"), capturePayment, { payment, reference, amountMinor, final }, key)
    },
    tellCaptured: (turn, self) => {
      const { pieces, paid } = self.context
      const { payment = "", amountMinor = 0 } = pieces[paid - 1] ?? {}
      turn.tell(order, self.context.order, { type: "captured", payment, amountMinor })
      if (self.context.isLast && paid === pieces.length) releaseOthers(turn, self)
    },
    createPayment: (turn, self) => {
      const { order: id, currency } = channelOrderOf(turn, self)
      const { method = "", amountMinor = 0 } = pieceOf(self) ?? {}
      const { shipment: of, paid, declines } = self.context
      const metadata: Record<string, string> = of === "" ? { order: id } : { order: id, shipment: of }
      const body = { order: id, currency, amountMinor, method, offSession: true, metadata }
      turn.call(turn.peer("payment"), createPayment, body, `${of === "" ? self.id : of}/payment/${paid}/${declines}`)
    },
    confirmPayment: (turn, self) =>
      turn.call(turn.peer("payment"), confirmPayment, { payment: pieceOf(self)?.payment ?? "" }),
    // Told once: the provider's later refusals are nothing new to the buyer, nor any of what was called off.
    tellUnpaid: (turn, self) => {
      if (self.context.declines === 1 && !self.context.isDropped)
        tellBuyer(turn, channelOrderOf(turn, self), "paymentFailed", referenceOf(turn, self), {})
    },
    // Another authorisation had taken the place of the tender's, and nobody captures that one either.
    letGo: (turn, { context: { pieces, paid } }) => {
      for (const { payment, tender } of pieces.slice(paid))
        if (payment !== tender) turn.call(turn.peer("payment"), cancelPayment, { payment })
    },
    tellCollected: (turn, { context }) =>
      context.shipment === ""
        ? turn.tell(order, context.order, { type: "collected" })
        : turn.tell(shipment, context.shipment, { type: "collected" }),
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    captureAgain: (_self, turn) => turn.policy("captureAgain"),
  },
  indexes: { byShipment: ({ shipment: of }) => (of === "" ? null : of), byOrder: (context) => context.order },
})

/** What the shipment costs is collected now. */
export const collect = (turn: Turn, id: string, isLast: boolean): void => {
  const { order: owner, pieces } = turn.need(shipment, id).context
  const declinesMax = turn.policy("declinesMax")
  turn.create(collection, { of: id, role: "collection" }, { order: owner, shipment: id, pieces, isLast, declinesMax })
}

const isOver = (known: Self): boolean => known.is("collected") || known.is("setOff") || known.is("dropped")

/** What is being collected for an order as a whole; undefined when nothing is. */
export const openFor = (turn: Turn, owner: string): Self | undefined =>
  turn.find(collection, "byOrder", owner).find((known) => known.context.shipment === "" && !isOver(known))

/** The whole order is paid for before anything of it is released; what is being collected already is not collected twice. */
export const collectFirst = (turn: Turn, { id, context }: Seen<OrderContext>): void => {
  if (openFor(turn, id) !== undefined) return
  const declinesMax = turn.policy("declinesMax")
  const input = {
    order: id,
    shipment: "",
    pieces: piecesOfOrder(context, dueMinor(context)),
    isLast: true,
    declinesMax,
  }
  turn.create(collection, { of: context.channelOrder.order, role: "collection" }, input)
}

/** Nobody knows yet whether it gets its money; held, it can still get less. */
const isHeld = (known: Self): boolean => known.is("held") || known.is("unpaid")

/**
 * Takes from what is still to be collected for an order what its buyer need not pay any more. Null while some of it is under way: it
 * may come, and then it has to go back.
 */
export const setOffOpen = (turn: Turn, owner: string, amountMinor: number): number | null => {
  const open = turn.find(collection, "byOrder", owner).filter((known) => !isOver(known))
  if (!open.every(isHeld)) return null
  let left = amountMinor
  for (const { id, context } of open) {
    const part = Math.min(left, openMinor(context))
    if (part > 0) turn.send(collection, id, { type: "setOff", amountMinor: part })
    left -= part
  }
  return amountMinor - left
}

/** The buyer has named another means of payment. */
export const payAgain = (turn: Turn, { shipment: id, method }: typeof wire.request.Type): Reply => {
  const parcel = turn.read(shipment, id)
  if (parcel === null) return turn.unknown("shipment", id)
  const [known] = turn.find(collection, "byShipment", id)
  if (known === undefined)
    return refuse(
      "conflict",
      `Nothing of shipment ${id} is being collected: it is not packed yet, or there is nothing to pay.`,
      { state: parcel.state, allowed: [] },
    )
  return turn.drive(collection, known.id, { type: "payAgain", method }, ({ state }) => ok({ shipment: id, state }))
}

/** The same before anything of the order was released. */
export const payOrderAgain = (turn: Turn, { order: id, method }: typeof wireOfOrder.request.Type): Reply => {
  const [known] = turn.find(order, "byChannelOrder", id)
  if (known === undefined) return turn.unknown("order", id)
  const open = openFor(turn, known.id)
  if (open === undefined)
    return refuse(
      "conflict",
      `Nothing of order ${id} as a whole is being collected; shipments.payAgain names another card for a shipment of it.`,
      {
        state: known.state,
        allowed: [],
      },
    )
  return turn.drive(collection, open.id, { type: "payAgain", method }, ({ state }) => ok({ order: id, state }))
}

export const collectionAnswers = [
  answers(capturePayment, (answer) => {
    if (answer.outcome === "ok") return { type: "captured" }
    if (answer.outcome === "failed") return { type: "unanswered" }
    return { type: answer.refusal.error === "captureDeclined" ? "captureDeclined" : "authorisationGone" }
  }),
  answers(createPayment, (answer) => {
    if (answer.outcome === "ok") return { type: "paymentCreated", payment: answer.body.payment }
    return { type: answer.outcome === "refused" ? "captureDeclined" : "unanswered" }
  }),
  answers(confirmPayment, (answer) => {
    if (answer.outcome === "ok") return { type: "authorized", amountMinor: answer.body.amountMinor }
    return { type: answer.outcome === "refused" ? "captureDeclined" : "unanswered" }
  }),
]
