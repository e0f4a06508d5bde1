/** What of an order has come and is not on its way back: nobody sends a thing back twice, or one that never came. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Units } from "../shapes.ts"
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

/** Units that another wish takes: what it sends, or, as long as that is open, what it wants if it is the older one. */
const takenBy = ({ state, context }: Withdrawal, isOlder: boolean): readonly Units[] => {
  if (without.has(state)) return []
  if (undecided.has(state)) return isOlder ? context.lines : []
  return context.box ?? context.atHand
}

/** Of the lines of a wish, in their order. `all` are the wishes about its order, the oldest first. */
export const atHandOf = (self: Withdrawal, all: readonly Withdrawal[], { received }: PurchaseContext): Units[] => {
  const left = new Map<string, number>()
  const add = (units: readonly Units[], sign: 1 | -1): void => {
    for (const { sku, quantity } of units) left.set(sku, (left.get(sku) ?? 0) + sign * quantity)
  }
  add(received, 1)
  const place = all.findIndex(({ id }) => id === self.id)
  for (const [index, other] of all.entries()) if (index !== place) add(takenBy(other, index < place), -1)
  return self.context.lines.flatMap(({ sku, quantity }) => {
    const here = Math.min(quantity, left.get(sku) ?? 0)
    if (here <= 0) return []
    add([{ sku, quantity: here }], -1)
    return [{ sku, quantity: here }]
  })
}
