/** Placing units anew: those that a site does not send after all or no longer has, and those that waited until a site got some. */
import type { Turn } from "../../sim/partner/turn.ts"
import { changeDemand } from "../erp/contract.ts"
import { allocation, order, position, replacement } from "./kinds.ts"
import { sitesByDistance } from "./sourcing.ts"
import { askAround, atp, hand, positionId, promise } from "./stock.ts"

/**
 * Places an open allocation: at a site that has all of it, the nearest first; else at one that has some, and the rest is split off
 * and placed by itself; else it waits. Promises are made at once: whoever is placed next in this turn must see them.
 */
export const placeAgain = (turn: Turn, id: string, without: readonly string[] = []): void => {
  const { order: owner, sku, site, quantity, refusedBy, instead } = turn.need(allocation, id).context
  const sites = sitesByDistance(turn, turn.need(order, owner).context.channelOrder)
  const willing = sites.filter((candidate) => !refusedBy.includes(candidate))
  const stocked = willing.filter((candidate) => !without.includes(candidate) && atp(turn, sku, candidate) > 0)
  const chosen = stocked.find((candidate) => atp(turn, sku, candidate) >= quantity) ?? stocked[0]
  const waitsAt = willing.includes(site) ? site : (willing[0] ?? site)
  const take = chosen === undefined ? quantity : Math.min(quantity, atp(turn, sku, chosen))
  if (chosen !== undefined) promise(turn, sku, chosen, take)
  if (take < quantity) turn.send(allocation, id, { type: "split", keep: take })
  moveTo(turn, id, chosen ?? waitsAt)
  turn.send(allocation, id, { type: chosen === undefined ? "backorder" : "reserveAgain" })
  if (chosen === undefined) return
  if (instead === "") turn.tell(order, owner, { type: "sourcedAgain" })
  else turn.tell(replacement, instead, { type: "stockCame" })
}

/**
 * Serves waiting allocations from a site that has some: by promise, then by the age of the order, wherever they waited; the last one
 * may be split. Promises are made at once, not queued: the next to ask in this turn must see them.
 */
export const serveWaiting = (turn: Turn, sku: string, site: string): void => {
  let free = atp(turn, sku, site)
  if (free === 0) return
  const waiting = turn
    .find(allocation, "backordered", sku)
    .filter(({ context }) => !context.refusedBy.includes(site))
    .map((candidate) => ({ ...candidate.context, id: candidate.id, since: acceptedAt(turn, candidate.context.order) }))
    .toSorted((a, b) => a.promiseAt - b.promiseAt || a.since - b.since)
  for (const { id, quantity, order: owner, instead } of waiting) {
    if (free === 0) return
    const take = Math.min(free, quantity)
    if (take < quantity) turn.send(allocation, id, { type: "split", keep: take })
    moveTo(turn, id, site)
    turn.send(allocation, id, { type: "reserve" })
    promise(turn, sku, site, take)
    if (instead === "") turn.tell(order, owner, { type: "stockCame" })
    else turn.tell(replacement, instead, { type: "stockCame" })
    free -= take
  }
}

/**
 * Takes back what a site can no longer keep: a count or a short pick has left fewer units than are set aside there. The latest promise
 * loses first, a shop's before a marketplace's, the younger order before the older; other sites are asked at once.
 *
 * Only what is surely missing: units released there may be in the warehouse's figure or not yet, and are not counted twice.
 */
export const takeBackMissing = (turn: Turn, sku: string, site: string): void => {
  if (turn.policy<string>("reserves") === "blindly") return
  const { onHand, allocated } = turn.need(position, positionId(sku, site)).context
  const reserved = turn.find(allocation, "reserved", sku).filter(({ context }) => context.site === site)
  let missing = reserved.reduce((sum, { context }) => sum + context.quantity, 0) - Math.max(0, onHand - allocated)
  if (missing <= 0) return
  const losers = reserved
    .map(({ id, context }) => ({ ...context, ...standingOf(turn, context.order), id }))
    .toSorted((a, b) => a.rank - b.rank || b.promiseAt - a.promiseAt || b.since - a.since)
  for (const { id, quantity, order: owner } of losers) {
    if (missing <= 0) break
    const lost = Math.min(missing, quantity)
    if (lost < quantity) turn.send(allocation, id, { type: "split", keep: quantity - lost })
    else turn.send(allocation, id, { type: "yield" })
    hand(turn, sku, site, lost)
    turn.tell(order, owner, { type: "late" })
    missing -= lost
  }
  askAround(turn, sku)
}

const standingOf = (turn: Turn, owner: string): { readonly since: number; readonly rank: number } => {
  const { acceptedAt: since, channelOrder } = turn.need(order, owner).context
  return { since, rank: channelOrder.settledBy === "marketplace" ? 1 : 0 }
}

const acceptedAt = (turn: Turn, owner: string): number => turn.need(order, owner).context.acceptedAt

const moveTo = (turn: Turn, id: string, site: string): void => {
  const { context, version } = turn.need(allocation, id)
  if (context.site === site) return
  const { order: owner, sku, site: from, quantity } = context
  turn.send(allocation, id, { type: "move", from, to: site })
  turn.call(turn.peer("erp"), changeDemand, {
    reference: `${id}/move-${version}`,
    order: turn.need(order, owner).context.channelOrder.order,
    cancelled: false,
    demand: [
      { sku, site: from, quantity: -quantity },
      { sku, site, quantity },
    ],
  })
}
