/** Collecting money: captures, new authorisations where the old ones have run out, and who is told of either. */
import { answers, object, ok, type Reply, type Seen } from "../../sim/partner/room.ts"
import { refuse } from "../../sim/partner/server.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { capturePayment, confirmPayment, createPayment } from "../payment/contract.ts"
import { openMinor, type CollectionContext, type Piece } from "./collection.machine.ts"
import type { payAgain as wire } from "./contract.ts"
import { collection, order, shipment } from "./kinds.ts"
import { releaseOthers } from "./tenders.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<CollectionContext>

const channelOrderOf = (turn: Turn, { context }: Self) => turn.need(order, context.order).context.channelOrder

/** What is being paid; undefined when all is. */
const pieceOf = ({ context }: Self): Piece | undefined => context.pieces[context.paid]

export const collections = object(collection.name, collection.machine, {
  effects: {
    capture: (turn, self) => {
      const piece = pieceOf(self)
      if (piece === undefined) return
      const { payment, amountMinor } = piece
      const { shipment: reference, isLast, declines } = self.context
      const final = turn.policy<string>("finalCapture") === "first" || isLast
      const key = `${reference}/capture/${payment}/${declines}`
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
      const { shipment: reference, paid, declines } = self.context
      const metadata = { order: id, shipment: reference }
      const body = { order: id, currency, amountMinor, method, offSession: true, metadata }
      turn.call(turn.peer("payment"), createPayment, body, `${reference}/payment/${paid}/${declines}`)
    },
    confirmPayment: (turn, self) =>
      turn.call(turn.peer("payment"), confirmPayment, { payment: pieceOf(self)?.payment ?? "" }),
    // Told once: the provider's later refusals are nothing new to the buyer.
    tellUnpaid: (turn, self) => {
      if (self.context.declines === 1)
        tellBuyer(turn, channelOrderOf(turn, self), "paymentFailed", self.context.shipment, {})
    },
    tellCollected: (turn, { context }) => turn.tell(shipment, context.shipment, { type: "collected" }),
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    captureAgain: (_self, turn) => turn.policy("captureAgain"),
  },
  indexes: { byShipment: (context) => context.shipment, byOrder: (context) => context.order },
})

/** What the shipment costs is collected now. */
export const collect = (turn: Turn, id: string, isLast: boolean): void => {
  const { order: owner, pieces } = turn.need(shipment, id).context
  const declinesMax = turn.policy("declinesMax")
  turn.create(collection, { of: id, role: "collection" }, { order: owner, shipment: id, pieces, isLast, declinesMax })
}

/** Nobody knows yet whether it gets its money; held, it can still get less. */
const isHeld = (known: Self): boolean => known.is("held") || known.is("unpaid")

/**
 * Takes from what is still to be collected for an order what its buyer need not pay any more. Null while some of it is under way: it
 * may come, and then it has to go back.
 */
export const setOffOpen = (turn: Turn, owner: string, amountMinor: number): number | null => {
  const open = turn.find(collection, "byOrder", owner).filter((known) => !known.is("collected") && !known.is("setOff"))
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
    return refuse("conflict", `Nothing of shipment ${id} is being collected.`, { state: parcel.state, allowed: [] })
  return turn.drive(collection, known.id, { type: "payAgain", method }, ({ state }) => ok({ shipment: id, state }))
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
