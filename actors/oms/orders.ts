/**
 * Orders: what happens to an order from its acceptance to its release, and when it is called off.
 */
import { object, type Leg, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import * as erp from "../erp/contract.ts"
import { cancelPayment } from "../payment/contract.ts"
import type { ChannelOrder } from "../shapes.ts"
import { packedLines } from "../kits.ts"
import { allocate } from "./allocating.ts"
import { isStoppable } from "./allocations.ts"
import { judgeParked } from "./changes.ts"
import { dropHolds, putOnHold, releaseAddressHolds } from "./holds.ts"
import { collectFirst, openFor } from "./collections.ts"
import { allocation, collection, order, shipment } from "./kinds.ts"
import { declareKits, goOn } from "./kits.ts"
import type { Canceller, OrderContext } from "./order.machine.ts"
import { repay } from "./repayments.ts"
import { revise } from "./revision.ts"
import { partOf, source } from "./sourcing.ts"
import { piecesFor, takenFrom } from "./tenders.ts"
import { announce, hand, sold } from "./stock.ts"
import { cancelAtChannel, resolveAtChannel, tellBuyer } from "./told.ts"

export const orders = object(order.name, order.machine, {
  posts: {
    // What the OMS took over, line by line, as the channel sold it; and the same units as open demand.
    accept: ({ context: { channelOrder, promiseAt } }) => ({
      book: "memo",
      currency: channelOrder.currency,
      subject: channelOrder.order,
      legs: [{ account: "promise.at", quantity: promiseAt }, ...contentOf(channelOrder)],
    }),
    // A version bears the name that its channel gave to the edit.
    revise: ({ context: { channelOrder } }, _turn, event) => ({
      book: "memo",
      currency: channelOrder.currency,
      subject: event.type === "revise" ? event.edit : channelOrder.order,
      legs: contentOf(channelOrder),
    }),
  },
  effects: {
    accept: (turn, self) => accept(turn, self),
    hearSale: (turn, self) => hearSale(turn, self),
    release: (turn, self) => release(turn, self),
    judgeParked: (turn, self) => judgeParked(turn, self.context.channelOrder.order, self.id),
    putOnHold: (turn, self) => {
      for (const reason of self.context.holds) putOnHold(turn, self.id, reason)
    },
    releaseAddressHolds: (turn, self) => releaseAddressHolds(turn, self.id),
    collectFirst: (turn, self) => collectFirst(turn, self),
    giveUpUnpaid: (turn, { id }) => turn.tell(order, id, { type: "giveUp", stoppable: isStoppable(turn, id) }),
    askSettleUp: (turn, self) => {
      const isOff = self.is("cancelled")
      if (isOff) letGo(turn, self)
      const dueMinor = isOff ? 0 : self.context.channelOrder.totalMinor
      turn.tell(order, self.id, { type: "settleUp", dueMinor })
    },
    repay: (turn, self) => repay(turn, self),
    revise: (turn, self, event) => {
      if (event.type === "revise") revise(turn, self, event.change, event.changed)
    },
    undo: (turn, self, event) => {
      undo(turn, self, event.type === "cancel" ? event.by : "seller")
    },
    tellDelayed: (turn, { context: { channelOrder } }) =>
      tellBuyer(turn, channelOrder, "orderDelayed", channelOrder.order, {}),
  },
  delays: {
    gatherTime: (_self, turn) => turn.policy("gatherTime"),
    promiseTime: (self, turn) => self.context.promiseAt - turn.at,
    returnWindow: (_self, turn) => turn.policy("returnWindow"),
    unpaidLimit: (_self, turn) => turn.policy("unpaidLimit"),
    unmappedLimit: (_self, turn) => turn.policy("unmappedLimit"),
  },
  indexes: {
    byChannelOrder: (context) => context.channelOrder.order,
    unmapped: (_context, state) => (state === "unmapped" ? "" : null),
  },
})

const contentOf = ({ lines, totalMinor }: ChannelOrder): Leg[] => [
  ...lines.map((line) => ({
    account: "accepted",
    sku: line.sku,
    quantity: line.quantity,
    amountMinor: line.amountMinor + line.taxMinor,
  })),
  { account: "accepted.total", amountMinor: totalMinor },
]

/** Its channel has taken the units from what it shows, whether they can be packed or not. */
const hearSale = (turn: Turn, { context: { channelOrder } }: Seen<OrderContext>): void => {
  for (const { sku, quantity } of channelOrder.lines) sold(turn, channelOrder.channel, sku, quantity)
}

const accept = (turn: Turn, self: Seen<OrderContext>): void => {
  const { channelOrder, kits } = self.context
  const { channel, order: id, currency, settledBy, placedAt, lines, charges, totalMinor } = channelOrder
  const demand: erp.Demand[] = []
  declareKits(turn, self.id, kits, lines)
  for (const part of source(turn, channelOrder, packedLines(kits, lines)))
    demand.push(allocate(turn, self, part, partOf(part.line, part.from, part.quantity)))
  turn.tell(order, self.id, { type: "sourced" })
  if (!self.context.mustWait) hearSale(turn, self)
  announce(
    turn,
    [...lines, ...demand].map(({ sku }) => sku),
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
  const ready = turn
    .find(allocation, "byOrder", self.id)
    .filter((candidate) => candidate.is("reserved") && candidate.context.instead === "")
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
        collectsAt: self.context.collectsAt,
        amountMinor: goods + charges,
        isWatched: turn.policy<boolean>("scanWatch"),
      },
    )
    if (chargesOn === "") chargesOn = made
    turn.tell(order, self.id, { type: "shipmentMade", shipment: made })
    // At once: whoever asks for a release again in this turn finds nothing left.
    for (const { id } of here) turn.send(allocation, id, { type: "release", shipment: made })
  }
}

