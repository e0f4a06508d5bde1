/** What must hold as seen from the ledger: entries balance, each event is posted once, and all money is accounted for. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

const add = (sums: Map<string, number>, key: string, by: number): number => {
  const sum = (sums.get(key) ?? 0) + by
  sums.set(key, sum)
  return sum
}

export const moneyConserved = invariant({
  id: "I12",
  name: "money conserved",
  kind: "convergence",
  says: "Of each order, what was taken and not paid back is what was invoiced and not credited, and nothing stays open.",
  state: () => ({
    taken: new Map<string, number>(),
    due: new Map<string, number>(),
    open: new Map<string, number>(),
    orders: new Set<string>(),
  }),
  posting: (state, row) => {
    if (row.book !== "money") return
    const { account, rule, subject, amount } = row
    if (account === "shopper" && row.partner === "payment") {
      state.orders.add(subject)
      add(state.taken, subject, -amount)
    } else if (
      account === "accountsReceivable" ||
      account === "customerDeposits" ||
      account === "refundsPayable" ||
      account === "marketplaceReceivable"
    ) {
      state.orders.add(subject)
      add(state.open, `${account} of ${subject}`, amount)
      if (
        (rule === "invoice" && account === "accountsReceivable") ||
        (rule === "creditNote" && account === "refundsPayable")
      )
        add(state.due, subject, amount)
    }
  },
  quiescence: (state, at, judge) => {
    for (const order of state.orders) {
      judge.exercised()
      const taken = state.taken.get(order) ?? 0
      const due = state.due.get(order) ?? 0
      if (taken !== due)
        judge.broken(at, -1, `Order ${order}: ${taken} minor units were taken, ${due} are invoiced and not credited.`)
    }
    for (const [account, left] of state.open)
      if (left !== 0) judge.broken(at, -1, `${account}: ${left} minor units are still open.`)
  },
})

export const ledgerBalanced = invariant({
  id: "I14",
  name: "ledger balanced",
  kind: "safety",
  says: "The legs of every money entry add up to zero in each currency, and so does the trial balance.",
  state: () => ({ entry: -1, instance: "", sums: new Map<string, number>(), trial: new Map<string, number>() }),
  posting: (state, row, judge) => {
    if (row.book !== "money") return
    if (row.entry !== state.entry) {
      judge.exercised()
      for (const [currency, sum] of state.sums)
        if (sum !== 0)
          judge.broken(
            row.at,
            row.message,
            `An entry of ${state.instance} before this is out of balance by ${sum} ${currency} minor units.`,
          )
      state.sums.clear()
      state.entry = row.entry
      state.instance = row.instance
    }
    add(state.sums, row.currency, row.amount)
    add(state.trial, `${row.instance} ${row.currency}`, row.amount)
  },
  quiescence: (state, at, judge) => {
    for (const [ledger, sum] of state.trial)
      if (sum !== 0) judge.broken(at, -1, `The trial balance of ${ledger} is ${sum} minor units.`)
  },
})

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

export const postedOnce = invariant({
  id: "I15",
  name: "each event posted once",
  kind: "safety",
  says: "Shipments, captures, refunds, payouts, settlements and receipts each have exactly one entry in the ERP.",
  state: () => ({
    expected: new Map<string, number>(),
    free: new Set<string>(),
    entries: new Map<string, Set<number>>(),
  }),
  transition: (state, row) => {
    const { object, to, id } = row
    if (object === "outboundOrder" && to === "shipped")
      for (const rule of ["goodsIssue", "invoice"]) state.expected.set(`${rule} ${id}`, row.message)
    if (row.partner === "payment") {
      if (object === "capture" && row.from === "") state.expected.set(`capture ${id}`, row.message)
      if (object === "refund" && to === "succeeded") state.expected.set(`refund ${id}`, row.message)
      if (object === "payout" && to === "paid") state.expected.set(`payout ${id}`, row.message)
    }
    if (object === "settlement" && to === "closed") state.expected.set(`settlement ${id}`, row.message)
    if (object === "inboundNotice" && to === "storing") state.expected.set(`goodsReceipt ${id}/receipt-1`, row.message)
  },
  posting: (state, row, judge) => {
    // Gifts ship without an invoice.
    if (row.account === "shipment.value" && row.amount === 0) state.free.add(row.subject)
    if (row.partner !== "erp" || row.book !== "money") return
    const suffix = suffixes[row.rule]
    if (suffix === undefined) return
    const { source } = row
    // A rounding or fee leg is of the same entry; another entry for the same event is what must not be.
    const key = `${row.rule} ${suffix === "" || !source.endsWith(suffix) ? source : parentOf(source)}`
    const entries = state.entries.get(key) ?? new Set<number>()
    state.entries.set(key, entries)
    if (entries.has(row.entry)) return
    entries.add(row.entry)
    judge.exercised()
    if (entries.size > 1) judge.broken(row.at, row.message, `The ERP has posted ${key} ${entries.size} times.`)
  },
  quiescence: (state, at, judge) => {
    for (const [key, message] of state.expected) {
      if (state.free.has(key.slice("invoice ".length))) continue
      judge.exercised()
      if (!state.entries.has(key)) judge.broken(at, message, `The ERP has never posted ${key}.`)
    }
  },
})
