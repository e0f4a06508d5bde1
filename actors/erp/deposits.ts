/** Deposits: what was paid for an order as a whole pays its invoices one by one, whichever of both comes first. */
import type { Turn } from "../../sim/partner/turn.ts"
import { kinds } from "./kinds.ts"

/** Pays what is open of an order's invoices from what was paid in advance and is not owed to its buyer again. */
export const applyDeposits = (turn: Turn, order: string): void => {
  const deposits = turn.find(kinds.paymentApplication, "onAccount", order)
  if (deposits.length === 0) return
  const released = turn
    .find(kinds.creditNote, "byOrder", order)
    .reduce((sum, { context }) => sum + (context.isDeposit ? context.goodsMinor : 0), 0)
  let free = deposits.reduce((sum, { context }) => sum + context.amountMinor - context.appliedMinor, -released)
  for (const invoice of turn.find(kinds.invoice, "byOrder", order)) {
    let open = invoice.context.totalMinor - invoice.context.appliedMinor
    for (const { id, context } of deposits) {
      const left = context.amountMinor - turn.need(kinds.paymentApplication, id).context.appliedMinor
      const amountMinor = Math.min(free, open, left)
      if (amountMinor <= 0) continue
      turn.send(kinds.paymentApplication, id, { type: "apply", invoice: invoice.id, amountMinor })
      open -= amountMinor
      free -= amountMinor
    }
  }
}
