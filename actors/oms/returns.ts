/** Returns: approved and announced to the site that shipped, refunded after inspection to where the money came from. */
import { answers, object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import * as erp from "../erp/contract.ts"
import * as marketplace from "../marketplace/contract.ts"
import { createRefund } from "../payment/contract.ts"
import type { Units } from "../shapes.ts"
import { resolveReturn, type ReturnRequested } from "../storefront/contract.ts"
import { announceReturn } from "../wms/contract.ts"
import { allocation, order, returned } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import type { Inspected, Piece, ReturnContext } from "./return.machine.ts"
import { tellBuyer } from "./told.ts"

type Self = Seen<ReturnContext>

const channelOrderOf = (turn: Turn, self: Self) => turn.need(order, self.context.order).context.channelOrder

export const returns = object(returned.name, returned.machine, {
  effects: {
    announce: (turn, self) => {
      turn.call(self.context.site, announceReturn, {
        return: self.id,
        order: channelOrderOf(turn, self).order,
        lines: self.context.lines,
      })
    },
    tellBuyer: (turn, self) => {
      const channelOrder = channelOrderOf(turn, self)
      const { site } = self.context
      if (turn.kindOf(channelOrder.channel) === "marketplace") {
        turn.call(channelOrder.channel, marketplace.approveReturn, { return: self.id, order: channelOrder.order, site })
      } else tellBuyer(turn, channelOrder, "returnApproved", self.id, { site })
    },
    record: (turn, self) => {
      const { order: id, currency, settledBy } = channelOrderOf(turn, self)
      const { site, inspected } = self.context
      const worth = worthOf(turn, self.context.order, inspected, before(turn, self))
      const lines = inspected.map((line, index) => ({
        ...line,
        amountMinor: worth[index]?.amountMinor ?? 0,
        taxMinor: worth[index]?.taxMinor ?? 0,
      }))
      turn.call(turn.peer("erp"), erp.recordReturn, { return: self.id, order: id, site, currency, settledBy, lines })
    },
    payBack: (turn, self) => {
      const channelOrder = channelOrderOf(turn, self)
      const piece = self.context.pieces[self.context.paid]
      if (piece === undefined) return
      const { payment, amountMinor } = piece
      const key = `${self.id}/piece-${self.context.paid}`
      if (channelOrder.settledBy === "marketplace") {
        turn.call(
          channelOrder.channel,
          marketplace.createRefund,
          { order: channelOrder.order, reference: self.id, amountMinor },
          key,
        )
        return
      }
      turn.call(turn.peer("payment"), createRefund, { payment, reference: self.id, amountMinor }, key)
      turn.tell(order, self.context.order, { type: "refunded", payment, amountMinor })
    },
    tellRefunded: (turn, self) => {
      const channelOrder = channelOrderOf(turn, self)
      const refundedMinor = self.context.pieces.reduce((sum, piece) => sum + piece.amountMinor, 0)
      const body = { return: self.id, refundedMinor }
      if (turn.kindOf(channelOrder.channel) === "marketplace")
        turn.call(channelOrder.channel, marketplace.resolveReturn, body)
      else turn.call(channelOrder.channel, resolveReturn, body)
      tellBuyer(turn, channelOrder, "refunded", self.id, {})
    },
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    payAgain: (_self, turn) => turn.policy("askAgain"),
  },
  indexes: { byOrder: (context) => context.order },
})

/** A buyer wants to send units back: they go to the site that shipped the first of them. */
export const takeReturn = (turn: Turn, { return: id, order: channelOrder, lines }: ReturnRequested): void => {
  const [found] = turn.find(order, "byChannelOrder", channelOrder)
  if (found === undefined) throw new Error(`Return ${id} is for order ${channelOrder}, which the OMS does not have.`)
  const shipped = turn.find(allocation, "byOrder", found.id).filter((candidate) => candidate.is("shipped"))
  const site = shipped.find((candidate) => lines.some((line) => line.sku === candidate.context.sku))?.context.site ?? ""
  turn.create(returned, id, { order: found.id, site, lines })
  turn.tell(order, found.id, { type: "returning", lines })
}

/** The site has looked at the units: what they are worth goes back to the payments that took it. */
export const takeInspection = (turn: Turn, id: string, lines: readonly Inspected[]): void => {
  const self = turn.need(returned, id)
  const worth = worthOf(turn, self.context.order, lines, before(turn, self))
  const { context } = turn.need(order, self.context.order)
  const withTax = context.channelOrder.settledBy === "psp"
  const amountMinor = worth.reduce((sum, part) => sum + part.amountMinor + (withTax ? part.taxMinor : 0), 0)
  turn.tell(returned, id, { type: "inspected", lines, pieces: piecesOf(context, amountMinor) })
}

/** Units of the order that earlier returns have brought back, by SKU. */
const before = (turn: Turn, self: Self): Units[] =>
  turn
    .find(returned, "byOrder", self.context.order)
    .filter((other) => other.id !== self.id && other.context.inspected.length > 0)
    .flatMap((other) => other.context.inspected)

/**
 * What returned units are worth: their share of what was charged for the SKU in the order, after discount. Shares are cumulative over
 * the units, so the last unit takes the remainder. Shipping is not refunded.
 */
const worthOf = (turn: Turn, orderId: string, lines: readonly Units[], earlier: readonly Units[]) => {
  const parts = turn.find(allocation, "byOrder", orderId).filter((candidate) => candidate.is("shipped"))
  const back = new Map<string, number>()
  for (const { sku, quantity } of earlier) back.set(sku, (back.get(sku) ?? 0) + quantity)
  return lines.map(({ sku, quantity }) => {
    const same = parts.filter(({ context }) => context.sku === sku)
    const units = same.reduce((sum, { context }) => sum + context.quantity, 0)
    const from = back.get(sku) ?? 0
    back.set(sku, from + quantity)
    const share = (amount: number) =>
      units === 0 ? 0 : Math.floor((amount * (from + quantity)) / units) - Math.floor((amount * from) / units)
    return {
      amountMinor: share(same.reduce((sum, { context }) => sum + context.amountMinor, 0)),
      taxMinor: share(same.reduce((sum, { context }) => sum + context.taxMinor, 0)),
    }
  })
}

/** Spreads an amount over the payments that took the order's money, the first first. */
const piecesOf = ({ taken, channelOrder }: OrderContext, amountMinor: number): Piece[] => {
  if (amountMinor === 0) return []
  if (channelOrder.settledBy === "marketplace") return [{ payment: "", amountMinor }]
  const pieces: Piece[] = []
  let left = amountMinor
  for (const entry of taken) {
    const part = Math.min(left, entry.amountMinor - entry.refundedMinor)
    if (part > 0) pieces.push({ payment: entry.payment, amountMinor: part })
    left -= Math.max(0, part)
  }
  if (left > 0)
    throw new Error(`${amountMinor} are to be paid back, but only ${amountMinor - left} were taken and not paid back.`)
  return pieces
}

export const returnAnswers = [
  answers(announceReturn, (answer) => ({ type: answer.outcome === "ok" ? "announced" : "unanswered" })),
  answers(createRefund, (answer) => ({ type: answer.outcome === "ok" ? "paidBack" : "unanswered" })),
  answers(marketplace.createRefund, (answer) => ({ type: answer.outcome === "ok" ? "paidBack" : "unanswered" })),
]