/** What is authorised is let go of, and what was collected for the order as a whole is paid back. */
const giveBack = (turn: Turn, self: Seen<OrderContext>): void => {
  const open = openFor(turn, self.id)
  // What is under way is waited for: whether it was taken is not known.
  if (open !== undefined) turn.tell(collection, open.id, { type: "drop" })
  else letGo(turn, self)
  if (self.context.collectsAt === "order") turn.tell(order, self.id, { type: "settleUp", dueMinor: 0 })
}

const letGo = (turn: Turn, { context: { channelOrder, taken, collectsAt } }: Seen<OrderContext>): void => {
  for (const { payment } of channelOrder.tenders)
    if (collectsAt !== "order" || takenFrom(taken, payment) === 0)
      turn.call(turn.peer("payment"), cancelPayment, { payment })
}

/** Takes everything back that acceptance did: units, demand, money, and the word given to the buyer. */
const undo = (turn: Turn, self: Seen<OrderContext>, by: Canceller): void => {
  const { channelOrder } = self.context
  dropHolds(turn, self.id)
  const demand: erp.Demand[] = []
  for (const candidate of turn.find(allocation, "byOrder", self.id)) {
    if (candidate.is("cancelled") || candidate.is("removed")) continue
    const { id, context } = candidate
    turn.tell(allocation, id, { type: "cancel" })
    if (candidate.is("reserved")) hand(turn, context.sku, context.site, context.quantity)
    demand.push({ sku: context.sku, site: context.site, quantity: -context.quantity })
  }
  // Of an order that was never taken nobody else has heard.
  if (demand.length > 0) {
    const reference = `${self.id}/cancellation`
    turn.call(turn.peer("erp"), erp.changeDemand, { reference, order: channelOrder.order, cancelled: true, demand })
  }
  giveBack(turn, self)
  if (by === "buyer") resolveAtChannel(turn, channelOrder, true)
  if (by === "seller") cancelAtChannel(turn, channelOrder)
  announce(
    turn,
    [...channelOrder.lines, ...demand].map(({ sku }) => sku),
  )
  tellBuyer(turn, channelOrder, "orderCancelled", channelOrder.order, {})
  judgeParked(turn, channelOrder.order, self.id)
  goOn(turn, self.id)
}
