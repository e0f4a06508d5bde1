/** What must hold as seen from the ledger: entries balance, each event is posted once, and all money is accounted for. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { EntrySums } from "../../sim/consistency/entry-sums.ts"
import { invariant, type Judge } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"
import { Clearing, type Side } from "./clearing.ts"
import { EventsPosted } from "./events-posted.ts"

export const moneyConserved = invariant({
  id: "I12",
  name: "money conserved",
  kind: "convergence",
  says: "Of each order, what was taken and neither paid back nor lost in a dispute is what was invoiced and neither credited nor written off, and nothing stays open.",
  state: () => ({
    orders: new Flags(),
    taken: new Column(),
    due: new Column(),
    accountsReceivable: new Column(),
    customerDeposits: new Column(),
    refundsPayable: new Column(),
    marketplaceReceivable: new Column(),
    disputedReceivable: new Column(),
  }),
  posting: {
    "money/shopper": (state, { partner, root, amount }) => {
      if (partner !== "payment") return
      state.orders.set(root)
      state.taken.add(root, -amount)
    },
    "money/accountsReceivable": (state, { rule, root, amount }) => {
      state.orders.set(root)
      state.accountsReceivable.add(root, amount)
      if (rule === "invoice" || rule === "creditNote") state.due.add(root, amount)
    },
    // Lost disputes and goodwill take the money and leave the invoice: both are written off.
    "money/chargebackLoss | money/salesAllowances": (state, { root, amount }) => {
      state.due.add(root, -amount)
    },
    "money/disputedReceivable": (state, { root, amount }) => {
      state.orders.set(root)
      state.disputedReceivable.add(root, amount)
    },
    // A sold gift card is owed for as long as somebody holds it, and is settled by that.
    "money/giftCardLiability": (state, { rule, root, amount }) => {
      if (rule !== "capture" || amount > 0) return
      state.orders.set(root)
      state.due.add(root, -amount)
    },
    "money/customerDeposits": (state, { root, amount }) => {
      state.orders.set(root)
      state.customerDeposits.add(root, amount)
    },
    "money/refundsPayable": (state, { rule, root, amount }) => {
      state.orders.set(root)
      state.refundsPayable.add(root, amount)
      if (rule === "creditNote") state.due.add(root, amount)
    },
    "money/marketplaceReceivable": (state, { root, amount }) => {
      state.orders.set(root)
      state.marketplaceReceivable.add(root, amount)
    },
  },
  quiescence: (state, at, judge) => {
    const { orders, taken, due, ...accounts } = state
    for (let root = 0; root < orders.length; root++) {
      if (!orders.has(root)) continue
      judge.exercised()
      if (taken.get(root) !== due.get(root))
        judge.broken(
          at,
          -1,
          `Order ${judge.roots.textOf(root)}: ${taken.get(root)} minor units were taken, ${due.get(root)} are invoiced and not credited.`,
        )
    }
    for (const [account, open] of Object.entries(accounts))
      for (let root = 0; root < open.length; root++) {
        const left = open.get(root)
        if (left !== 0)
          judge.broken(at, -1, `${account} of ${judge.roots.textOf(root)}: ${left} minor units are still open.`)
      }
  },
})

export const ledgerBalanced = invariant({
  id: "I14",
  name: "ledger balanced",
  kind: "safety",
  says: "The legs of every money entry add up to zero in each currency, and so does the trial balance.",
  state: () => ({
    /** Amounts by currency of the entry that is being written. */
    legs: new EntrySums(),
    instance: "",
    /** By ledger and currency; entries that balance leave it as it is. */
    trial: new Map<string, number>(),
  }),
  posting: {
    "money/*": (state, row, judge) => {
      const { legs } = state
      if (row.entry !== legs.entry) {
        judge.exercised()
        for (const [currency, sum] of legs.begin(row.entry)) {
          carry(state, currency, sum)
          judge.broken(
            row.at,
            row.message,
            `An entry of ${state.instance} before this is out of balance by ${sum} ${currency} minor units.`,
          )
        }
        state.instance = row.instance
      }
      legs.add(row.currency, row.amount)
    },
  },
  quiescence: (state, at, judge) => {
    for (const [currency, sum] of state.legs.begin(-1)) {
      carry(state, currency, sum)
      judge.broken(at, -1, `The last entry of ${state.instance} is out of balance by ${sum} ${currency} minor units.`)
    }
    for (const [ledger, sum] of state.trial)
      if (sum !== 0) judge.broken(at, -1, `The trial balance of ${ledger} is ${sum} minor units.`)
  },
})

