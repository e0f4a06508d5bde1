/**
 * Taking orders in from channels. A channel may tell of an order before it may be released: a marketplace's is pending, a shop's is
 * not paid. Then it is accepted and reserved, and waits; should the second message come first, nothing is lost.
 */
import type { Turn } from "../../sim/partner/turn.ts"
import type { ChannelOrder } from "../shapes.ts"
import { reasonsToHold } from "./holds.ts"
import { change, order } from "./kinds.ts"
import { kitsAmong, mustWait } from "./kits.ts"
import type { CollectsAt } from "./shipment.machine.ts"

const promisePolicies = {
  sameDay: "promiseSameDay",
  first: "promiseFirst",
  second: "promiseSecond",
  standard: "promiseStandard",
} as const

const promiseOf = (turn: Turn, { placedAt, service }: ChannelOrder, shipBy: number | null): number =>
  shipBy ?? placedAt + turn.policy(promisePolicies[service])

/** A channel has an order that may be released, with its ship-by promise if it makes one. */
export const takeOrder = (turn: Turn, channelOrder: ChannelOrder, shipBy: number | null = null): void => {
  const promiseAt = promiseOf(turn, channelOrder, shipBy)
  const pending = turn
    .find(order, "byChannelOrder", channelOrder.order)
    .find((known) => known.is("pending") || (known.is("unmapped") && !known.context.isReady))
  if (pending === undefined) create(turn, channelOrder, promiseAt, true)
  else {
    const current = withNews(pending.context.channelOrder, channelOrder)
    const holds = reasonsToHold(turn, current)
    turn.tell(order, pending.id, { type: "ready", channelOrder: current, promiseAt, holds })
  }
}

/** A pending order that may be released: who bought it and what pays for it is news. What was sold and is paid for by now, and an address that was told, may have been changed since the message was written. */
const withNews = (known: ChannelOrder, told: ChannelOrder): ChannelOrder => {
  const { lines, charges, totalMinor, tenders, address } = known
  const paysMore = tenders.length > told.tenders.length
  return {
    ...told,
    lines,
    charges,
    totalMinor,
    tenders: paysMore ? tenders : told.tenders,
    address: address.line1 === "" ? told.address : address,
  }
}

/** A channel has an order that may not be released yet: news of the same order that are older than what is known say nothing. */
export const takePending = (turn: Turn, channelOrder: ChannelOrder): void => {
  if (turn.find(order, "byChannelOrder", channelOrder.order).length > 0) return
  create(turn, channelOrder, promiseOf(turn, channelOrder, null), false)
}

/** A shop's order as it was placed: some shops say apart that it is paid. */
export const takePlaced = (turn: Turn, channelOrder: ChannelOrder): void => {
  const isPaid = channelOrder.tenders.length > 0 || channelOrder.totalMinor === 0
  if (isPaid) takeOrder(turn, channelOrder)
  else takePending(turn, channelOrder)
}

/** A shop's order is paid. Deliveries overtake each other, so it may be the first that is heard of it. */
export const takePaid = (turn: Turn, channelOrder: ChannelOrder): void => {
  const isKnown = turn.find(order, "byChannelOrder", channelOrder.order).length > 0
  if (isKnown || turn.policy<boolean>("createsIfMissing")) takeOrder(turn, channelOrder)
}

const create = (turn: Turn, channelOrder: ChannelOrder, promiseAt: number, isReady: boolean): void => {
  const isAwaited = turn.find(change, "parkedFor", channelOrder.order).length > 0
  const holds = isReady ? reasonsToHold(turn, channelOrder) : []
  const waits = mustWait(turn, channelOrder.lines)
  // What the channel takes itself it takes for the order as a whole.
  const isTaken = channelOrder.tenders.some(({ captured }) => captured === true)
  const collectsAt = isTaken ? "order" : turn.policy<CollectsAt>("captureAt")
  const kits = waits ? [] : kitsAmong(turn, channelOrder.lines)
  const input = {
    channelOrder,
    kits,
    mustWait: waits,
    acceptedAt: turn.at,
    promiseAt,
    isReady,
    holds,
    isAwaited,
    collectsAt,
  }
  turn.create(order, { of: channelOrder.order, role: "oms" }, input)
}
