/** Months of the books: which one a document belongs to, and what the sub-ledgers say when one is closed. */
import { object } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isoMonth, monthEnd } from "../dates.ts"
import { kinds } from "./kinds.ts"
import { latePostingMachine } from "./late-posting.machine.ts"
import { periodMachine } from "./period.machine.ts"

export const period = object(kinds.period.name, periodMachine, {
  lasting: true,
  posts: {
    // What is open by document: the control accounts must say the same.
    close: ({ id, context }, turn) =>
      [...subLedgers(turn, context.currency)].map(([currency, { receivable, clearing }]) => ({
        book: "memo",
        currency,
        subject: id,
        legs: [
          { account: "subledger.accountsReceivable", amountMinor: receivable },
          { account: "subledger.clearing", amountMinor: clearing },
        ],
      })),
  },
  delays: { closeDelay: ({ context }, turn) => context.endsAt + turn.policy("closeDelay") - turn.at },
  // Books are closed while there is business; they keep nobody up.
  daemons: ["closeDelay"],
})

export const latePosting = object(kinds.latePosting.name, latePostingMachine, {
  posts: {
    latePosting: ({ context }) => ({
      book: "memo",
      subject: context.document,
      legs: [{ account: "posted.late", quantity: 1 }],
    }),
  },
})

interface SubLedger {
  receivable: number
  clearing: number
}

const subLedgers = (turn: Turn, usual: string): ReadonlyMap<string, SubLedger> => {
  const byCurrency = new Map<string, SubLedger>([[usual, { receivable: 0, clearing: 0 }]])
  const of = (currency: string): SubLedger => {
    const known = byCurrency.get(currency) ?? { receivable: 0, clearing: 0 }
    byCurrency.set(currency, known)
    return known
  }
  for (const { context } of turn.find(kinds.invoice, "unpaid", ""))
    of(context.currency).receivable += context.totalMinor - context.appliedMinor
  for (const { context } of turn.find(kinds.paymentApplication, "uncarried", ""))
    of(context.currency).clearing += context.amountMinor
  for (const { context } of turn.find(kinds.refundApplication, "uncarried", ""))
    of(context.currency).clearing -= context.amountMinor
  for (const self of turn.find(kinds.dispute, "uncarried", "")) {
    const { currency, payout, reversalPayout, amountMinor, feeMinor, feeReturnedMinor } = self.context
    if (payout === "") of(currency).clearing -= amountMinor + feeMinor
    if (self.is("won") && reversalPayout === "") of(currency).clearing += amountMinor + feeReturnedMinor
  }
  return byCurrency
}

/** Sees to it that a document is posted in a month that is open: in its own, or else in this one, and that is written down. */
export const dateDocument = (turn: Turn, document: string, currency: string, datedAt: number): void => {
  const own = isoMonth(datedAt)
  const now = isoMonth(turn.at)
  for (const [month, at] of [
    [own, datedAt],
    [now, turn.at],
  ] as const)
    if (turn.read(period, month) === null) turn.create(period, month, { endsAt: monthEnd(at), currency })
  if (own === now || turn.send(period, own, { type: "backdate" }) === "moved") return
  turn.create(latePosting, `${document}/latePosting-1`, { document, belongsTo: own, postedTo: now })
}