const carry = (
  { trial, instance }: { readonly trial: Map<string, number>; readonly instance: string },
  currency: string,
  sum: number,
): void => {
  const ledger = `${instance} ${currency}`
  trial.set(ledger, (trial.get(ledger) ?? 0) + sum)
}

type ClearingState = {
  /** By settlement: what the ERP has booked as paid, and what the marketplace has paid; null if it has forgotten that. */
  readonly settled: Map<string, number>
  readonly paidOut: Map<string, number | null>
  readonly clearing: Clearing
  /** The entry that is being written: the event, whose it is, and what it moves. */
  entry: number
  event: string
  by: Side
  amount: number
  isTakenBack: boolean
  /** Events that both sides have posted since the last cut-off. */
  matched: number
  /** What `clearing.off` was when it was last told. */
  told: number
}

/** An entry's legs come one after the other: what it moves is known when the next one begins. */
const endEntry = (state: ClearingState): void => {
  const { clearing, event, by, amount, isTakenBack } = state
  if (amount !== 0 && isTakenBack) clearing.takeBack(event, by, amount)
  else if (amount !== 0 && clearing.move(event, by, amount)) state.matched++
  state.amount = 0
}

const cutOff = (state: ClearingState, at: number, message: number, judge: Judge): void => {
  judge.exercised(state.matched)
  state.matched = 0
  const { off, culprit } = state.clearing
  if (off === state.told) return
  state.told = off
  judge.broken(
    at,
    message,
    `At this cut-off the clearing account is ${off} minor units off the provider's balance, since ${culprit}.`,
  )
}

export const settlementReconciles = invariant({
  id: "I16",
  name: "settlement reconciles",
  kind: "safety",
  says: "At each cut-off the clearing account is what the provider holds pending and available, before its fees, but for what only one of them has posted yet; of each settlement as much is booked as the marketplace has paid.",
  state: (): ClearingState => ({
    settled: new Map(),
    paidOut: new Map(),
    clearing: new Clearing(),
    entry: -1,
    event: "",
    by: "ERP",
    amount: 0,
    isTakenBack: false,
    matched: 0,
    told: 0,
  }),
  posting: {
    "money/pending | money/available | money/fees | money/clearing": (state, row, judge) => {
      const { partner, account, rule, source, entry, amount } = row
      // Fees are an expense of the ERP, and in the balance until the provider has taken them off a payout.
      if (partner === "erp" ? account !== "clearing" : partner !== "payment") return
      if (entry !== state.entry) {
        endEntry(state)
        state.entry = entry
        if (rule === "payoutClosed") cutOff(state, row.at, row.message, judge)
      }
      state.event = `${rule} ${bookedBy(rule, source)}`
      state.by = partner === "erp" ? "ERP" : "provider"
      state.isTakenBack = row.isTakenBack
      state.amount += amount
    },
    "money/bank": ({ settled }, { partner, rule, source, amount }) => {
      if (partner === "erp" && rule === "settlement") settled.set(source, (settled.get(source) ?? 0) + amount)
    },
    "money/marketplace.paidOut": ({ paidOut }, { source, amount, isTakenBack }) => {
      const before = paidOut.get(source) ?? 0
      paidOut.set(source, isTakenBack || before === null ? null : before + amount)
    },
  },
  quiescence: (state, at, judge) => {
    for (const [settlement, booked] of state.settled) {
      judge.exercised()
      const paid = state.paidOut.get(settlement) ?? 0
      if (booked !== 0 && state.paidOut.get(settlement) !== null && booked !== paid)
        judge.broken(
          at,
          -1,
          `${settlement}: ${booked} minor units are booked as paid, the marketplace has paid ${paid}.`,
        )
    }
    endEntry(state)
    cutOff(state, at, -1, judge)
    for (const [event, by] of state.clearing.open)
      judge.broken(at, -1, `Only the ${by} has posted ${event}: the clearing account is not the provider's balance.`)
  },
})

export const subLedgersAgree = invariant({
  id: "I26",
  name: "sub-ledgers agree",
  kind: "safety",
  says: "At every close the receivable and clearing accounts are what the open invoices and the uncarried captures, refunds and disputes add up to.",
  state: () => ({
    /** Balance of each control account by ledger, account and currency. */
    control: new Map<string, number>(),
  }),
  posting: {
    "money/accountsReceivable | money/clearing": ({ control }, { partner, instance, account, currency, amount }) => {
      if (partner !== "erp") return
      const key = `${instance} ${account} ${currency}`
      control.set(key, (control.get(key) ?? 0) + amount)
    },
    "memo/subledger.accountsReceivable | memo/subledger.clearing": ({ control }, row, judge) => {
      judge.exercised()
      const account = row.account.slice("subledger.".length)
      const balance = control.get(`${row.instance} ${account} ${row.currency}`) ?? 0
      if (balance !== row.amount)
        judge.broken(
          row.at,
          row.message,
          `At the close of ${row.subject} ${account} is ${balance} ${row.currency} minor units, its open items are ${row.amount}.`,
        )
    },
  },
})

