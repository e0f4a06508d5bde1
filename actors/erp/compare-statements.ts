/** What a statement says against what our books say: everything on it must be ours, for the same amount, and only once. */
import type { Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { applicationOf, invoiceOf, kinds } from "./kinds.ts"
import type { StatementContext, StatementLine, Unmatched } from "./reconciliation.machine.ts"

interface Findings {
  /** What was paid less what the lines add up to. */
  readonly differenceMinor: number
  readonly unmatched: readonly Unmatched[]
}

/** What is wrong with a line; null when nothing is. */
type Judge = (turn: Turn, line: StatementLine) => Omit<Unmatched, "reference"> | null

const ours = (says: string) => ({ says, isOurs: true })
const notOurs = (says: string) => ({ says, isOurs: false })

const compare =
  (judge: Judge) =>
  (turn: Turn, { context }: Seen<StatementContext>): Findings => {
    const netMinor = context.lines.reduce((sum, line) => sum + line.amountMinor - line.feeMinor, 0)
    const unmatched = context.lines.flatMap((line) => {
      const found = judge(turn, line)
      return found === null ? [] : [{ reference: line.reference, ...found }]
    })
    return { differenceMinor: context.amountMinor - netMinor, unmatched }
  }

/** What we have posted for a payout's line, and the payout that has carried it already. */
const postedFor = (turn: Turn, { kind, reference }: StatementLine) => {
  if (kind === "capture") {
    const posted = turn.read(kinds.paymentApplication, applicationOf(reference))?.context
    return posted === undefined ? null : { payout: posted.payout, amountMinor: posted.amountMinor }
  }
  if (kind === "refund") {
    const posted = turn.read(kinds.refundApplication, applicationOf(reference))?.context
    return posted === undefined ? null : { payout: posted.payout, amountMinor: -posted.amountMinor }
  }
  const disputed = turn.read(kinds.dispute, reference)
  if (disputed === null) return null
  const { amountMinor, feeMinor, feeReturnedMinor, payout, reversalPayout } = disputed.context
  if (kind === "dispute") return { payout, amountMinor: -amountMinor - feeMinor }
  return disputed.is("won") ? { payout: reversalPayout, amountMinor: amountMinor + feeReturnedMinor } : null
}

/** A payout's transactions are captures, refunds and disputes that we have posted and no other payout has carried. */
export const compareWithCash = compare((turn, line) => {
  const posted = postedFor(turn, line)
  if (posted === null) return notOurs(`We know no such ${line.kind}.`)
  if (posted.payout !== "") return notOurs(`The payout ${posted.payout} has it already.`)
  return posted.amountMinor === line.amountMinor
    ? null
    : notOurs(`It says ${line.amountMinor}, we have posted ${posted.amountMinor}.`)
})

/**
 * A settlement's sales are shipments that we have invoiced, its refunds are of orders that we have credited. The marketplace prorates
 * partly shipped lines by itself, so each line of a shipment may differ by one minor unit.
 */
export const compareWithSales = compare((turn, { kind, order, reference, amountMinor }) => {
  if (kind === "refund") {
    return turn.find(kinds.creditNote, "byOrder", order).length > 0
      ? null
      : notOurs(`We have credited nothing of order ${order}.`)
  }
  if (kind !== "sale") return null
  const invoice = turn.read(kinds.invoice, invoiceOf(reference))
  if (invoice === null) return notOurs("We have not invoiced this shipment.")
  const { totalMinor, lineCount } = invoice.context
  return Math.abs(amountMinor - totalMinor) <= lineCount
    ? null
    : ours(`It says ${amountMinor}, we have invoiced ${totalMinor}.`)
})
