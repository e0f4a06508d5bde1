/** What must hold as seen from the ledger: entries balance, each event is posted once, and all money is accounted for. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { EntrySums } from "../../sim/consistency/entry-sums.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { HashCounts } from "../../sim/world/hash-counts.ts"
import { parentOf } from "../shapes.ts"

export const moneyConserved = invariant({
  id: "I12",
  name: "money conserved",
  kind: "convergence",
  says: "Of each order, what was taken and not paid back is what was invoiced and not credited, and nothing stays open.",
  state: () => ({
    orders: new Flags(),
    taken: new Column(),
    due: new Column(),
    accountsReceivable: new Column(),
    customerDeposits: new Column(),
    refundsPayable: new Column(),
    marketplaceReceivable: new Column(),
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
      if (rule === "invoice") state.due.add(root, amount)
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
    const { orders, taken, due, accountsReceivable, customerDeposits, refundsPayable, marketplaceReceivable } = state
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
    const accounts = { accountsReceivable, customerDeposits, refundsPayable, marketplaceReceivable }
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

/** Which rule of the ERP books what, and how the booking document is named after it. */
const suffixes: Readonly<Record<string, string>> = {
  goodsIssue: "/goodsIssue-1",
  invoice: "/invoice-1",
  capture: "/application-1",
  refund: "/application-1",
  payout: "",
  settlement: "",
  goodsReceipt: "",
}

interface Postings {
  /** How often the ERP has posted each event. */
  readonly posted: HashCounts
  /** Events that it has not posted yet, with the message that brought each about. */
  readonly awaited: Map<string, number>
  /** How many events were awaited that have been posted. */
  met: number
}

/** The ERP has to post this event, if it has not done so before. */
const expect = (state: Postings, key: string, message: number): void => {
  if (state.posted.get(key) > 0) state.met++
  else state.awaited.set(key, message)
}

export const postedOnce = invariant({
  id: "I15",
  name: "each event posted once",
  kind: "safety",
  says: "Shipments, captures, refunds, payouts, settlements and receipts each have exactly one entry in the ERP.",
  state: () => ({
    posted: new HashCounts(),
    awaited: new Map<string, number>(),
    met: 0,
    entry: -1,
    /** Shipments that have not left and of which nothing is to be paid. */
    free: new Set<string>(),
  }),
  transition: {
    outboundOrder: (state, { message, id, from, to }) => {
      if (to !== "shipped" || from === "shipped") return
      expect(state, `goodsIssue ${id}`, message)
      // Gifts ship without an invoice.
      if (!state.free.delete(id)) expect(state, `invoice ${id}`, message)
    },
    capture: (state, { partner, message, id, from }) => {
      if (partner === "payment" && from === "") expect(state, `capture ${id}`, message)
    },
    refund: (state, { partner, message, id, from, to }) => {
      if (partner === "payment" && to === "succeeded" && from !== to) expect(state, `refund ${id}`, message)
    },
    payout: (state, { partner, message, id, from, to }) => {
      if (partner === "payment" && to === "paid" && from !== to) expect(state, `payout ${id}`, message)
    },
    settlement: (state, { message, id, from, to }) => {
      if (to === "closed" && from !== to) expect(state, `settlement ${id}`, message)
    },
    inboundNotice: (state, { message, id, from, to }) => {
      if (to === "storing" && from !== to) expect(state, `goodsReceipt ${id}/receipt-1`, message)
    },
  },
  posting: {
    "memo/shipment.value": (state, { subject, amount }) => {
      if (amount === 0 && !state.awaited.delete(`invoice ${subject}`)) state.free.add(subject)
    },
    "money/*": (state, row, judge) => {
      // A rounding or fee leg is of the same entry; another entry for the same event is what must not be.
      if (row.entry === state.entry) return
      state.entry = row.entry
      if (row.partner !== "erp") return
      const suffix = suffixes[row.rule]
      if (suffix === undefined) return
      const { source } = row
      const key = `${row.rule} ${suffix === "" || !source.endsWith(suffix) ? source : parentOf(source)}`
      const times = state.posted.add(key)
      if (state.awaited.delete(key)) state.met++
      judge.exercised()
      if (times > 1) judge.broken(row.at, row.message, `The ERP has posted ${key} ${times} times.`)
    },
  },
  quiescence: ({ awaited, met }, at, judge) => {
    judge.exercised(met + awaited.size)
    for (const [key, message] of awaited) judge.broken(at, message, `The ERP has never posted ${key}.`)
  },
})
