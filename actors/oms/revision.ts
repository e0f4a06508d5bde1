/**
 * A new version of an order's lines: which units are no longer wanted, which are wanted in addition, and what all of them cost.
 *
 * What has been released, packed or shipped keeps its quantity and its price; the rest of the line is shared among the others.
 */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { packedLines } from "../kits.ts"
import type * as erp from "../erp/contract.ts"
import type { Kit, OrderLine, Units } from "../shapes.ts"
import { allocate } from "./allocating.ts"
import type { AllocationContext } from "./allocation.machine.ts"
import { allocation, change, order } from "./kinds.ts"
import { declareKits } from "./kits.ts"
import type { OrderContext } from "./order.machine.ts"
import { source, type Part } from "./sourcing.ts"
import { announce, hand } from "./stock.ts"
import { releaseRest } from "./tenders.ts"

type Allocation = Seen<AllocationContext>

/** Nobody has been asked to send these; the last are given up first. */
const loose = ["reserved", "backordered"]
const isLoose = (part: Allocation): boolean => loose.includes(part.state)
const looseFirst = (a: Allocation, b: Allocation): number => loose.indexOf(a.state) - loose.indexOf(b.state)

const sum = (parts: readonly Allocation[], of: "quantity" | "amountMinor" | "taxMinor"): number =>
  parts.reduce((total, { context }) => total + context[of], 0)

/** A line may be packed as several items. */
const keyOf = ({ line, sku }: { readonly line: string; readonly sku: string }): string => `${line} ${sku}`

/** The allocations of an order that still stand for something, by line and item. */
const byLine = (turn: Turn, orderId: string): Map<string, Allocation[]> => {
  const lines = new Map<string, Allocation[]>()
  for (const part of turn.find(allocation, "byOrder", orderId)) {
    if (part.is("cancelled") || part.is("removed")) continue
    const key = keyOf(part.context)
    lines.set(key, [...(lines.get(key) ?? []), part])
  }
  return lines
}

/** The shipments that have to be stopped before an order can be what it shall be; null when too much of it is packed or gone. */
export const shipmentsToStop = (
  turn: Turn,
  orderId: string,
  kits: readonly Kit[],
  lines: readonly OrderLine[],
): readonly string[] | null => {
  const packed = packedLines(kits, lines)
  const stopped = new Set<string>()
  for (const [line, parts] of byLine(turn, orderId)) {
    const wanted = packed.find((candidate) => keyOf(candidate) === line)?.quantity ?? 0
    const tooMany = sum(parts, "quantity") - wanted - sum(parts.filter(isLoose), "quantity")
    if (tooMany <= 0) continue
    const released = parts.filter((part) => part.is("released"))
    if (sum(released, "quantity") < tooMany) return null
    for (const { context } of released) stopped.add(context.shipment)
  }
  return [...stopped]
}

/** Makes the allocations what the version says, and tells everybody who keeps figures of them. */
export const revise = (turn: Turn, self: Seen<OrderContext>, changeId: string, changed: readonly Units[]): void => {
  const { channelOrder, kits } = self.context
  const known = byLine(turn, self.id)
  const packed = packedLines(kits, channelOrder.lines)
  const added = packed.flatMap((line): OrderLine[] => {
    const quantity = line.quantity - sum(known.get(keyOf(line)) ?? [], "quantity")
    return quantity > 0 ? [{ ...line, quantity }] : []
  })
  declareKits(turn, self.id, kits, changed)
  const placed = source(turn, channelOrder, added)
  const lines = [...new Set([...known.keys(), ...added.map(keyOf)])]
  const demand = lines.flatMap((key) => {
    const line = packed.find((candidate) => keyOf(candidate) === key) ?? null
    const more = placed.filter((part) => keyOf(part.line) === key)
    return reviseLine(turn, self, line, known.get(key) ?? [], more)
  })
  announce(
    turn,
    [...changed, ...demand].map(({ sku }) => sku),
  )
  releaseRest(turn, self)
  if (self.context.collectsAt === "order")
    turn.tell(order, self.id, { type: "settleUp", dueMinor: channelOrder.totalMinor })
  turn.tell(order, self.id, { type: "revised" })
  const more = changed.filter(({ quantity }) => quantity > 0)
  turn.tell(change, changeId, { type: "revised", demand, more })
}

const reviseLine = (
  turn: Turn,
  self: Seen<OrderContext>,
  line: OrderLine | null,
  parts: readonly Allocation[],
  more: readonly Part[],
): erp.Demand[] => {
  const fixed = parts.filter((part) => !isLoose(part))
  const wanted = Math.max(0, (line?.quantity ?? 0) - sum(fixed, "quantity"))
  const rest = {
    amountMinor: (line?.amountMinor ?? 0) - sum(fixed, "amountMinor"),
    taxMinor: (line?.taxMinor ?? 0) - sum(fixed, "taxMinor"),
  }
  let unit = 0
  /** The share of the next so many units; cumulative, so that all of them add up to the rest. */
  const next = (quantity: number) => {
    const share = (amount: number) =>
      Math.floor((amount * (unit + quantity)) / wanted) - Math.floor((amount * unit) / wanted)
    const worth = { amountMinor: share(rest.amountMinor), taxMinor: share(rest.taxMinor) }
    unit += quantity
    return worth
  }
  const demand: erp.Demand[] = []
  for (const part of parts.filter(isLoose).toSorted(looseFirst)) {
    const { sku, site, quantity: had, amountMinor, taxMinor } = part.context
    const quantity = Math.min(had, wanted - unit)
    if (quantity === 0) turn.send(allocation, part.id, { type: "remove" })
    else {
      const worth = next(quantity)
      const isAsBefore = quantity === had && worth.amountMinor === amountMinor && worth.taxMinor === taxMinor
      if (!isAsBefore) turn.send(allocation, part.id, { type: "resize", quantity, ...worth })
    }
    if (quantity === had) continue
    if (part.state === "reserved") hand(turn, sku, site, had - quantity)
    demand.push({ sku, site, quantity: quantity - had })
  }
  for (const part of more) demand.push(allocate(turn, self, part, next(part.quantity)))
  return demand
}
