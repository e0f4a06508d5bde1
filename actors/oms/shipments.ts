/** Shipments: from the warehouse's acknowledgement over the money to the hand-over, and everybody who is told of it. */
import { answers, object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { hashText } from "../../sim/world/hash.ts"
import { componentsOf, wholeOf } from "../kits.ts"
import * as erp from "../erp/contract.ts"
import type { Tracking } from "../carrier/contract.ts"
import { bySku, parentOf, type Charge, type Units } from "../shapes.ts"
import { createFulfillment } from "../storefront/contract.ts"
import { clearOutbound, createOutbound, traceOutbound, type Parcel, type shipmentPacked } from "../wms/contract.ts"
import { collect } from "./collections.ts"
import { confirm } from "./confirmations.ts"
import { allocation, order, shipment } from "./kinds.ts"
import { placeAgain } from "./placing.ts"
import { priceAtPacking } from "./pricing.ts"
import { standsForUndelivered } from "./replacements.ts"
import { takeMissing } from "./returns.ts"
import { unscanned, type ShipmentContext } from "./shipment.machine.ts"
import { hand, takeFigures } from "./stock.ts"
import { isLastToPay } from "./tenders.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<ShipmentContext>

const allocationsOf = (turn: Turn, self: Self) => self.context.allocations.map((id) => turn.need(allocation, id))
const orderOf = (turn: Turn, self: Self) => turn.need(order, self.context.order)

/** Units by SKU in the order of the lines. */
const unitsOf = (turn: Turn, self: Self): Units[] => {
  const units = new Map<string, number>()
  for (const { context } of allocationsOf(turn, self))
    units.set(context.sku, (units.get(context.sku) ?? 0) + context.quantity)
  return [...units].map(([sku, quantity]) => ({ sku, quantity }))
}

export const shipments = object(shipment.name, shipment.machine, {
  posts: {
    // What the parcel is worth: it may leave only when as much is secured.
    worth: (self, turn) => ({
      book: "memo",
      currency: orderOf(turn, self).context.channelOrder.currency,
      subject: self.id,
      legs: [
        {
          account: leavesOnCredit(self) ? "shipment.credit" : "shipment.value",
          amountMinor: self.context.amountMinor,
        },
      ],
    }),
  },
  effects: {
    askWarehouse: (turn, self) => {
      const { channelOrder, promiseAt } = orderOf(turn, self).context
      const { order: id, service, address } = channelOrder
      const body = { shipment: self.id, order: id, service, promiseAt, address, lines: unitsOf(turn, self) }
      // A repeat is the same request; with fewer units or another address it is another one, of a shipment that the site knows.
      turn.call(self.context.site, createOutbound, body, `${self.id}/${hashText(JSON.stringify(body))}`)
    },
    takeLevels: (turn, self, event) => {
      if (event.type === "acknowledged") takeFigures(turn, self.context.site, event.levels)
    },
    // From now on the warehouse's own figure holds these units, and the OMS lets its soft reservation go.
    handOver: (turn, self) => {
      for (const { context } of allocationsOf(turn, self)) hand(turn, context.sku, context.site, context.quantity)
    },
    // The site does not send it: all of its units are sourced again without it.
    sourceAgain: (turn, self, event) => {
      if (event.type !== "rejected") return
      const { site } = self.context
      dropCharges(turn, self)
      for (const { id, context } of allocationsOf(turn, self)) {
        turn.send(allocation, id, { type: "reject", forGood: event.forGood })
        hand(turn, context.sku, site, context.quantity)
        placeAgain(turn, id, [site])
      }
    },
    sourceMissing: (turn, self, event) => {
      if (event.type === "shorted") sourceMissing(turn, self, event.lines, event.packed)
    },
    tellPacked: (turn, self) => {
      for (const { id } of allocationsOf(turn, self)) turn.tell(allocation, id, { type: "pack" })
    },
    collect: (turn, self) => {
      if (self.context.pieces.length > 0 && !leavesOnCredit(self)) collect(turn, self.id, self.context.isLast)
    },
    collectNow: (turn, self) => {
      if (leavesOnCredit(self)) collect(turn, self.id, isLastToPay(turn, self))
    },
    clear: (turn, self) => turn.call(self.context.site, clearOutbound, { shipment: self.id }),
    tellShipped: (turn, self) => tellShipped(turn, self),
    tellDelivered: (turn, self) => {
      countDelivered(turn, self)
      tellBuyer(turn, orderOf(turn, self).context.channelOrder, "delivered", self.id, {})
    },
    tellPartDelivered: (turn, self) => countDelivered(turn, self),
    trace: (turn, self) => {
      const parcels = unscanned(self.context)
      if (parcels.length > 0) turn.call(self.context.site, traceOutbound, { shipment: self.id, parcels })
    },
    giveUp: (turn, self) => {
      for (const parcel of unscanned(self.context)) loseParcel(turn, parcel, "lost")
    },
    tellDropped: (turn, self) => dropCharges(turn, self),
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    scanDue: (_self, turn) => turn.policy("scanDue"),
    traceTime: (_self, turn) => turn.policy("scanDue"),
  },
  indexes: { byOrder: (context) => context.order },
})

/** Its money is collected once it has left. */
const leavesOnCredit = ({ context: { collectsAt, pieces } }: Self): boolean =>
  collectsAt === "shipConfirm" && pieces.length > 0

/** What has come counts for the order; goods sent instead only where they stand for what never came. */
const countDelivered = (turn: Turn, self: Self): void => {
  const { instead, parcels, parcelsDelivered } = self.context
  if (instead !== "" && !standsForUndelivered(turn, instead)) return
  const units = parcels
    .filter(({ parcel }) => parcelsDelivered.includes(parcel))
    .flatMap(({ lines }) => lines)
    .reduce((sum, { quantity }) => sum + quantity, 0)
  if (units > 0) turn.tell(order, self.context.order, { type: "delivered", units })
}

const loseParcel = (turn: Turn, parcel: string, origin: "lost" | "damaged"): void => {
  takeMissing(turn, parcel, origin)
  turn.tell(shipment, parentOf(parcel), { type: "parcelGone", parcel })
}

/** A carrier has scanned a parcel, or says that it will not come. */
export const takeTracking = (turn: Turn, { status, parcel }: Tracking): void => {
  const id = parentOf(parcel)
  if (status === "accepted") turn.tell(shipment, id, { type: "parcelScanned", parcel })
  if (status === "delivered") turn.tell(shipment, id, { type: "parcelDelivered", parcel })
  if (status === "returned") turn.tell(shipment, id, { type: "parcelGone", parcel })
  if (status === "lost" || status === "damaged") loseParcel(turn, parcel, status)
}

/** What a shipment completes of what was sold: a kit has left when the last of its pieces has. */
const articlesIn = (turn: Turn, self: Self): Units[] => {
  const { channelOrder, kits } = orderOf(turn, self).context
  if (kits.length === 0) return unitsOf(turn, self)
  const all = turn.find(allocation, "byOrder", self.context.order)
  const articles = channelOrder.lines.map(({ line, sku: article }) => {
    const parts = all.filter(({ context }) => context.line === line)
    const gone = (withThis: boolean): number =>
      wholeOf(componentsOf(kits, article), (sku) =>
        parts.reduce((sum, part) => {
          const counts = self.context.allocations.includes(part.id) ? withThis : part.is("shipped")
          return counts && part.context.sku === sku ? sum + part.context.quantity : sum
        }, 0),
      )
    return { sku: article, quantity: gone(true) - gone(false) }
  })
  return bySku(articles).filter(({ quantity }) => quantity > 0)
}

/** Goods and tax of allocations. */
const worthOf = (turn: Turn, allocations: readonly string[]): number =>
  allocations.reduce((sum, id) => {
    const { amountMinor, taxMinor } = turn.need(allocation, id).context
    return sum + amountMinor + taxMinor
  }, 0)

/** Nothing of it leaves: the charges go with the next shipment. To be told before that one is made. */
const dropCharges = (turn: Turn, self: Self): void =>
  turn.tell(order, self.context.order, { type: "shipmentDropped", shipment: self.id })

/** Sources again what the site no longer sends, the last allocations first; a repeat finds nothing more to do. */
const sourceMissing = (turn: Turn, self: Self, sends: readonly Units[], packed: readonly Parcel[] | null): void => {
  const { site, allocations, amountMinor } = self.context
  const left = new Map(sends.map(({ sku, quantity }) => [sku, quantity]))
  const parts = allocationsOf(turn, self).map(({ id, context: { sku, quantity } }) => {
    const keep = Math.min(quantity, left.get(sku) ?? 0)
    left.set(sku, (left.get(sku) ?? 0) - keep)
    return { id, sku, quantity, keep }
  })
  const kept = parts.filter((part) => part.keep > 0).map((part) => part.id)
  if (kept.length === 0) dropCharges(turn, self)
  const worthBefore = worthOf(turn, allocations)
  for (const { id, sku, quantity, keep } of parts) {
    if (keep === quantity) continue
    // Before its acknowledgement the units are still promised softly.
    if (!self.is("acknowledged")) hand(turn, sku, site, quantity - keep)
    if (keep > 0) turn.send(allocation, id, { type: "split", keep })
    else {
      turn.send(allocation, id, { type: "reject", forGood: false })
      placeAgain(turn, id, [site])
    }
  }
  const worthLost = worthBefore - worthOf(turn, kept)
  turn.tell(shipment, self.id, { type: "shortened", allocations: kept, amountMinor: amountMinor - worthLost })
  // What was missing is still to come, and to be paid for.
  if (packed !== null) tellPacked(turn, self, kept, amountMinor - worthLost, packed, false)
}

/** What was authorised when it was ordered may have run out by now: without money it does not leave. */
const isOutOfDate = (turn: Turn, self: Self): boolean =>
  leavesOnCredit(self) && turn.at - orderOf(turn, self).context.channelOrder.placedAt >= turn.policy("creditWithin")

/** Only now is it known which units of a line leave before which. */
const tellPacked = (
  turn: Turn,
  self: Self,
  allocations: readonly string[],
  amountMinor: number,
  parcels: readonly Parcel[],
  isLast: boolean,
): void => {
  const worth = isAtWork(self)
    ? {
        ...priceAtPacking(turn, self, allocations, amountMinor),
        ...(isOutOfDate(turn, self) ? { collectsAt: "packed" as const } : {}),
      }
    : {}
  turn.tell(shipment, self.id, { type: "packed", parcels, isLast, worth })
}

/** The warehouse has it, or is about to have it, and has not said that it is packed. */
const isAtWork = (self: Self): boolean => self.is("requested") || self.is("unanswered") || self.is("acknowledged")

/** Ship confirm: in parallel the channel gets the tracking number, the buyer is told, the ERP invoices. */
const tellShipped = (turn: Turn, self: Self): void => {
  const { site, parcels, shippedAt, settledBy } = self.context
  const { channelOrder, chargesOn } = orderOf(turn, self).context
  const { order: id, channel, currency } = channelOrder
  const parts = allocationsOf(turn, self)
  for (const part of parts) turn.tell(allocation, part.id, { type: "ship" })
  // What is sent instead is not the order's: neither it nor its channel counts those units.
  const isSold = self.context.instead === ""
  const units = parts.reduce((sum, { context }) => sum + context.quantity, 0)
  if (isSold) turn.tell(order, self.context.order, { type: "shipped", units })
  const trackingNumbers = parcels.map((parcel) => parcel.trackingNumber)
  const fulfillment = {
    order: id,
    shipment: self.id,
    lines: isSold ? articlesIn(turn, self) : [],
    carrier: parcels[0]?.carrier ?? "",
    trackingNumbers,
  }
  const charges: readonly Charge[] = chargesOn === self.id ? channelOrder.charges : []
  const invoiced = [...parts.map((part) => part.context), ...charges].reduce((sum, line) => sum + line.amountMinor, 0)
  if (turn.kindOf(channel) === "marketplace") confirm(turn, { ...fulfillment, channel, amountMinor: invoiced })
  else turn.call(channel, createFulfillment, fulfillment)
  tellBuyer(turn, channelOrder, "shipped", self.id, { tracking: trackingNumbers.join(" ") })
  const lines = parts.map(({ context: { line, sku, quantity, amountMinor, taxMinor } }) => ({
    line,
    sku,
    quantity,
    amountMinor,
    taxMinor,
  }))
  turn.call(turn.peer("erp"), erp.recordShipment, {
    shipment: self.id,
    order: id,
    site,
    currency,
    settledBy,
    shippedAt,
    lines,
    charges,
  })
}

/** What is in the parcels counts, also when the word that some units were missing has not come. */
export const takePacked = (turn: Turn, { shipment: id, parcels }: typeof shipmentPacked.payload.Type): void => {
  const packed = new Map<string, number>()
  for (const { sku, quantity } of parcels.flatMap((parcel) => parcel.lines))
    packed.set(sku, (packed.get(sku) ?? 0) + quantity)
  const lines = [...packed].map(([sku, quantity]) => ({ sku, quantity }))
  const self = turn.need(shipment, id)
  const isShort = unitsOf(turn, self).some(({ sku, quantity }) => (packed.get(sku) ?? 0) < quantity)
  if (isShort && isAtWork(self)) turn.tell(shipment, id, { type: "shorted", lines, packed: parcels })
  else {
    const { allocations, amountMinor } = self.context
    tellPacked(turn, self, allocations, amountMinor, parcels, !isShort && isLastToPay(turn, self))
  }
}

export const shipmentAnswers = [
  answers(createOutbound, (answer) => {
    if (answer.outcome === "ok") return { type: "acknowledged", levels: answer.body.levels }
    if (answer.outcome === "failed") return { type: "unacknowledged" }
    return { type: "rejected", forGood: answer.refusal.error === "notAccepted" }
  }),
  answers(traceOutbound, (answer) => ({ type: answer.outcome === "ok" ? "traced" : "unanswered" })),
  answers(clearOutbound, (answer) => ({ type: answer.outcome === "ok" ? "cleared" : "unanswered" })),
]
