/** Sourcing: which site sends how many units of which line. */
import type { Turn } from "../../sim/partner/turn.ts"
import type { ChannelOrder, OrderLine } from "../shapes.ts"
import { atp } from "./stock.ts"

export interface Part {
  readonly line: OrderLine
  readonly site: string
  readonly quantity: number
  /** Position of the part within the line's units, and whether it is in stock. */
  readonly from: { readonly unit: number; readonly reserved: boolean }
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

/** One site for everything if there is one, the nearest first; else split by what each has; the rest waits at the nearest. */
export const source = (turn: Turn, channelOrder: ChannelOrder): Part[] => {
  const { lines } = channelOrder
  const byDistance = sitesByDistance(turn, channelOrder)
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
      parts.push({ line, site, quantity, from: { unit, reserved: true } })
      taken.set(key, (taken.get(key) ?? 0) + quantity)
      unit += quantity
    }
    const [nearest = ""] = byDistance
    if (unit < line.quantity)
      parts.push({ line, site: nearest, quantity: line.quantity - unit, from: { unit, reserved: false } })
  }
  return parts
}
