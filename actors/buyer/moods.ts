/** What people come to want by themselves, by keyed shares: to cancel, to send something back, to have the bank fetch money back. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { chance } from "../../sim/world/hash.ts"
import type { Checkout } from "../storefront/contract.ts"
import type { Units } from "../shapes.ts"
import type { ComplaintContext } from "./complaint.machine.ts"
import { giftCardIn } from "../payment/contract.ts"
import type { PurchaseContext } from "./purchase.machine.ts"
import type { WithdrawalContext } from "./withdrawal.machine.ts"

type Purchase = Seen<PurchaseContext>
type Wish = Pick<WithdrawalContext, "order" | "channel" | "lines" | "whole" | "instead" | "box" | "comesLater">

const drawn = (turn: Turn, quantity: string, identity: string, policy: string): boolean =>
  chance(turn.draw(quantity, identity), turn.policy(policy))

export const hasSecondCard = (turn: Turn, order: string): boolean =>
  drawn(turn, "second card", order, "secondCardShare")

const unitsOf = (checkout: Checkout): Units[] => checkout.lines.map(({ sku, quantity }) => ({ sku, quantity }))

/** The whole order, as long as nothing of it has come. */
export const secondThoughtsOf = (turn: Turn, { id, context }: Purchase): Wish | null => {
  if (!drawn(turn, "second thoughts", id, "cancelShare")) return null
  const lines = unitsOf(context.checkout)
  const { channel } = context
  return { order: id, channel, lines, whole: true, instead: [], box: null, comesLater: "secondThoughts" }
}

/** All of it, or some units of one line; thought of once, with the first parcel. */
export const unwantedOf = (turn: Turn, { id, context }: Purchase): Wish | null => {
  if (context.parcels.length > 1 || !drawn(turn, "unwanted", id, "returnShare")) return null
  const all = unitsOf(context.checkout)
  const whole = drawn(turn, "unwanted whole", id, "returnWholeShare")
  const lines = whole ? all : someOf(turn, id, all)
  const box = drawn(turn, "odd box", id, "oddBoxShare") ? withoutOne(lines) : null
  const { channel } = context
  return { order: id, channel, lines, whole, instead: [], box, comesLater: "tryingOut" }
}

const withoutOne = ([first, ...rest]: readonly Units[]): Units[] =>
  first === undefined || first.quantity === 1 ? [...rest] : [{ ...first, quantity: first.quantity - 1 }, ...rest]

const someOf = (turn: Turn, id: string, all: readonly Units[]): Units[] => {
  const line = all[turn.draw("unwanted line", id) % all.length]
  if (line === undefined) return []
  return [{ sku: line.sku, quantity: 1 + (turn.draw("unwanted units", id) % line.quantity) }]
}

const reasons = ["fraudulent", "productNotReceived", "creditNotProcessed", "duplicate"] as const

/** About the whole charge, or about one line; what a marketplace has collected is not the shop's to be charged back. */
export const complaintOf = (turn: Turn, { id, context: { channel, checkout } }: Purchase): ComplaintContext | null => {
  const byCard = checkout.payWith.every((method) => giftCardIn(method) === null)
  if (turn.kindOf(channel) === "marketplace" || !byCard || !drawn(turn, "dispute", id, "disputeShare")) return null
  const line = checkout.lines[turn.draw("disputed line", id) % checkout.lines.length]
  const isWhole = line === undefined || drawn(turn, "disputed whole", id, "disputeWholeShare")
  const amountMinor = isWhole ? checkout.totalMinor : line.amountMinor + line.taxMinor
  const reason = reasons[turn.draw("dispute reason", id) % reasons.length] ?? "fraudulent"
  return { order: id, amountMinor, reason }
}

const remedies = ["orderCancelled", "parcelLost", "parcelReturned", "refunded"]

/** Has the shop written that the money comes back, or something else for it? */
export const isMadeGood = ({ context: { mail } }: Purchase): boolean =>
  mail.some(({ template }) => remedies.includes(template))
