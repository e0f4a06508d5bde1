/** What goes back for returned units: their share of what was charged, perhaps the charges, and from which payments it is taken. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { Charge, Units } from "../shapes.ts"
import type { AllocationContext } from "./allocation.machine.ts"
import { allocation, order, returned } from "./kinds.ts"
import type { OrderContext } from "./order.machine.ts"
import type { Piece, ReturnContext } from "./return.machine.ts"

type Self = Seen<ReturnContext>

export interface Worth {
  readonly amountMinor: number
  readonly taxMinor: number
}

/** Units by SKU, in the order in which the SKUs first appear. */
export const bySku = (lines: readonly Units[]): Map<string, number> => {
  const units = new Map<string, number>()
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity)
  return units
}

/** What was sold and has left; goods that were sent instead of others are not worth anything a second time. */
const soldAndShipped = (turn: Turn, orderId: string): Seen<AllocationContext>[] =>
  turn
    .find(allocation, "byOrder", orderId)
    .filter(({ context, state }) => state === "shipped" && context.instead === "")

/** Units of the order for which earlier returns have given money back. */
const creditedBefore = (turn: Turn, self: Self): Units[] =>
  turn
    .find(returned, "byOrder", self.context.order)
    .filter((other) => other.id !== self.id)
    .flatMap((other) => other.context.credited)

/** Units that have left and that nothing was given back for, by SKU. */
const remaining = (turn: Turn, self: Self): Map<string, number> => {
  const left = bySku(soldAndShipped(turn, self.context.order).map(({ context }) => context))
  for (const { sku, quantity } of creditedBefore(turn, self)) left.set(sku, (left.get(sku) ?? 0) - quantity)
  return left
}

/** Are all of these units such as the order has and nothing was given back for? */
export const areOfOrder = (turn: Turn, self: Self, lines: readonly Units[]): boolean => {
  const left = remaining(turn, self)
  return [...bySku(lines)].every(([sku, quantity]) => quantity <= (left.get(sku) ?? 0))
}

/**
 * What money goes back for: what was announced while nobody has seen the goods or a person says so, else what really came. Never for
 * more than has left and was not credited: one unit may be announced, lost and brought back, and is worth its price once.
 */
export const creditedBy = (turn: Turn, self: Self): Units[] => {
  const { isInspected, decision, lines, inspected } = self.context
  const left = remaining(turn, self)
  const worthIt: readonly Units[] = !isInspected || decision === "refundAnnounced" ? lines : inspected
  return worthIt.flatMap(({ sku, quantity }) => {
    const counted = Math.min(quantity, left.get(sku) ?? 0)
    left.set(sku, (left.get(sku) ?? 0) - counted)
    return counted > 0 ? [{ sku, quantity: counted }] : []
  })
}

/**
 * What units are worth: their share of what was charged for the SKU in the order, after discount. Shares are cumulative over the units,
 * so the last unit takes the remainder.
 */
export const worthOf = (turn: Turn, self: Self, lines: readonly Units[]): Worth[] => {
  const parts = soldAndShipped(turn, self.context.order)
  const back = bySku(creditedBefore(turn, self))
  return lines.map(({ sku, quantity }) => {
    const same = parts.filter(({ context }) => context.sku === sku)
    const units = same.reduce((sum, { context }) => sum + context.quantity, 0)
    const from = back.get(sku) ?? 0
    back.set(sku, from + quantity)
    const share = (amount: number) =>
      units === 0 ? 0 : Math.floor((amount * (from + quantity)) / units) - Math.floor((amount * from) / units)
    return {
      amountMinor: share(same.reduce((sum, { context }) => sum + context.amountMinor, 0)),
      taxMinor: share(same.reduce((sum, { context }) => sum + context.taxMinor, 0)),
    }
  })
}

/** Charges go back once: with the return that takes back all that was left of the order, or by policy with the first or never. */
export const chargesBack = (turn: Turn, self: Self, credited: readonly Units[]): readonly Charge[] => {
  const { charges } = turn.need(order, self.context.order).context.channelOrder
  const policy = turn.policy<string>("refundCharges")
  if (charges.length === 0 || policy === "never" || credited.length === 0) return []
  const others = turn.find(returned, "byOrder", self.context.order).filter((other) => other.id !== self.id)
  if (others.some((other) => other.context.withCharges)) return []
  return policy === "always" || takesTheRest(turn, self, credited) ? charges : []
}

const takesTheRest = (turn: Turn, self: Self, credited: readonly Units[]): boolean => {
  const pending = turn
    .find(allocation, "byOrder", self.context.order)
    .some(({ context, state }) => context.instead === "" && state !== "shipped" && state !== "cancelled")
  const left = remaining(turn, self)
  for (const { sku, quantity } of credited) left.set(sku, (left.get(sku) ?? 0) - quantity)
  return !pending && [...left.values()].every((quantity) => quantity <= 0)
}

/** Spreads an amount over the payments that took the order's money, the first first. */
export const piecesOf = ({ taken, channelOrder }: OrderContext, amountMinor: number): Piece[] => {
  if (amountMinor === 0) return []
  if (channelOrder.settledBy === "marketplace") return [{ payment: "", amountMinor, byHandMinor: 0 }]
  const pieces: Piece[] = []
  let left = amountMinor
  for (const entry of taken) {
    const part = Math.min(left, entry.amountMinor - entry.refundedMinor)
    if (part > 0) pieces.push({ payment: entry.payment, amountMinor: part, byHandMinor: 0 })
    left -= Math.max(0, part)
  }
  if (left > 0)
    throw new Error(`${amountMinor} are to be paid back, but only ${amountMinor - left} were taken and not paid back.`)
  return pieces
}
