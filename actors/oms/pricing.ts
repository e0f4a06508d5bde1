/**
 * What a parcel of a line costs that leaves in several: the line's units are priced in the order in which they are packed.
 *
 * Shares are cut cumulatively, so that after each parcel exactly so much was taken as a line of so many units would cost: whatever is
 * taken off the order after that, nobody has paid a cent too much, and the last parcel takes the rest.
 */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { packedLines } from "../kits.ts"
import type { AllocationContext } from "./allocation.machine.ts"
import { allocation, order } from "./kinds.ts"
import type { Piece } from "./collection.machine.ts"
import type { ShipmentContext } from "./shipment.machine.ts"
import { piecesFor } from "./tenders.ts"

type Part = Seen<AllocationContext>

export interface Worth {
  readonly amountMinor: number
  readonly pieces: readonly Piece[]
}

const sum = (parts: readonly Part[], of: "quantity" | "amountMinor" | "taxMinor"): number =>
  parts.reduce((total, { context }) => total + context[of], 0)
const isGone = (part: Part): boolean => part.is("cancelled") || part.is("removed")
const isPacked = (part: Part): boolean => part.is("packed") || part.is("shipped")

/** Prices what a shipment really sends, of which it was said that it is worth so much; null where that stays as it was. */
export const priceAtPacking = (
  turn: Turn,
  self: Seen<ShipmentContext>,
  allocations: readonly string[],
  amountMinor: number,
): Worth | null => {
  if (self.context.instead !== "") return null
  const { id, context } = turn.need(order, self.context.order)
  const all = turn.find(allocation, "byOrder", id).filter((part) => part.context.instead === "" && !isGone(part))
  const mine = allocations.map((part) => turn.need(allocation, part)).filter((part) => part.is("released"))
  const lines = Map.groupBy(mine, ({ context: { line, sku } }) => `${line} ${sku}`)
  let worth = amountMinor
  for (const parts of lines.values()) {
    const { line, sku } = parts[0]!.context
    const ofLine = all.filter((part) => part.context.line === line && part.context.sku === sku)
    const sold = packedLines(context.kits, context.channelOrder.lines).find(
      (candidate) => candidate.line === line && candidate.sku === sku,
    )
    if (ofLine.length > parts.length && sold !== undefined) worth += price(turn, parts, ofLine.filter(isPacked), sold)
  }
  return worth === amountMinor
    ? null
    : { amountMinor: worth, pieces: piecesFor(turn, turn.need(order, id), worth, self.id) }
}

/** Answers by how much they cost more than it was said. */
const price = (
  turn: Turn,
  parts: readonly Part[],
  before: readonly Part[],
  sold: { readonly quantity: number; readonly amountMinor: number; readonly taxMinor: number },
): number => {
  let units = sum(before, "quantity")
  let [amount, tax] = [sum(before, "amountMinor"), sum(before, "taxMinor")]
  let more = 0
  for (const { id, context } of parts) {
    units += context.quantity
    const upTo = (of: number): number => Math.floor((of * Math.min(units, sold.quantity)) / sold.quantity)
    const amountMinor = Math.max(0, upTo(sold.amountMinor) - amount)
    const taxMinor = Math.max(0, upTo(sold.taxMinor) - tax)
    amount += amountMinor
    tax += taxMinor
    more += amountMinor + taxMinor - context.amountMinor - context.taxMinor
    if (amountMinor !== context.amountMinor || taxMinor !== context.taxMinor)
      turn.send(allocation, id, { type: "price", amountMinor, taxMinor })
  }
  return more
}
