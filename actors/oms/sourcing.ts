/** Sourcing: which site sends how many units of which line. */
import type { Turn } from "../../sim/partner/turn.ts"
import type { ChannelOrder, OrderLine } from "../shapes.ts"
import { allocation, order } from "./kinds.ts"
import { atp } from "./stock.ts"

export interface Part {
  readonly line: OrderLine
  readonly site: string
  readonly quantity: number
  /** Position of the part within the line's units, and whether it is in stock. */
  readonly from: { readonly unit: number; readonly reserved: boolean; readonly yielded: boolean }
}

/** The part's share of the line: cumulative over the units, so that all parts add up to the line exactly. */
export const partOf = (line: OrderLine, { unit }: Part["from"], quantity: number) => {
  const share = (amount: number) =>
    Math.floor((amount * (unit + quantity)) / line.quantity) - Math.floor((amount * unit) / line.quantity)
  return { amountMinor: share(line.amountMinor), taxMinor: share(line.taxMinor) }
}

/** All sites, the nearest to where the order goes first. */
export const sitesByDistance = (turn: Turn, { address, order: id }: ChannelOrder): readonly string[] => {
  const sites = turn.peers("wms")
  const near = turn.draw("region", `${address.country}/${address.region ?? id}`) % sites.length
  return [...sites.slice(near), ...sites.slice(0, near)]
}

/**
 * Units that orders of shops yield to one of a marketplace, the latest promise first: a marketplace forgives no late shipment. What
 * is released stays where it is. The losers wait, and their buyers are told.
 */
const yieldedTo = (
  turn: Turn,
  { settledBy }: ChannelOrder,
  sku: string,
  wanted: number,
): { readonly site: string; readonly quantity: number }[] => {
  if (wanted === 0 || settledBy !== "marketplace" || turn.policy<string>("lastUnitTo") !== "marketplace") return []
  let left = wanted
  const losers = turn
    .find(allocation, "reserved", sku)
    .filter(({ context }) => turn.need(order, context.order).context.channelOrder.settledBy !== "marketplace")
    .toReversed()
    .toSorted((a, b) => b.context.promiseAt - a.context.promiseAt)
  return losers.flatMap(({ id, context }) => {
    const quantity = Math.min(left, context.quantity)
    if (quantity === 0) return []
    left -= quantity
    if (quantity < context.quantity) turn.send(allocation, id, { type: "split", keep: context.quantity - quantity })
    else turn.send(allocation, id, { type: "yield" })
    turn.tell(order, context.order, { type: "late" })
    return [{ site: context.site, quantity }]
  })
}

/** Where each piece of an order is sent from. One site for everything if there is one, the nearest first; else split by what each has; the rest waits at the nearest. */
export const source = (turn: Turn, channelOrder: ChannelOrder, lines: readonly OrderLine[]): Part[] => {
  const byDistance = sitesByDistance(turn, channelOrder)
  const isBlind = turn.policy<string>("reserves") === "blindly"
  const wanted = new Map<string, number>()
  for (const line of lines) wanted.set(line.sku, (wanted.get(line.sku) ?? 0) + line.quantity)
  const single = byDistance.find((site) => [...wanted].every(([sku, quantity]) => atp(turn, sku, site) >= quantity))
  const taken = new Map<string, number>()
  const parts: Part[] = []
  for (const line of lines) {
    let unit = 0
    for (const site of single === undefined ? byDistance : [single]) {
      const key = `${line.sku}@${site}`
      const quantity = Math.min(line.quantity - unit, atp(turn, line.sku, site) - (taken.get(key) ?? 0))
      if (quantity <= 0) continue
      parts.push({ line, site, quantity, from: { unit, reserved: true, yielded: false } })
      taken.set(key, (taken.get(key) ?? 0) + quantity)
      unit += quantity
    }
    for (const { site, quantity } of yieldedTo(turn, channelOrder, line.sku, line.quantity - unit)) {
      parts.push({ line, site, quantity, from: { unit, reserved: true, yielded: true } })
      unit += quantity
    }
    const [nearest = ""] = byDistance
    if (unit < line.quantity)
      parts.push({
        line,
        site: nearest,
        quantity: line.quantity - unit,
        from: { unit, reserved: isBlind, yielded: false },
      })
  }
  return parts
}
