/** Allocations: how their units move between the buckets of the order's demand, and what is split off. */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { AllocationContext } from "./allocation.machine.ts"
import { allocation } from "./kinds.ts"

/** Bucket moves of an allocation's units, by rule: from, to. Together with the order's own entry they add up to what was ordered. */
const moves: Readonly<Record<string, readonly [string, string]>> = {
  reserve: ["open", "reserved"],
  backorder: ["open", "backordered"],
  fill: ["backordered", "reserved"],
  release: ["reserved", "released"],
  reject: ["released", "open"],
  pack: ["released", "packed"],
  ship: ["packed", "shipped"],
  cancelOpen: ["open", "cancelled"],
  cancelReserved: ["reserved", "cancelled"],
  cancelBackordered: ["backordered", "cancelled"],
}

const bucketMove = (from: string, to: string) => (self: Seen<AllocationContext>) => {
  const { sku, site, quantity } = self.context
  return {
    book: "stock" as const,
    subject: self.context.order,
    legs: [
      { account: `oms.${from}`, sku, site, quantity: -quantity },
      { account: `oms.${to}`, sku, site, quantity },
    ],
  }
}

export const allocations = object(allocation.name, allocation.machine, {
  posts: {
    ...Object.fromEntries(Object.entries(moves).map(([rule, [from, to]]) => [rule, bucketMove(from, to)])),
    // The rest starts as an open allocation of its own and is backordered again at once.
    splitOff: ({ context }) => ({
      book: "stock",
      subject: context.order,
      legs: [
        { account: "oms.backordered", sku: context.sku, site: context.site, quantity: -context.rest.quantity },
        { account: "oms.open", sku: context.sku, site: context.site, quantity: context.rest.quantity },
      ],
    }),
  },
  effects: {
    makeRest: (turn, self) => {
      const { order: id, line, sku, site, promiseAt, instead, rest } = self.context
      const made = turn.create(
        allocation,
        { of: line, role: "allocation" },
        { order: id, line, sku, site, promiseAt, instead, ...rest },
      )
      turn.tell(allocation, made, { type: "backorder" })
    },
  },
  indexes: {
    byOrder: (context) => context.order,
    backordered: (context, state) => (state === "backordered" ? `${context.sku}@${context.site}` : null),
  },
})
