/** What of an order has come and is not on its way back: nobody sends a thing back twice, or one that never came. */
import type { Seen } from "../../sim/partner/room.ts"
import { componentsOf, piecesIn, wholeOf } from "../kits.ts"
import type { Kit, Units } from "../shapes.ts"
import type { PurchaseContext } from "./purchase.machine.ts"
import type { WithdrawalContext } from "./withdrawal.machine.ts"

type Withdrawal = Seen<WithdrawalContext>

/** Nothing goes back by these any more, or nothing was ever to. */
const without: ReadonlySet<string> = new Set(["cancelled", "letBe"])
const undecided: ReadonlySet<string> = new Set([
  "thinkingAgain",
  "tryingOut",
  "deciding",
  "cancelling",
  "waiting",
  "looking",
])

/** Pieces that another wish takes: what it sends, or, as long as that is open, what it wants if it is the older one. */
const takenBy = ({ state, context }: Withdrawal, kits: readonly Kit[], isOlder: boolean): readonly Units[] => {
  if (without.has(state)) return []
  if (undecided.has(state)) return isOlder ? piecesIn(kits, context.lines) : []
  return context.box ?? piecesIn(kits, context.atHand)
}

/** Of the lines of a wish, in their order, as they were sold: a kit is here with all that is in it. `all` are the order's wishes, the oldest first. */
export const atHandOf = (
  self: Withdrawal,
  all: readonly Withdrawal[],
  { received, kits }: Pick<PurchaseContext, "received" | "kits">,
): Units[] => {
  const left = new Map<string, number>()
  const add = (pieces: readonly Units[], sign: 1 | -1): void => {
    for (const { sku, quantity } of pieces) left.set(sku, (left.get(sku) ?? 0) + sign * quantity)
  }
  add(received, 1)
  const place = all.findIndex(({ id }) => id === self.id)
  for (const [index, other] of all.entries()) if (index !== place) add(takenBy(other, kits, index < place), -1)
  return self.context.lines.flatMap(({ sku, quantity }) => {
    const whole = wholeOf(componentsOf(kits, sku), (piece) => left.get(piece) ?? 0)
    const here = { sku, quantity: Math.min(quantity, whole) }
    if (here.quantity <= 0) return []
    add(piecesIn(kits, [here]), -1)
    return [here]
  })
}
