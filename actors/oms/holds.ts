/** Holds: which orders somebody has to look at, and what a decision means for them. */
import { object, ok, type Reply } from "../../sim/partner/room.ts"
import { refuse } from "../../sim/partner/server.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { chance } from "../../sim/world/hash.ts"
import type { ChannelOrder } from "../shapes.ts"
import type { decideHold, placeHold } from "./contract.ts"
import type { HoldReason } from "./hold.machine.ts"
import { allocation, hold, order } from "./kinds.ts"

export const holds = object(hold.name, hold.machine, {
  effects: {
    freeOrder: (turn, { context }) => turn.tell(order, context.order, { type: "freed" }),
    cancelOrder: (turn, { context }) => turn.tell(order, context.order, { type: "cancel", by: "seller" }),
  },
  delays: { reviewTime: (self, turn) => turn.duration("reviewTime", self.id) },
  indexes: { placedOn: (context, state) => (state === "placed" ? context.order : null) },
})

/** Why an order is not released before somebody has looked at it. */
export const reasonsToHold = (turn: Turn, { order: id, totalMinor, address }: ChannelOrder): HoldReason[] => {
  const isSuspected = chance(turn.draw("suspectedPpm", id), turn.policy("suspectedPpm"))
  const isIncomplete = address.postalCode === null || !/\d/u.test(address.line1)
  const reasons: HoldReason[] = []
  if (isSuspected || totalMinor > turn.policy("reviewAbove")) reasons.push("fraud")
  if (isIncomplete && turn.policy<boolean>("holdsIncompleteAddress")) reasons.push("address")
  return reasons
}

/** What has left can only be sent back: such an order is not turned down any more, neither by a person nor by the usual review. */
const hasLeft = (turn: Turn, orderId: string): boolean =>
  turn.find(allocation, "byOrder", orderId).some((part) => part.is("shipped"))

export const putOnHold = (turn: Turn, orderId: string, reason: HoldReason): string => {
  const { channelOrder } = turn.need(order, orderId).context
  const isRejected =
    !hasLeft(turn, orderId) && chance(turn.draw("rejectedPpm", `${orderId}/${reason}`), turn.policy("rejectedPpm"))
  return turn.create(hold, { of: channelOrder.order, role: "hold" }, { order: orderId, reason, isRejected })
}

/** What was wrong with the address is right now. */
export const releaseAddressHolds = (turn: Turn, orderId: string): void => {
  for (const { id, context } of turn.find(hold, "placedOn", orderId))
    if (context.reason === "address") turn.tell(hold, id, { type: "release", by: "buyer" })
}

export const dropHolds = (turn: Turn, orderId: string): void => {
  for (const { id } of turn.find(hold, "placedOn", orderId)) turn.tell(hold, id, { type: "drop" })
}

/** A person stops an order of which no warehouse has anything. */
export const place = (turn: Turn, { order: channelOrder, reason }: typeof placeHold.request.Type): Reply => {
  const [self] = turn.find(order, "byChannelOrder", channelOrder)
  if (self === undefined) return turn.unknown("order", channelOrder)
  const parts = turn.find(allocation, "byOrder", self.id)
  if (parts.some((part) => part.is("released") || part.is("packed")))
    return refuse("conflict", `A warehouse has some of ${channelOrder} already.`, { state: self.state, allowed: [] })
  return turn.drive(order, self.id, { type: "hold" }, () => ok({ hold: putOnHold(turn, self.id, reason) }, 201))
}

export const decide = (turn: Turn, { hold: id, release, by }: typeof decideHold.request.Type): Reply => {
  const self = turn.read(hold, id)
  if (self === null) return turn.unknown("hold", id)
  if (!release && hasLeft(turn, self.context.order))
    return refuse("conflict", "Some of the order has left: it can only be sent back.", {
      state: self.state,
      allowed: [],
    })
  return turn.drive(hold, id, { type: release ? "release" : "reject", by }, ({ state }) => ok({ hold: id, state }))
}