/** What the role of the ERP's booking document is called, by the rule that posts it; others are of the event's own name. */
const documents: Readonly<Record<string, string>> = {
  goodsIssue: "goodsIssue",
  invoice: "invoice",
  capture: "application",
  refund: "application",
}

/** The event that a document books: `A-1/shipment-1` for `A-1/shipment-1/invoice-1`. */
const bookedBy = (rule: string, source: string): string => {
  const role = documents[rule]
  return role !== undefined && source.startsWith(`${role}-`, source.lastIndexOf("/") + 1) ? parentOf(source) : source
}

export const postedOnce = invariant({
  id: "I15",
  name: "each event posted once",
  kind: "safety",
  says: "Shipments, captures, refunds, payouts, settlements, receipts and carriers' bills each have exactly one entry in the ERP.",
  state: () => ({
    goodsIssue: new EventsPosted(),
    invoice: new EventsPosted(),
    capture: new EventsPosted(),
    refund: new EventsPosted(),
    payout: new EventsPosted(),
    settlement: new EventsPosted(),
    goodsReceipt: new EventsPosted(),
    freight: new EventsPosted(),
    entry: -1,
    /** Shipments that have not left and of which nothing is to be paid. */
    free: new Set<string>(),
  }),
  transition: {
    outboundOrder: ({ goodsIssue, invoice, free }, { message, id, from, to }) => {
      if (to !== "shipped" || from === "shipped") return
      goodsIssue.expect(id, message)
      // Gifts ship without an invoice.
      if (!free.delete(id)) invoice.expect(id, message)
    },
    capture: ({ capture }, { partner, message, id, from }) => {
      if (partner === "payment" && from === "") capture.expect(id, message)
    },
    refund: ({ refund }, { partner, message, id, from, to }) => {
      if (partner === "payment" && to === "succeeded" && from !== to) refund.expect(id, message)
    },
    payout: ({ payout }, { partner, message, id, from, to }) => {
      if (partner === "payment" && to === "paid" && from !== to) payout.expect(id, message)
    },
    settlement: ({ settlement }, { message, id, from, to }) => {
      if (to === "closed" && from !== to) settlement.expect(id, message)
    },
    invoice: ({ freight }, { partner, message, id, from, to }) => {
      if (partner === "carrier" && to === "billing" && from === "collecting") freight.expect(id, message)
    },
    inboundNotice: ({ goodsReceipt }, { message, id, from, to }) => {
      if (to === "storing" && from !== to) goodsReceipt.expect(`${id}/receipt-1`, message)
    },
  },
  posting: {
    "memo/shipment.value": ({ invoice, free }, { subject, amount }) => {
      if (amount === 0 && !invoice.expectNot(subject)) free.add(subject)
    },
    "money/*": (state, { at, message, entry, partner, rule, source, isTakenBack }, judge) => {
      // A rounding or fee leg is of the same entry; another entry for the same event is what must not be.
      if (entry === state.entry) return
      state.entry = entry
      const events = partner === "erp" ? eventsOf(state, rule) : null
      if (events === null) return
      const event = bookedBy(rule, source)
      if (isTakenBack) return events.takeBack(event, message)
      const times = events.post(event)
      judge.exercised()
      if (times > 1) judge.broken(at, message, `The ERP has posted ${rule} ${event} ${times} times.`)
    },
  },
  quiescence: (state, at, judge) => {
    for (const rule of rules) {
      const { expected, missing } = state[rule].finish()
      judge.exercised(expected)
      for (const [event, message] of missing) judge.broken(at, message, `The ERP has never posted ${rule} ${event}.`)
    }
  },
})

/** Rules of the ERP that book an event which others saw as well. */
const rules = ["goodsIssue", "invoice", "capture", "refund", "payout", "settlement", "goodsReceipt", "freight"] as const

const eventsOf = (state: Readonly<Record<(typeof rules)[number], EventsPosted>>, rule: string): EventsPosted | null => {
  switch (rule) {
    case "goodsIssue":
    case "invoice":
    case "capture":
    case "refund":
    case "payout":
    case "settlement":
    case "goodsReceipt":
    case "freight":
      return state[rule]
    default:
      return null
  }
}
