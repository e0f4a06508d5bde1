/** Changes of orders that somebody asked for: what they need, whom they concern, and what follows when they are possible or not. */
import { answers, object, type Answer, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { changeSalesOrder } from "../erp/contract.ts"
import { createRefund } from "../payment/contract.ts"
import { bySku, type Address, type OrderLine, type Units } from "../shapes.ts"
import { resolveEdit, type EditRequested } from "../storefront/contract.ts"
import { cancelOutbound, readdressOutbound, type StockLevel } from "../wms/contract.ts"
import type { ChangeContext, SiteUnits, Wish } from "./change.machine.ts"
import { allocation, change, order, shipment } from "./kinds.ts"
import { isUnmapped, kitsFor } from "./kits.ts"
import { shipmentsToStop } from "./revision.ts"
import { announce, hand, promise, sold, takeFigures } from "./stock.ts"
import { resolveAtChannel, resolveEditAtChannel, tellBuyer } from "./told.ts"

type Self = Seen<ChangeContext>

/** The ERP is asked four hours apart at most, with a usual quarter of an hour to begin with. */
const doublingsMax = 4

export const changes = object(change.name, change.machine, {
  effects: {
    haltOrder: (turn, { context }) => turn.tell(order, context.order, { type: "halt" }),
    resumeOrder: (turn, { context }) => turn.tell(order, context.order, { type: "resume" }),
    // An answer may be long in coming: the warehouse's figures show as free what the order may still keep.
    holdBack: (turn, { id, context: { wish, shipments, agreed } }) => {
      const asked = shipments[agreed] ?? ""
      const units = wish.kind === "address" || isGone(turn, asked) ? [] : unitsOf(turn, asked)
      for (const { sku, site, quantity } of units) promise(turn, sku, site, quantity)
      turn.tell(change, id, { type: "heldBack", units })
    },
    // Channels may have been told meanwhile that these units are not to be had.
    endHold: (turn, { context: { inDoubt } }) => {
      for (const { sku, site, quantity } of inDoubt) hand(turn, sku, site, quantity)
      announce(
        turn,
        inDoubt.map(({ sku }) => sku),
      )
    },
    askWarehouse: (turn, self) => {
      const { wish, shipments, agreed } = self.context
      const id = shipments[agreed] ?? ""
      if (isGone(turn, id)) turn.tell(change, self.id, { type: "agreed", levels: [] })
      else if (isOnItsWay(turn, id)) turn.tell(change, self.id, { type: "refused" })
      else if (wish.kind === "address") askToReaddress(turn, id, wish.next.address)
      else askToStop(turn, id)
    },
    takeAgreement: (turn, { context: { wish, shipments, agreed, levels } }) => {
      if (wish.kind !== "address") letGo(turn, shipments[agreed - 1] ?? "", levels)
    },
    takeLevels: (turn, _self, event) => {
      if (event.type === "agreed") takeFigures(turn, turn.sender, event.levels)
    },
    // Parcels of one order do not go to two addresses.
    takeBack: (turn, { context: { wish, order: id, shipments, agreed } }) => {
      if (wish.kind !== "address") return
      const { address } = turn.need(order, id).context.channelOrder
      for (const changed of shipments.slice(0, agreed)) askToReaddress(turn, changed, address)
    },
    apply: (turn, self) => apply(turn, self),
    refuse: (turn, { context: { wish, order: id } }) => {
      const { channelOrder } = turn.need(order, id).context
      if (wish.kind === "cancel") {
        resolveAtChannel(turn, channelOrder, false)
        tellBuyer(turn, channelOrder, "cancellationRefused", channelOrder.order, {})
      } else {
        resolveEditAtChannel(turn, channelOrder, wish.edit, false)
        tellBuyer(turn, channelOrder, "changeRefused", wish.edit, {})
      }
    },
    // Only now are the units in what the channel has sold.
    hearSale: (turn, { context: { order: id, more } }) => {
      const { channel } = turn.need(order, id).context.channelOrder
      for (const { sku, quantity } of more) sold(turn, channel, sku, quantity)
      announce(
        turn,
        more.map(({ sku }) => sku),
      )
    },
    tellLedger: (turn, self) => {
      const { wish, demand } = self.context
      if (wish.kind !== "lines") return
      const { order: name, lines, charges, totalMinor } = wish.next
      turn.call(
        turn.peer("erp"),
        changeSalesOrder,
        { order: name, edit: wish.edit, lines, charges, totalMinor, demand },
        wish.edit,
      )
    },
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    // An order that the ERP does not have yet may be days in coming: asked twice as late each time, it is not asked in vain too often.
    bookAgain: ({ context }, turn) => turn.policy("askAgain") * 2 ** Math.min(doublingsMax, context.bookings - 1),
  },
  indexes: { parkedFor: (context, state) => (state === "parked" ? context.channelOrder : null) },
})

const apply = (turn: Turn, self: Self): void => {
  const { wish, order: id } = self.context
  if (wish.kind === "cancel") {
    if (!turn.policy<boolean>("waitsForWarehouse")) for (const live of liveShipments(turn, id)) askToStop(turn, live)
    giveBack(turn, self)
    return turn.tell(order, id, { type: "cancel", by: wish.by })
  }
  const { channelOrder, kits: known } = turn.need(order, id).context
  if (wish.kind === "address") turn.tell(order, id, { type: "readdress", address: wish.next.address })
  else {
    const { edit, next } = wish
    const changed = changedIn(next.lines, channelOrder.lines)
    const kits = kitsFor(turn, known, next.lines)
    turn.tell(order, id, { type: "revise", change: self.id, edit, next, kits, changed })
  }
  resolveEditAtChannel(turn, channelOrder, wish.edit, true)
  tellBuyer(turn, channelOrder, "orderChanged", wish.edit, {})
}

/** Articles of which a version has more than the one before, or fewer. */
const changedIn = (next: readonly OrderLine[], before: readonly OrderLine[]): Units[] =>
  bySku([...next, ...before.map(({ sku, quantity }) => ({ sku, quantity: -quantity }))]).filter(
    ({ quantity }) => quantity !== 0,
  )

/** What was taken for the order goes back where it came from. */
const giveBack = (turn: Turn, { id, context }: Self): void => {
  const { taken, collectsAt } = turn.need(order, context.order).context
  // An order that is paid for as a whole settles that by itself.
  if (collectsAt === "order") return
  for (const [nth, { payment, amountMinor, refundedMinor }] of taken.entries()) {
    const left = amountMinor - refundedMinor
    if (left <= 0) continue
    const body = { payment, reference: id, amountMinor: left }
    // A payment that was captured twice is paid back twice: two refunds, two keys.
    turn.call(turn.peer("payment"), createRefund, body, `${id}/refund-${nth + 1}`)
    turn.tell(order, context.order, { type: "refunded", payment, amountMinor: left })
  }
}

const askToStop = (turn: Turn, id: string): void =>
  turn.call(turn.need(shipment, id).context.site, cancelOutbound, { shipment: id })

const askToReaddress = (turn: Turn, id: string, address: Address): void =>
  turn.call(turn.need(shipment, id).context.site, readdressOutbound, { shipment: id, address })

const unitsOf = (turn: Turn, id: string): readonly SiteUnits[] => {
  const { site, allocations } = turn.need(shipment, id).context
  return allocations.map((part) => {
    const { sku, quantity } = turn.need(allocation, part).context
    return { sku, quantity, site }
  })
}

/** Refused by the warehouse, or nothing of it was there: both may become known while the change is asked for. */
const isGone = (turn: Turn, id: string): boolean => {
  const self = turn.need(shipment, id)
  return self.is("rejected") || self.is("emptied")
}

/** What has left while nobody answered can no longer be changed, and nobody has to be asked. */
const isOnItsWay = (turn: Turn, id: string): boolean => {
  const self = turn.need(shipment, id)
  return self.is("shipped") || self.is("delivered") || self.is("partDelivered")
}

/** The warehouse has stopped a shipment: its units are the OMS's again, and reserved until the whole change is decided. */
const letGo = (turn: Turn, id: string, levels: readonly StockLevel[]): void => {
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
  const released = turn.find(allocation, "byOrder", orderId).filter((part) => part.is("released") || part.is("packed"))
  return [...new Set(released.map((part) => part.context.shipment))]
}

/** A channel says that the buyer wants to cancel. */
export const takeCancellation = (turn: Turn, channelOrder: string): void =>
  want(turn, channelOrder, { kind: "cancel", by: "buyer" })

/** A channel has cancelled an order by itself. */
export const takeChannelCancellation = (turn: Turn, channelOrder: string): void =>
  want(turn, channelOrder, { kind: "cancel", by: "channel" })

/** A channel has an edit of an order: it is the order's next version if everybody agrees. */
export const takeEdit = (turn: Turn, { edit, changesLines, next }: EditRequested): void =>
  want(turn, next.order, { kind: changesLines ? "lines" : "address", edit, next })

const want = (turn: Turn, channelOrder: string, wish: Wish): void => {
  const id = turn.create(change, { of: channelOrder, role: "change" }, { channelOrder, wish })
  const [self] = turn.find(order, "byChannelOrder", channelOrder)
  if (self !== undefined) judge(turn, id, self.id)
}

/** An order has come: what was wanted of it before it was there can be judged now. */
export const judgeParked = (turn: Turn, channelOrder: string, orderId: string): void => {
  for (const { id } of turn.find(change, "parkedFor", channelOrder)) judge(turn, id, orderId)
}

const judge = (turn: Turn, id: string, orderId: string): void => {
  const { wish } = turn.need(change, id).context
  // Nothing has been set aside yet that could be changed.
  if (wish.kind !== "cancel" && turn.need(order, orderId).is("unmapped")) return
  const isCancelled = turn.need(order, orderId).is("cancelled")
  const shipments = isCancelled ? null : shipmentsToAsk(turn, orderId, wish)
  turn.tell(change, id, {
    type: "judged",
    order: orderId,
    verdict: isCancelled && wish.kind === "cancel" ? "moot" : shipments === null ? "tooLate" : "possible",
    shipments: shipments ?? [],
  })
}

const isOver = (turn: Turn, orderId: string): boolean => {
  const self = turn.need(order, orderId)
  return self.is("shipped") || self.is("delivered") || self.is("closed")
}

/** About which shipments a wish has to be put to a warehouse; null if it is too late, or nobody knows what to pack: packed is labelled, and labelled is too late. */
const shipmentsToAsk = (turn: Turn, orderId: string, wish: Wish): readonly string[] | null => {
  if (wish.kind === "lines") {
    const { lines } = wish.next
    if (isOver(turn, orderId) || isUnmapped(turn, lines)) return null
    return shipmentsToStop(turn, orderId, kitsFor(turn, turn.need(order, orderId).context.kits, lines), lines)
  }
  const parts = turn.find(allocation, "byOrder", orderId)
  const has = (state: string): boolean => parts.some((part) => part.is(state))
  if (wish.kind === "cancel" && has("shipped")) return null
  if (wish.kind === "cancel" && !turn.policy<boolean>("waitsForWarehouse")) return []
  // An order that nobody can pack yet has no parts: nothing of it is anywhere.
  const hasLeft = parts.length > 0 && parts.every((part) => part.is("shipped") || part.is("removed"))
  if (has("packed") || hasLeft) return null
  return liveShipments(turn, orderId)
}

const agreement = (answer: Answer<{ readonly levels: readonly StockLevel[] }>) => {
  if (answer.outcome === "ok") return { type: "agreed", levels: answer.body.levels }
  // A warehouse that does not know the shipment has not got it yet.
  const isKnown = answer.outcome === "refused" && answer.refusal.error !== "notFound"
  return { type: isKnown ? "refused" : "unanswered" }
}

export const changeAnswers = [
  answers(cancelOutbound, agreement),
  answers(readdressOutbound, agreement),
  answers(resolveEdit, (answer) => (answer.outcome === "ok" ? { type: "told" } : null), { keepsOn: true }),
  answers(changeSalesOrder, (answer) => {
    if (answer.outcome === "ok") return { type: "booked" }
    const isForGood = answer.outcome === "refused" && answer.refusal.error !== "conflict"
    return { type: isForGood ? "unbookable" : "notBooked" }
  }),
]
