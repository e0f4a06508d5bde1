/** Allocations: how their units move between the buckets of the order's demand, and what becomes of units that are split off. */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { AllocationContext, AllocationEvent } from "./allocation.machine.ts"
import { allocation, order } from "./kinds.ts"
import { placeAgain } from "./placing.ts"
import { askAround } from "./stock.ts"

type Self = Seen<AllocationContext>

/** Bucket moves of an allocation's units, by rule: from, to. Together with the order's own entry they add up to what was ordered. */
const moves: Readonly<Record<string, readonly [string, string]>> = {
  reserve: ["open", "reserved"],
  reserveAgain: ["open", "reserved"],
  backorder: ["open", "backordered"],
  fill: ["backordered", "reserved"],
  release: ["reserved", "released"],
  yield: ["reserved", "backordered"],
  reject: ["released", "open"],
  pack: ["released", "packed"],
  ship: ["packed", "shipped"],
  cancelReserved: ["reserved", "cancelled"],
  cancelBackordered: ["backordered", "cancelled"],
  recall: ["released", "reserved"],
  cancelReleased: ["released", "cancelled"],
  cancelPacked: ["packed", "cancelled"],
  shipCancelled: ["cancelled", "shipped"],
}

const legsOf = ({ sku, site }: AllocationContext, quantity: number, from: string, to: string) => [
  { account: `oms.${from}`, sku, site, quantity: -quantity },
  { account: `oms.${to}`, sku, site, quantity },
]

const bucketMove = (from: string, to: string) => (self: Self) => ({
  book: "stock" as const,
  subject: self.context.order,
  legs: legsOf(self.context, self.context.quantity, from, to),
})

/** What was split off goes on as open units, whatever the others are. */
const restMove = (from: string) => (self: Self) => ({
  book: "stock" as const,
  subject: self.context.order,
  legs: legsOf(self.context, self.context.rest.quantity, from, "open"),
})

/** Units that a newer version of the order does not have are not ordered any more. */
const removal = (from: string) => (self: Self) => ({
  book: "stock" as const,
  subject: self.context.order,
  legs: self.context.removed === 0 ? [] : legsOf(self.context, self.context.removed, from, "ordered"),
})
const siteMove =
  (bucket: string) =>
  ({ context }: Self, _turn: Turn, event: AllocationEvent) => {
    const { order: subject, sku, quantity } = context
    const { from, to } = event as Extract<AllocationEvent, { type: "move" }>
    return {
      book: "stock" as const,
      subject,
      legs: [
        { account: `oms.${bucket}`, sku, site: from, quantity: -quantity },
        { account: `oms.${bucket}`, sku, site: to, quantity },
      ],
    }
  }

const makeRest = (turn: Turn, { context }: Self): string => {
  const { order, line, sku, site, promiseAt, refusedBy, instead, rest } = context
  return turn.create(
    allocation,
    { of: line, role: "allocation" },
    { order, line, sku, site, promiseAt, refusedBy, instead, ...rest },
  )
}

/** Whether nothing of an order has been released: until then it can be called off. */
export const isStoppable = (turn: Turn, order: string): boolean =>
  turn
    .find(allocation, "byOrder", order)
    .every((candidate) => !candidate.is("released") && !candidate.is("packed") && !candidate.is("shipped"))

export const allocations = object(allocation.name, allocation.machine, {
  posts: {
    ...Object.fromEntries(Object.entries(moves).map(([rule, [from, to]]) => [rule, bucketMove(from, to)])),
    splitOff: restMove("backordered"),
    yieldRest: restMove("reserved"),
    giveUp: restMove("released"),
    removeBackordered: removal("backordered"),
    removeReserved: removal("reserved"),
    // The units are wanted from another site; demand of one is taken back, of the other added.
    move: siteMove("open"),
    moveWaiting: siteMove("backordered"),
  },
  effects: {
    makeRest: (turn, self) => turn.tell(allocation, makeRest(turn, self), { type: "backorder" }),
    // The site that lacks them may not have said so yet in its figures.
    tellLate: (turn, { context }) => turn.tell(order, context.order, { type: "late" }),
    tellHopeless: (turn, { context }) =>
      turn.tell(order, context.order, { type: "giveUp", stoppable: isStoppable(turn, context.order) }),
    askAround: (turn, { context: { sku } }) => askAround(turn, sku),
    placeRest: (turn, self) => placeAgain(turn, makeRest(turn, self), [self.context.site]),
  },
  delays: {
    untilPromise: (self, turn) => self.context.promiseAt - turn.at,
    refusalHolds: (_self, turn) => turn.policy("refusalHolds"),
    backorderLimit: (_self, turn) => turn.policy("backorderLimit"),
  },
  indexes: {
    reserved: (context, state) => (state === "reserved" ? context.sku : null),
    byOrder: (context) => context.order,
    backordered: (context, state) => (state === "backordered" ? context.sku : null),
  },
})
