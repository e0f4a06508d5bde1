/** Returns: who announces, sees, decides and pays; the money goes back to where it came from. */
import { answers, object, ok, type Reply, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { piecesIn } from "../kits.ts"
import * as erp from "../erp/contract.ts"
import * as marketplace from "../marketplace/contract.ts"
import { createRefund, listRefunds } from "../payment/contract.ts"
import { parentOf, type Units } from "../shapes.ts"
import { resolveReturn, type ReturnRequested } from "../storefront/contract.ts"
import { announceReturn, type returnArrived, type returnInspected } from "../wms/contract.ts"
import { setOffOpen } from "./collections.ts"
import type * as wire from "./contract.ts"
import { allocation, order, replacement, returned, shipment } from "./kinds.ts"
import { areOfOrder, articlesIn, chargesBack, creditedBy, isSame, leftToRefund, piecesOf } from "./refund-amounts.ts"
import { kitsFor } from "./kits.ts"
import { replace } from "./replacements.ts"
import { adopt, foundOf, goneBackIn } from "./gone-back.ts"
import { leftOf } from "./paying-back.ts"
import type { Decision, ReturnContext } from "./return.machine.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<ReturnContext>

const channelOrderOf = (turn: Turn, self: Self) => turn.need(order, self.context.order).context.channelOrder
const sum = (units: readonly Units[]): number => units.reduce((total, { quantity }) => total + quantity, 0)

/** Parcels that never reached the buyer, in whichever way. */
const isUndelivered = ({ context: { origin } }: Self): boolean =>
  origin === "lost" || origin === "damaged" || origin === "undelivered"

export const returns = object(returned.name, returned.machine, {
  posts: {
    owe: (self, turn) => ({
      book: "memo",
      currency: channelOrderOf(turn, self).currency,
      subject: self.id,
      legs: [
        {
          account: "refund.due",
          amountMinor: self.context.pieces.reduce((total, piece) => total + piece.amountMinor, 0),
        },
      ],
    }),
  },
  effects: {
    announce: (turn, self) => {
      const body = { return: self.id, order: channelOrderOf(turn, self).order, lines: self.context.lines }
      const waitsForScan =
        self.context.refundAt === "firstScan" || turn.policy<string>("releaseInsteadAt") === "firstScan"
      turn.call(self.context.site, announceReturn, waitsForScan ? { ...body, tellArrival: true } : body)
    },
    tellApproved: (turn, self) => {
      const channelOrder = channelOrderOf(turn, self)
      const { site } = self.context
      if (turn.kindOf(channelOrder.channel) === "marketplace") {
        turn.call(channelOrder.channel, marketplace.approveReturn, { return: self.id, order: channelOrder.order, site })
      } else tellBuyer(turn, channelOrder, "returnApproved", self.id, { site })
    },
    reserveInstead: (turn, self) => {
      if (self.context.instead.length > 0) replace(turn, self)
    },
    releaseInstead: (turn, self) => {
      const at = turn.policy<string>("releaseInsteadAt")
      const isDue = self.is("replaced") || at === "approval" || (at === "firstScan" && self.is("arrived"))
      if (!isDue) return
      for (const { id } of turn.find(replacement, "byReturn", self.id)) turn.tell(replacement, id, { type: "release" })
    },
    dropInstead: (turn, self) => {
      for (const { id } of turn.find(replacement, "byReturn", self.id)) turn.tell(replacement, id, { type: "cancel" })
    },
    tellComingBack: (turn, self) => {
      if (self.context.origin === "undelivered")
        tellBuyer(turn, channelOrderOf(turn, self), "parcelReturned", self.id, remedyOf(self))
    },
    tellMissing: (turn, self) => tellBuyer(turn, channelOrderOf(turn, self), "parcelLost", self.id, remedyOf(self)),
    recordMissing: (turn, self) => {
      const to = turn.policy<"claim" | "loss">("lostGoods")
      recordMovements(
        turn,
        self,
        self.context.lines.map((line) => ({ ...line, to })),
      )
    },
    recordGoods: (turn, self) => {
      const moved = self.context.inspected.map(({ disposition, ...line }) => ({ ...line, to: disposition }))
      if (moved.length > 0) recordMovements(turn, self, moved)
    },
    // Whatever is due is due now: another return must not take the same money.
    reckon: (turn, self) => {
      const credited = creditedBy(turn, self)
      const charges = chargesBack(turn, self, credited)
      const { context } = turn.need(order, self.context.order)
      const withTax = context.channelOrder.settledBy === "psp"
      const amountMinor = [...credited, ...charges].reduce(
        (total, part) => total + part.amountMinor + (withTax ? part.taxMinor : 0),
        0,
      )
      const missingMinor = withTax ? Math.max(0, amountMinor - leftToRefund(context)) : 0
      const setOffMinor = missingMinor === 0 ? 0 : setOffOpen(turn, self.context.order, missingMinor)
      if (setOffMinor === null) {
        turn.tell(returned, self.id, { type: "moneyUnderway" })
        return
      }
      const pieces = piecesOf(context, amountMinor - setOffMinor)
      const asksFirst = withTax && turn.policy<boolean>("checkBeforeRefund")
      const withCharges = charges.length > 0
      turn.tell(returned, self.id, { type: "reckoned", credited, withCharges, pieces, asksFirst, setOffMinor })
      for (const { payment, amountMinor: part } of pieces)
        turn.tell(order, self.context.order, { type: "refunded", payment, amountMinor: part })
    },
    record: (turn, self) => record(turn, self),
    askRefunds: (turn, self) => {
      const { payment = "" } = self.context.pieces[self.context.paid] ?? {}
      turn.call(turn.peer("payment"), listRefunds, { payment })
    },
    judgeRefunds: (turn, self, event) => {
      if (event.type !== "refundsListed") return
      const found = foundOf(turn, self, event)
      turn.tell(returned, self.id, found ?? { type: "heldByBank" })
    },
    adopt: (turn, self, event) => {
      if (event.type === "goneBack") adopt(turn, self, event)
    },
    payBack: (turn, self) => {
      const channelOrder = channelOrderOf(turn, self)
      const piece = self.context.pieces[self.context.paid]
      if (piece === undefined) return
      const { payment } = piece
      const amountMinor = leftOf(piece)
      const key = `${self.id}/piece-${self.context.paid}`
      if (channelOrder.settledBy === "marketplace") {
        const body = { order: channelOrder.order, reference: self.id, amountMinor }
        turn.call(channelOrder.channel, marketplace.createRefund, body, key)
      } else turn.call(turn.peer("payment"), createRefund, { payment, reference: self.id, amountMinor }, key)
    },
    tellRefunded: (turn, self) => {
      const refundedMinor = self.context.pieces.reduce((total, piece) => total + piece.amountMinor, 0)
      resolve(turn, self, refundedMinor)
      tellBuyer(turn, channelOrderOf(turn, self), "refunded", self.id, {})
      if (isUndelivered(self))
        turn.tell(order, self.context.order, { type: "madeGood", units: sum(self.context.credited) })
    },
    tellReplaced: (turn, self) => {
      if (!isUndelivered(self)) resolve(turn, self, 0)
    },
    askPerson: (turn, self) => {
      const rule = turn.policy<Exclude<Decision, "none"> | "ask">("otherThanAnnounced")
      if (rule !== "ask") turn.tell(returned, self.id, { type: "decide", decision: rule })
    },
    tellRefused: (turn, self) => {
      resolve(turn, self, 0)
      tellBuyer(turn, channelOrderOf(turn, self), "returnRefused", self.id, {})
    },
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    payAgain: (_self, turn) => turn.policy("askAgain"),
    askBank: (_self, turn) => turn.policy("askBank"),
  },
  indexes: { byOrder: (context) => context.order },
})

const remedyOf = ({ context }: Self): Record<string, string> => ({
  remedy: context.instead.length > 0 ? "another parcel" : "refund",
})

/** The channel learns how it ended, also of a return that it never heard of. */
const resolve = (turn: Turn, self: Self, refundedMinor: number): void => {
  const { channel, order: id } = channelOrderOf(turn, self)
  const body = { return: self.id, order: id, lines: articlesIn(turn, self), refundedMinor }
  if (turn.kindOf(channel) === "marketplace") turn.call(channel, marketplace.resolveReturn, body)
  else turn.call(channel, resolveReturn, body)
}

const recordMovements = (turn: Turn, self: Self, lines: readonly erp.GoodsMoved[]): void => {
  const { order: id, currency } = channelOrderOf(turn, self)
  const body = { reference: self.id, order: id, site: self.context.site, currency, lines }
  turn.call(turn.peer("erp"), erp.recordGoods, body)
}

/** The credit note; with the goods on it where they are what money goes back for, beside them where they are not. */
const record = (turn: Turn, self: Self): void => {
  const { order: id, currency, settledBy } = channelOrderOf(turn, self)
  const { site, inspected, credited, isInspected } = self.context
  const isAlike = isInspected && isSame(inspected, credited)
  const lines = credited.map(({ sku, quantity, amountMinor, taxMinor, disposition }) => {
    return { sku, quantity, amountMinor, taxMinor, disposition: isAlike ? disposition : ("none" as const) }
  })
  const { withCharges, setOffMinor } = self.context
  const charges = withCharges ? channelOrderOf(turn, self).charges : []
  const body = {
    return: self.id,
    order: id,
    site,
    currency,
    settledBy,
    lines,
    ...(charges.length > 0 ? { charges } : {}),
    ...(setOffMinor > 0 ? { setOffMinor } : {}),
  }
  if (lines.length > 0) turn.call(turn.peer("erp"), erp.recordReturn, body)
  if (isInspected && !isAlike && inspected.length > 0)
    recordMovements(
      turn,
      self,
      inspected.map(({ disposition, ...line }) => ({ ...line, to: disposition })),
    )
}

type Input = Pick<ReturnContext, "origin" | "parcel" | "site" | "lines" | "instead"> &
  Partial<Pick<ReturnContext, "articles">>

const open = (turn: Turn, id: string, orderId: string, input: Input): void => {
  const refundAt = turn.policy<ReturnContext["refundAt"]>("refundAt")
  turn.create(returned, id, { articles: [], ...input, order: orderId, refundAt })
  if (input.lines.length > 0) turn.tell(order, orderId, { type: "returning", lines: input.lines })
}

const orderFor = (turn: Turn, id: string, channelOrder: string) => {
  const [found] = turn.find(order, "byChannelOrder", channelOrder)
  if (found === undefined) throw new Error(`Return ${id} is for order ${channelOrder}, which the OMS does not have.`)
  return found
}

/** A buyer wants to send units back, kits piece by piece: they go to the site that shipped the first of them. */
export const takeReturn = (turn: Turn, payload: ReturnRequested): void => {
  const { return: id, order: channelOrder, lines: articles, instead: wanted = [] } = payload
  const found = orderFor(turn, id, channelOrder)
  const { kits } = found.context
  const lines = piecesIn(kits, articles)
  const instead = piecesIn(kitsFor(turn, kits, wanted), wanted)
  const shipped = turn.find(allocation, "byOrder", found.id).filter((candidate) => candidate.is("shipped"))
  const site = shipped.find((candidate) => lines.some((line) => line.sku === candidate.context.sku))?.context.site ?? ""
  open(turn, id, found.id, { origin: "announced", parcel: "", site, lines, articles, instead })
}

/** A parcel has come back; if nobody announced it, the return begins here. */
export const takeArrival = (turn: Turn, payload: typeof returnArrived.payload.Type): void => {
  const { return: id } = payload
  if (turn.read(returned, id) !== null) turn.tell(returned, id, { type: "arrived" })
  else openArrived(turn, payload)
}

const openArrived = (
  turn: Turn,
  arrived: Pick<typeof returnArrived.payload.Type, "return" | "order" | "origin" | "parcel" | "lines">,
): void => {
  const { return: id, order: channelOrder, parcel, lines } = arrived
  const origin = arrived.origin === "undelivered" ? "undelivered" : "unannounced"
  const instead = origin === "undelivered" && turn.policy<string>("undeliveredParcels") === "reship" ? lines : []
  open(turn, id, orderFor(turn, id, channelOrder).id, { origin, parcel, site: turn.sender, lines, instead })
}

/** The site has looked at what came. */
export const takeInspection = (turn: Turn, payload: typeof returnInspected.payload.Type): void => {
  const { return: id, lines } = payload
  // The word of its arrival may come later than this one.
  if (turn.read(returned, id) === null) {
    const announced = payload.origin === "undelivered" ? lines.map(({ sku, quantity }) => ({ sku, quantity })) : []
    openArrived(turn, { ...payload, lines: announced })
  }
  const self = turn.need(returned, id)
  const isAsAnnounced =
    self.context.origin === "unannounced"
      ? lines.length > 0 && areOfOrder(turn, self, lines)
      : isSame(lines, self.context.lines)
  turn.tell(returned, id, { type: "inspected", lines, isAsAnnounced })
}

/** A parcel will never come: the buyer is made whole, whoever bears it. */
export const takeMissing = (turn: Turn, parcel: string, origin: "lost" | "damaged"): void => {
  const sent = turn.need(shipment, parentOf(parcel))
  const lines = sent.context.parcels.find((one) => one.parcel === parcel)?.lines ?? []
  const id = `${parcel}/missing-1`
  if (turn.read(returned, id) !== null) return
  // Who waits for goods instead of others has no use for the price of those.
  const reships = sent.context.instead !== "" || turn.policy<string>("lostParcels") === "reship"
  const input = { origin, parcel, site: sent.context.site, lines, instead: reships ? lines : [] }
  open(turn, id, sent.context.order, input)
}

/** A person decides what a return is worth that is not as announced. */
export const decideReturn = (turn: Turn, { return: id, decision }: typeof wire.decideReturn.request.Type): Reply =>
  turn.drive(returned, id, { type: "decide", decision }, ({ state }) => ok({ return: id, state }))

export const returnAnswers = [
  answers(announceReturn, (answer) => ({ type: answer.outcome === "ok" ? "announced" : "notAnnounced" })),
  answers(listRefunds, (answer) => {
    if (answer.outcome === "failed") return { type: "unanswered" }
    // A provider that does not know the payment will not know it tomorrow.
    if (answer.outcome === "refused") return { type: "notPaidBack" }
    return { type: "refundsListed", ...goneBackIn(answer.body) }
  }),
  ...[createRefund, marketplace.createRefund].map((operation) =>
    answers(operation as typeof createRefund, (answer) => {
      if (answer.outcome === "ok") return { type: "paidBack" }
      if (answer.outcome === "failed") return { type: "unanswered" }
      return { type: answer.refusal.error === "disputed" ? "heldByBank" : "notPaidBack" }
    }),
  ),
]
