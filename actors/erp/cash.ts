/** Money on its way: captures, refunds, and the statements by which the provider and the marketplace pay us out. */
import { object, ok, type Answer, type EventOf, type Reply, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { getSettlement, type Settlement } from "../marketplace/contract.ts"
import { listBalanceTransactions, type Capture, type Dispute, type Payout, type Refund } from "../payment/contract.ts"
import { compareWithCash, compareWithSales } from "./compare-statements.ts"
import type { recordChargedBack } from "./contract.ts"
import { applicationOf, creditNoteOf, invoiceOf, kinds } from "./kinds.ts"
import { applyDeposits } from "./deposits.ts"
import { disputeMachine } from "./dispute.machine.ts"
import { ledger } from "./ledger.ts"
import { paymentApplicationMachine } from "./payment-application.machine.ts"
import {
  payoutMachine,
  settlementMachine,
  type StatementContext,
  type StatementLine,
} from "./reconciliation.machine.ts"
import { isBackAlready, refundApplicationMachine, type BackAlready } from "./refund-application.machine.ts"

export const paymentApplication = object(kinds.paymentApplication.name, paymentApplicationMachine, {
  posts: {
    capture: ({ context }) => {
      const pays = context.sellsGiftCard ? "giftCard" : context.isInvoiced ? "invoice" : "order"
      return ledger.capture({ ...context, source: context.capture, pays })
    },
    applyDeposit: ({ context }) => {
      const amountMinor = context.isOnAccount ? context.partMinor : context.amountMinor
      return ledger.applyDeposit({ ...context, source: context.capture, amountMinor })
    },
  },
  effects: {
    settleInvoice: (turn, { context: { shipment, amountMinor } }) =>
      turn.tell(kinds.invoice, invoiceOf(shipment), { type: "apply", amountMinor }),
    payInvoices: (turn, { context }) => applyDeposits(turn, context.order),
    payInvoice: (turn, { context: { invoice, partMinor } }) =>
      turn.send(kinds.invoice, invoice, { type: "apply", amountMinor: partMinor }),
  },
  indexes: {
    byShipment: (context) => context.shipment,
    onAccount: ({ isOnAccount, order }) => (isOnAccount ? order : null),
    uncarried: ({ giftCard, payout }) => (giftCard === "" && payout === "" ? "" : null),
  },
})

/** The provider has taken money. Whether its order is known does not matter: the money is there. */
export const takeCapture = (turn: Turn, told: Capture): void => {
  const { capture, payment, order, reference: shipment, giftCard, currency, amountMinor, feeMinor } = told
  const id = applicationOf(capture)
  if (turn.read(paymentApplication, id) !== null) return
  const isInvoiced = turn.read(kinds.invoice, invoiceOf(shipment)) !== null
  // A sold gift card is no order's, and what names the order itself is for all of it.
  const isOnAccount = payment !== "" && shipment === order
  const facts = { capture, order, shipment, giftCard, currency, amountMinor, feeMinor }
  turn.create(paymentApplication, id, { ...facts, sellsGiftCard: payment === "", isInvoiced, isOnAccount })
}

export const refundApplication = object(kinds.refundApplication.name, refundApplicationMachine, {
  posts: {
    refund: ({ context }) => ledger.refund({ ...context, source: context.refund }),
    goodwill: ({ context }) => ledger.goodwill({ ...context, source: context.refund }),
    chargedBack: ({ context }) => ledger.chargedBack({ ...context, source: context.refund }),
    goodwillOwed: ({ context }) => ledger.goodwillOwed({ ...context, source: context.refund }),
  },
  effects: {
    findCreditNote: (turn, { id, context: { order, reference, reason } }) => {
      const known = isOfReturn(reason)
        ? turn.read(kinds.creditNote, creditNoteOf(returnIn(reference)))
        : turn.find(kinds.creditNote, "byOrder", order).find((note) => note.is("open"))
      if (known !== null && known !== undefined)
        turn.tell(refundApplication, id, { type: "settle", creditNote: known.id })
    },
    tellCreditNote: (turn, { context: { creditNote, amountMinor } }) =>
      turn.tell(kinds.creditNote, creditNote, { type: "refunded", amountMinor }),
  },
  indexes: {
    byReturn: ({ reason, reference }) => (isOfReturn(reason) ? returnIn(reference) : null),
    /** Of what a bank gave, the dispute is what a payout carries; of goodwill, the refund that it was. */
    uncarried: ({ giftCard, payout, reason }) =>
      giftCard === "" && payout === "" && !isBackAlready(reason) ? "" : null,
    /** What a person paid back and no credit note is found for. */
    unmatched: ({ reason, order }, state) => (!isOfReturn(reason) && state === "unmatched" ? order : null),
  },
})

/** Whether it is for a return: asked for through the API, or found to be with the buyer. */
const isOfReturn = (reason: string): boolean => reason === "" || isBackAlready(reason)

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

/** The buyer has what a return gives back: the credit note is settled by it, and what it was before is no loss so far. */
export const takeBackAlready =
  (reason: BackAlready) =>
  (turn: Turn, told: typeof recordChargedBack.request.Type): Reply => {
    const { return: reference, piece, order, currency, amountMinor } = told
    const id = `${reference}/piece-${piece}/${reason}`
    if (turn.read(refundApplication, id) === null)
      turn.create(refundApplication, id, { refund: id, order, reference, reason, giftCard: "", currency, amountMinor })
    return ok({ state: turn.need(refundApplication, id).state })
  }

export const dispute = object(kinds.dispute.name, disputeMachine, {
  posts: {
    disputeOpened: ({ context }) => ledger.disputeOpened(context),
    disputeWon: ({ context }) => ledger.disputeWon(context),
    disputeLost: ({ context }) => ledger.disputeLost(context),
  },
  indexes: {
    uncarried: ({ payout, reversalPayout }, state) =>
      payout === "" || (state === "won" && reversalPayout === "") ? "" : null,
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
  posts: {
    settlement: (self, turn) => {
      const lines = self.context.lines.map((line) => ({ ...line, roundingMinor: roundingOf(turn, line) }))
      return ledger.settlement({ ...factsOf(self), lines })
    },
  },
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

/** Each sale settles the invoice of its shipment, whatever was rounded off it. */
const applySales = (turn: Turn, { lines }: StatementContext): void => {
  for (const line of lines) {
    if (line.kind !== "sale") continue
    const amountMinor = line.amountMinor - roundingOf(turn, line)
    turn.tell(kinds.invoice, invoiceOf(line.reference), { type: "apply", amountMinor })
  }
}

/** What a sale was settled at, less what we have invoiced for the shipment. */
const roundingOf = (turn: Turn, { kind, reference, amountMinor }: StatementLine): number =>
  kind === "sale" ? amountMinor - turn.need(kinds.invoice, invoiceOf(reference)).context.totalMinor : 0

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
  // A list that breaks off in the middle is none, however well its rest may add up.
  if (answer.outcome !== "ok" || answer.body.transactions.length < answer.body.payout.transactions)
    return { type: "unanswered" }
  const lines = answer.body.transactions.map(({ type, source, amountMinor, feeMinor }) => {
    return { kind: type, order: "", reference: source, amountMinor, feeMinor }
  })
  return { type: "listed", lines }
}

/** Do the lines add up to what the settlement itself says, sales and refunds apart? Of a sale that was paid back none may be missing. */
const isWhole = ({ settlement, lines }: typeof getSettlement.response.Type): boolean => {
  const sumOf = (...types: readonly string[]): number =>
    lines.reduce((sum, { type, amountMinor }) => sum + (types.includes(type) ? amountMinor : 0), 0)
  const { salesMinor, refundsMinor, amountMinor } = settlement
  const whole = lines.reduce((sum, line) => sum + line.amountMinor, 0)
  return whole === amountMinor && sumOf("sale") === salesMinor && sumOf("refund") === refundsMinor
}

export const settlementListed = (answer: Answer<typeof getSettlement.response.Type>): StatementEvent => {
  if (answer.outcome !== "ok" || !isWhole(answer.body)) return { type: "unanswered" }
  const lines = answer.body.lines.map(({ type, order, reference, amountMinor }) => {
    return { kind: type, order, reference, amountMinor, feeMinor: 0 }
  })
  return { type: "listed", lines }
}
