/** Money on its way: captures, refunds, and the statements by which the provider and the marketplace pay us out. */
import { object, type EventOf } from "../../sim/partner/room.ts"
import type { Answer, Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { getSettlement, type Settlement } from "../marketplace/contract.ts"
import { listBalanceTransactions, type Capture, type Payout, type Refund } from "../payment/contract.ts"
import { compareWithCash, compareWithSales } from "./compare-statements.ts"
import { applicationOf, creditNoteOf, invoiceOf, kinds } from "./kinds.ts"
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
  posts: { refund: ({ context }) => ledger.refund({ ...context, source: context.refund }) },
  effects: {
    settleCreditNote: (turn, { context: { reference, amountMinor } }) => settleCreditNote(turn, reference, amountMinor),
  },
  indexes: { byReturn: (context) => returnIn(context.reference) },
})

/** A refund is for a return, or for one of several of the same return. */
const returnIn = (reference: string): string => reference.replace(/\/refund-\d+$/u, "")

const settleCreditNote = (turn: Turn, reference: string, amountMinor: number): void => {
  const id = creditNoteOf(returnIn(reference))
  if (turn.read(kinds.creditNote, id) !== null) turn.tell(kinds.creditNote, id, { type: "refunded", amountMinor })
}

export const takeRefund = (turn: Turn, told: Refund): void => {
  const { refund, order, reference, giftCard, currency, amountMinor } = told
  const id = applicationOf(refund)
  if (turn.read(refundApplication, id) !== null) return
  turn.create(refundApplication, id, { refund, order, reference, giftCard, currency, amountMinor })
}

const factsOf = ({ id, context }: Seen<StatementContext>) => ({ ...context, statement: id })
const reconcileRetry = (_self: unknown, turn: Turn): number => turn.policy("reconcileRetry")

export const payout = object(kinds.payout.name, payoutMachine, {
  posts: { payout: (self) => ledger.payout(factsOf(self)) },
  effects: {
    askForLines: (turn, { id, context }) => turn.call(context.counterparty, listBalanceTransactions, { payout: id }),
    compare: (turn, self) => turn.tell(payout, self.id, { type: "compared", ...compareWithCash(turn, self) }),
    tellSources: (turn, { id, context }) => {
      for (const { kind, reference } of context.lines) {
        const event = { type: "reconcile", payout: id } as const
        if (kind === "capture") turn.tell(paymentApplication, applicationOf(reference), event)
        else turn.tell(refundApplication, applicationOf(reference), event)
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

export const takePayout = (turn: Turn, { payout: id, currency, amountMinor }: Payout): void => {
  if (turn.read(payout, id) === null) turn.create(payout, id, { ...statement(turn), currency, amountMinor })
}

export const takeSettlement = (turn: Turn, { settlement: id, currency, amountMinor }: Settlement): void => {
  if (turn.read(settlement, id) === null) turn.create(settlement, id, { ...statement(turn), currency, amountMinor })
}

const statement = (turn: Turn) => ({ counterparty: turn.sender, checksMax: turn.policy("reconcileChecksMax") })

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
