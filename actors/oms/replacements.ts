/** Goods sent instead of others: sourced, reserved and released like any, but sold to nobody a second time. */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import * as erp from "../erp/contract.ts"
import type { OrderLine } from "../shapes.ts"
import { allocation, order, replacement, returned, shipment } from "./kinds.ts"
import type { ReplacementContext } from "./replacement.machine.ts"
import type { ReturnContext } from "./return.machine.ts"
import { source } from "./sourcing.ts"
import { announce, hand, promise } from "./stock.ts"

type Self = Seen<ReplacementContext>

const partsOf = (turn: Turn, self: Self) =>
  turn.find(allocation, "byOrder", self.context.order).filter(({ context }) => context.instead === self.id)

export const replacements = object(replacement.name, replacement.machine, {
  posts: {
    // What warehouses may be asked for beyond what was sold.
    instead: ({ id, context }) => ({
      book: "memo",
      subject: id,
      legs: context.lines.map(({ sku, quantity }) => ({ account: "instead", sku, quantity })),
    }),
  },
  effects: {
    source: (turn, self) => sourceInstead(turn, self),
    releaseReserved: (turn, self) => releaseReserved(turn, self),
    giveBack: (turn, self) => {
      const demand: erp.Demand[] = []
      for (const part of partsOf(turn, self)) {
        const { sku, site, quantity } = part.context
        turn.tell(allocation, part.id, { type: "cancel" })
        if (part.is("reserved")) hand(turn, sku, site, quantity)
        demand.push({ sku, site, quantity: -quantity })
      }
      changeDemand(turn, self, `${self.id}/cancellation`, demand)
      announce(
        turn,
        demand.map(({ sku }) => sku),
      )
    },
  },
  indexes: { byReturn: (context) => context.return },
})

/** Sets aside what a return is made good with; asked again, nothing more is. */
export const replace = (turn: Turn, { id, context }: Seen<ReturnContext>): void => {
  if (turn.find(replacement, "byReturn", id).length > 0) return
  const promiseAt = turn.at + turn.policy("promiseInstead")
  const input = { order: context.order, return: id, lines: context.instead, promiseAt }
  turn.create(replacement, { of: id, role: "replacement" }, input)
}

const sourceInstead = (turn: Turn, self: Self): void => {
  const { channelOrder } = turn.need(order, self.context.order).context
  const free = { amountMinor: 0, taxMinor: 0 }
  const lines = self.context.lines.map(({ sku, quantity }, index): OrderLine => {
    return { line: `${self.id}/line-${index + 1}`, sku, name: sku, quantity, ...free }
  })
  const demand: erp.Demand[] = []
  for (const { line, site, quantity, from } of source(turn, channelOrder, lines)) {
    const { order: id, promiseAt } = self.context
    const part = {
      order: id,
      line: line.line,
      sku: line.sku,
      site,
      quantity,
      promiseAt,
      refusedBy: [],
      instead: self.id,
      ...free,
    }
    const made = turn.create(allocation, { of: line.line, role: "allocation" }, part)
    if (from.reserved) {
      turn.tell(allocation, made, { type: "reserve" })
      promise(turn, line.sku, site, quantity)
    } else turn.tell(allocation, made, { type: "backorder" })
    turn.post("demandInstead", {
      book: "stock",
      subject: id,
      legs: [
        { account: "oms.ordered", sku: line.sku, site, quantity: -quantity },
        { account: "oms.open", sku: line.sku, site, quantity },
      ],
    })
    demand.push({ sku: line.sku, site, quantity })
  }
  turn.tell(replacement, self.id, { type: "sourced" })
  changeDemand(turn, self, self.id, demand)
  announce(
    turn,
    demand.map(({ sku }) => sku),
  )
}

const changeDemand = (turn: Turn, self: Self, reference: string, demand: readonly erp.Demand[]): void => {
  const { order: id } = turn.need(order, self.context.order).context.channelOrder
  turn.call(turn.peer("erp"), erp.changeDemand, { reference, order: id, cancelled: false, demand })
}

/** One shipment for each site that has something of it; what waits is released when it has come. */
const releaseReserved = (turn: Turn, self: Self): void => {
  const parts = partsOf(turn, self)
  const { channelOrder } = turn.need(order, self.context.order).context
  for (const site of turn.peers("wms")) {
    const here = parts.filter((part) => part.is("reserved") && part.context.site === site)
    if (here.length === 0) continue
    const made = turn.create(
      shipment,
      { of: channelOrder.order, role: "shipment" },
      {
        order: self.context.order,
        site,
        allocations: here.map(({ id }) => id),
        settledBy: channelOrder.settledBy,
        pieces: [],
        collectsAt: "packed",
        amountMinor: 0,
        isWatched: turn.policy<boolean>("scanWatch"),
        instead: self.id,
      },
    )
    for (const { id } of here) turn.tell(allocation, id, { type: "release", shipment: made })
  }
  turn.tell(replacement, self.id, { type: "released", isComplete: parts.every((part) => !part.is("backordered")) })
}

/** Goods that stand for a parcel which never came count as the order's own when they are delivered. */
export const standsForUndelivered = (turn: Turn, id: string): boolean => {
  const { origin } = turn.need(returned, turn.need(replacement, id).context.return).context
  return origin === "lost" || origin === "damaged" || origin === "undelivered"
}
