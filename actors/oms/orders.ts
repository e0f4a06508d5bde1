/**
 * Orders: what happens to an order from its acceptance to its release, and when it is called off.
 */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import * as erp from "../erp/contract.ts"
import { cancelPayment } from "../payment/contract.ts"
import type { ChannelOrder } from "../shapes.ts"
import { judgeParked } from "./changes.ts"
import { allocation, change, order, shipment } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import { partOf, source } from "./sourcing.ts"
import { piecesFor } from "./tenders.ts"
import { announce, hand, promise, sold } from "./stock.ts"
import { resolveAtChannel, tellBuyer } from "./told.ts"

export const orders = object(order.name, order.machine, {
  posts: {
    // What the OMS took over, line by line, as the channel sold it; and the same units as open demand.
    accept: ({ context: { channelOrder, promiseAt } }) => {
      const { order: subject, currency, lines, totalMinor } = channelOrder
      return {
        book: "memo",
        currency,
        subject,
        legs: [
          { account: "promise.at", quantity: promiseAt },
          ...lines.map((line) => ({
            account: "accepted",
            sku: line.sku,
            quantity: line.quantity,
            amountMinor: line.amountMinor + line.taxMinor,
          })),
          { account: "accepted.total", amountMinor: totalMinor },
        ],
      }
    },
  },
  effects: {
    accept: (turn, self) => accept(turn, self),
    release: (turn, self) => release(turn, self),
    judgeParked: (turn, self) => judgeParked(turn, self.context.channelOrder.order, self.id),
    undo: (turn, self) => undo(turn, self),
    tellDelayed: (turn, { context: { channelOrder } }) =>
      tellBuyer(turn, channelOrder, "orderDelayed", channelOrder.order, {}),
  },
  delays: {
    reviewTime: (self, turn) => turn.duration("reviewTime", self.id),
    gatherTime: (_self, turn) => turn.policy("gatherTime"),
    returnWindow: (_self, turn) => turn.policy("returnWindow"),
  },
  indexes: { byChannelOrder: (context) => context.channelOrder.order },
})

const promisePolicies = {
  sameDay: "promiseSameDay",
  first: "promiseFirst",
  second: "promiseSecond",
  standard: "promiseStandard",
} as const

/** A channel has an order for us. */
export const takeOrder = (turn: Turn, channelOrder: ChannelOrder): void => {
  const promiseAt = channelOrder.placedAt + turn.policy(promisePolicies[channelOrder.service])
  const review = channelOrder.totalMinor > turn.policy("reviewAbove")
  const isAwaited = turn.find(change, "parkedFor", channelOrder.order).length > 0
  const input = { channelOrder, acceptedAt: turn.at, promiseAt, review, isAwaited }
  turn.create(order, { of: channelOrder.order, role: "oms" }, input)
}

const accept = (turn: Turn, self: Seen<OrderContext>): void => {
  const { channelOrder, promiseAt } = self.context
  const { channel, order: id, currency, settledBy, placedAt, lines, charges, totalMinor } = channelOrder
  const demand: erp.Demand[] = []
  for (const { line, site, quantity, from } of source(turn, channelOrder)) {
    const share = partOf(line, from, quantity)
    const made = turn.create(
      allocation,
      { of: line.line, role: "allocation" },
      { order: self.id, line: line.line, sku: line.sku, site, quantity, ...share, promiseAt, refusedBy: [] },
    )
    if (from.reserved) {
      turn.tell(allocation, made, { type: "reserve" })
      // Units that another order has yielded are promised already.
      if (!from.yielded) promise(turn, line.sku, site, quantity)
    } else turn.tell(allocation, made, { type: "backorder" })
    turn.post("demand", {
      book: "stock",
      subject: self.id,
      legs: [
        { account: "oms.ordered", sku: line.sku, site, quantity: -quantity },
        { account: "oms.open", sku: line.sku, site, quantity },
      ],
    })
    demand.push({ sku: line.sku, site, quantity })
  }
  turn.tell(order, self.id, { type: "sourced" })
  for (const line of lines) sold(turn, channel, line.sku, line.quantity)
  announce(
    turn,
    lines.map((line) => line.sku),
  )
  turn.call(turn.peer("erp"), erp.createSalesOrder, {
    order: id,
    channel,
    currency,
    settledBy,
    placedAt,
    lines,
    charges,
    totalMinor,
    demand,
  })
  tellBuyer(turn, channelOrder, "orderConfirmed", id, {})
}

/** Everything that is reserved goes to its site, one shipment for each. */
const release = (turn: Turn, self: Seen<OrderContext>): void => {
  const { channelOrder } = self.context
  const ready = turn.find(allocation, "byOrder", self.id).filter((candidate) => candidate.is("reserved"))
  let { chargesOn } = self.context
  for (const site of turn.peers("wms")) {
    const here = ready.filter((candidate) => candidate.context.site === site)
    if (here.length === 0) continue
    const goods = here.reduce((sum, { context }) => sum + context.amountMinor + context.taxMinor, 0)
    const charges =
      chargesOn === "" ? channelOrder.charges.reduce((sum, charge) => sum + charge.amountMinor + charge.taxMinor, 0) : 0
    const made = turn.create(
      shipment,
      { of: channelOrder.order, role: "shipment" },
      {
        order: self.id,
        site,
        allocations: here.map((candidate) => candidate.id),
        settledBy: channelOrder.settledBy,
        pieces: piecesFor(turn, self, goods + charges),
        declinesMax: turn.policy("declinesMax"),
        amountMinor: goods + charges,
      },
    )
    if (chargesOn === "") chargesOn = made
    turn.tell(order, self.id, { type: "shipmentMade", shipment: made })
    // At once: whoever asks for a release again in this turn finds nothing left.
    for (const { id } of here) turn.send(allocation, id, { type: "release", shipment: made })
  }
}

/** Takes everything back that acceptance did: units, demand, money, and the word given to the buyer. */
const undo = (turn: Turn, self: Seen<OrderContext>): void => {
  const { channelOrder } = self.context
  const demand: erp.Demand[] = []
  for (const candidate of turn.find(allocation, "byOrder", self.id)) {
    if (candidate.is("cancelled")) continue
    const { id, context } = candidate
    turn.tell(allocation, id, { type: "cancel" })
    if (candidate.is("reserved")) hand(turn, context.sku, context.site, context.quantity)
    demand.push({ sku: context.sku, site: context.site, quantity: -context.quantity })
  }
  turn.call(turn.peer("erp"), erp.changeDemand, {
    reference: `${self.id}/cancellation`,
    order: channelOrder.order,
    cancelled: true,
    demand,
  })
  for (const { payment } of channelOrder.tenders) turn.call(turn.peer("payment"), cancelPayment, { payment })
  resolveAtChannel(turn, channelOrder, true)
  announce(
    turn,
    channelOrder.lines.map((line) => line.sku),
  )
  tellBuyer(turn, channelOrder, "orderCancelled", channelOrder.order, {})
}
