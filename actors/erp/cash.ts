/** Money on its way: captures, refunds, and the statements by which the provider and the marketplace pay us out. */
import { object, type EventOf } from "../../sim/partner/room.ts"
import type { Answer, Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { getSettlement, type Settlement } from "../marketplace/contract.ts"
import { listBalanceTransactions, type Capture, type Dispute, type Payout, type Refund } from "../payment/contract.ts"
import { compareWithCash, compareWithSales } from "./compare-statements.ts"
import { applicationOf, creditNoteOf, invoiceOf, kinds } from "./kinds.ts"
import { disputeMachine } from "./dispute.machine.ts"
import { ledger } from "./ledger.ts"
import { paymentApplicationMachine } from "./payment-application.machine.ts"
import { payoutMachine, settlementMachine, type StatementContext } from "./reconciliation.machine.ts"
import { refundApplicationMachine } from "./refund-application.machine.ts"

export const paymentApplication = object(kinds.paymentApplication.name, paymentApplicationMachine, {
  posts: {
    capture: ({ context }) => {
      const pays = context.sellsGiftCard ? "giftCard" : context.isInvoiced ? "invoice" : "order"
      return ledger.capture({ ...context, source: context.capture, pays })
    },
    applyDeposit: ({ context }) => ledger.applyDeposit({ ...context, source: context.capture }),
  },
  effects: {
    settleInvoice: (turn, { context: { shipment, amountMinor } }) =>
      turn.tell(kinds.invoice, invoiceOf(shipment), { type: "apply", amountMinor }),
  },
  indexes: { byShipment: (context) => context.shipment },
})

/** The provider has taken money. Whether its order is known does not matter: the money is there. */
export const takeCapture = (turn: Turn, told: Capture): void => {
  const { capture, payment, order, reference: shipment, giftCard, currency, amountMinor, feeMinor } = told
  const id = applicationOf(capture)
  if (turn.read(paymentApplication, id) !== null) return
  const isInvoiced = turn.read(kinds.invoice, invoiceOf(shipment)) !== null
  const facts = { capture, order, shipment, giftCard, currency, amountMinor, feeMinor }
  turn.create(paymentApplication, id, { ...facts, sellsGiftCard: payment === "", isInvoiced })
}

export const refundApplication = object(kinds.refundApplication.name, refundApplicationMachine, {
  posts: {
    refund: ({ context }) => ledger.refund({ ...context, source: context.refund }),
    goodwill: ({ context }) => ledger.goodwill({ ...context, source: context.refund }),
  },
  effects: {
    findCreditNote: (turn, { id, context: { order, reference, reason } }) => {
      const known =
        reason === ""
          ? turn.read(kinds.creditNote, creditNoteOf(returnIn(reference)))
          : turn.find(kinds.creditNote, "byOrder", order).find((note) => note.is("open"))
      if (known !== null && known !== undefined)
        turn.tell(refundApplication, id, { type: "settle", creditNote: known.id })
    },
    tellCreditNote: (turn, { context: { creditNote, amountMinor } }) =>
      turn.tell(kinds.creditNote, creditNote, { type: "refunded", amountMinor }),
  },
  indexes: {
    byReturn: ({ reason, reference }) => (reason === "" ? returnIn(reference) : null),
    /** What a person paid back and no credit note is found for. */
    unmatched: ({ reason, order }, state) => (reason !== "" && state === "unmatched" ? order : null),
  },
})

/** A refund is for a return, or for one of several of the same return. */
const returnIn = (reference: string): string => reference.replace(/\/refund-\d+$/u, "")

const settleCreditNote = (turn: Turn, reference: string, amountMinor: number): void => {
  const id = creditNoteOf(returnIn(reference))
  if (turn.read(kinds.creditNote, id) !== null) turn.tell(kinds.creditNote, id, { type: "refunded", amountMinor })
}

export const takeRefund = (turn: Turn, told: Refund): void => {
  const { refund, order, reference, reason, giftCard, currency, amountMinor } = told
  const id = applicationOf(refund)
  if (turn.read(refundApplication, id) !== null) return
  turn.create(refundApplication, id, { refund, order, reference, reason, giftCard, currency, amountMinor })
}

export const dispute = object(kinds.dispute.name, disputeMachine, {
  posts: {
    disputeOpened: ({ context }) => ledger.disputeOpened(context),
    disputeWon: ({ context }) => ledger.disputeWon(context),
    disputeLost: ({ context }) => ledger.disputeLost(context),
  },
})

/** A dispute has opened or closed; messages overtake each other, so the last one alone must do as well. */
export const takeDispute = (turn: Turn, told: Dispute): void => {
  const { dispute: id, order, currency, amountMinor, feeMinor, feeReturnedMinor, state } = told
  if (turn.read(dispute, id) === null)
    turn.create(dispute, id, { dispute: id, order, currency, amountMinor, feeMinor, feeReturnedMinor })
  if (state === "won" || state === "lost") turn.tell(dispute, id, { type: state })
}

const factsOf = ({ id, context }: Seen<StatementContext>) => ({ ...context, statement: id })
const reconcileRetry = (_self: unknown, turn: Turn): number => turn.policy("reconcileRetry")

export const payout = object(kinds.payout.name, payoutMachine, {
  posts: {
    payout: (self) => (self.context.byTotal ? ledger.payoutByTotal : ledger.payout)(factsOf(self)),
  },
  effects: {
    askForLines: (turn, { id, context }) => turn.call(context.counterparty, listBalanceTransactions, { payout: id }),
    compare: (turn, self) => turn.tell(payout, self.id, { type: "compared", ...compareWithCash(turn, self) }),
    tellSources: (turn, { id, context }) => {
      for (const { kind, reference } of context.lines) {
        const event = { type: "reconcile", payout: id } as const
        if (kind === "capture") turn.tell(paymentApplication, applicationOf(reference), event)
        else if (kind === "refund") turn.tell(refundApplication, applicationOf(reference), event)
        else if (kind === "dispute") turn.tell(dispute, reference, event)
        else turn.tell(dispute, reference, { type: "reconcileReversal", payout: id })
      }
    },
  },
  delays: { reconcileRetry },
})

export const settlement = object(kinds.settlement.name, settlementMachine, {
  posts: { settlement: (self) => ledger.settlement(factsOf(self)) },
  effects: {
    askForLines: (turn, { id, context }) => turn.call(context.counterparty, getSettlement, { settlement: id }),
    compare: (turn, self) => turn.tell(settlement, self.id, { type: "compared", ...compareWithSales(turn, self) }),
    tellSources: (turn, { context }) => {
      applySales(turn, context)
      for (const { kind, reference, amountMinor } of context.lines) {
        if (kind === "refund") settleCreditNote(turn, reference, -amountMinor)
      }
    },
  },
  delays: { reconcileRetry },
})

/** Sales settle their orders' invoices in the order in which they were written; what rounding leaves over goes to the last. */
const applySales = (turn: Turn, { lines }: StatementContext): void => {
  const orders = new Map<string, number>()
  for (const { kind, order, amountMinor } of lines) {
    if (kind === "sale") orders.set(order, (orders.get(order) ?? 0) + amountMinor)
  }
  for (const [order, amountMinor] of orders) {
    const invoices = turn.find(kinds.invoice, "byOrder", order)
    let left = amountMinor
    for (const [index, { id, context }] of invoices.entries()) {
      const open = context.totalMinor - context.appliedMinor
      const share = index === invoices.length - 1 ? left : Math.min(left, open)
      if (share === 0) continue
      turn.tell(kinds.invoice, id, { type: "apply", amountMinor: share })
      left -= share
    }
  }
}

export const takePayout = (turn: Turn, told: Payout): void => {
  const { payout: id, currency, amountMinor, feesMinor, promisedAt, paidAt } = told
  if (turn.read(payout, id) !== null) return
  const byTotal = turn.policy<string>("payoutMatching") === "total"
  const facts = { currency, amountMinor, feesMinor, isLate: paidAt > promisedAt, byTotal }
  turn.create(payout, id, { ...statement(turn), ...facts })
}

export const takeSettlement = (turn: Turn, { settlement: id, currency, amountMinor }: Settlement): void => {
  if (turn.read(settlement, id) !== null) return
  const facts = { currency, amountMinor, feesMinor: 0, isLate: false, byTotal: false }
  turn.create(settlement, id, { ...statement(turn), ...facts })
}

const statement = (turn: Turn) => ({
  counterparty: turn.sender,
  toleranceMinor: turn.policy("roundingTolerance"),
  checksMax: turn.policy("reconcileChecksMax"),
})

type StatementEvent = EventOf<typeof payoutMachine>

export const payoutListed = (answer: Answer<typeof listBalanceTransactions.response.Type>): StatementEvent => {
  if (answer.outcome !== "ok") return { type: "unanswered" }
  const lines = answer.body.transactions.map(({ type, source, amountMinor, feeMinor }) => {
    return { kind: type, order: "", reference: source, amountMinor, feeMinor }
  })
  return { type: "listed", lines }
}

export const settlementListed = (answer: Answer<typeof getSettlement.response.Type>): StatementEvent => {
  if (answer.outcome !== "ok") return { type: "unanswered" }
  const lines = answer.body.lines.map(({ type, order, reference, amountMinor }) => {
    return { kind: type, order, reference, amountMinor, feeMinor: 0 }
  })
  return { type: "listed", lines }
}
