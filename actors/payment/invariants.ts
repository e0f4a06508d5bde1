/** What must hold as seen from the payment provider: nothing is taken twice, and nothing leaves unpaid. */
import { Column, Flags } from "../../sim/consistency/columns.ts"
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

export const noDoubleCapture = invariant({
  id: "I10",
  name: "no double capture",
  kind: "safety",
  says: "Of an order no more is captured than was authorised, and no more kept than its total.",
  state: () => ({
    authorized: new Column(),
    captured: new Column(),
    net: new Column(),
    total: new Column(),
    /** What its dearest version cost: a capture that is under way was asked for before it became cheaper. */
    dearest: new Column(),
    /** What is to go back to the buyer and has not: it is kept no more. */
    owed: new Column(),
    /** Orders of which it is known what they cost: a shop may take the money before it says that there is an order. */
    known: new Flags(),
  }),
  posting: {
    "memo/authorized": (state, { root, amount }) => {
      state.authorized.add(root, amount)
    },
    // Of an order that was edited, its latest version counts that the OMS has accepted.
    "memo/ordered.total": (state, { root, subject, amount }) => {
      if (parentOf(subject) === "") learn(state, root, amount)
    },
    "memo/accepted.total": (state, { root, amount }) => learn(state, root, amount),
    "money/shopper": (state, { at, message, partner, subject, root, amount, currency, isTakenBack }, judge) => {
      if (partner !== "payment") return
      const net = state.net.add(root, -amount)
      if (amount > 0) state.owed.set(root, Math.max(0, state.owed.get(root) - amount))
      if (isTakenBack && amount > 0) state.captured.add(root, -amount)
      if (isTakenBack) return
      if (amount > 0) return
      judge.exercised()
      const captured = state.captured.add(root, -amount)
      const authorized = state.authorized.get(root)
      const kept = net - state.owed.get(root)
      const dearest = state.dearest.get(root)
      if (captured > authorized)
        judge.broken(
          at,
          message,
          `Order ${subject}: ${captured} ${currency} minor units captured, ${authorized} authorised.`,
        )
      else if (kept > dearest && state.known.has(root))
        judge.broken(at, message, `Order ${subject}: ${kept} ${currency} minor units kept, its total is ${dearest}.`)
    },
    "memo/refund.due": (state, { root, amount }) => {
      state.owed.add(root, amount)
    },
  },
  // An order may become smaller after it was paid for.
  quiescence: ({ net, total }, at, judge) => {
    for (let root = 0; root < net.length; root++)
      if (net.get(root) > total.get(root))
        judge.broken(
          at,
          -1,
          `Order ${judge.roots.textOf(root)}: ${net.get(root)} minor units are kept in the end, its total is ${total.get(root)}.`,
        )
  },
})

interface Totals {
  readonly total: Column
  readonly dearest: Column
  readonly known: Flags
}

const learn = (state: Totals, root: number, amount: number): void => {
  state.total.set(root, amount)
  state.dearest.set(root, Math.max(amount, state.dearest.get(root)))
  state.known.set(root)
}

export const shipOnlyIfPaid = invariant({
  id: "I11",
  name: "ship only if paid",
  kind: "safety",
  says: "A shipment of a shop's order leaves only when as much as has left is captured; where that is done once it has left, only when as much is authorised.",
  state: () => ({
    /** What is in shipments that are packed and have not left. */
    value: new Map<string, number>(),
    /** Shipments whose money is collected once they have left. */
    onCredit: new Set<string>(),
    authorized: new Column(),
    left: new Column(),
    shipped: new Column(),
    captured: new Column(),
    shop: new Flags(),
  }),
  posting: {
    "memo/shipment.value": (state, { subject, amount }) => {
      state.value.set(subject, amount)
    },
    "memo/shipment.credit": (state, { subject, amount }) => {
      state.value.set(subject, amount)
      state.onCredit.add(subject)
    },
    "memo/authorized": (state, { root, amount }) => {
      state.authorized.add(root, amount)
    },
    "memo/ordered.total": (state, { partner, root }) => {
      if (partner === "storefront") state.shop.set(root)
    },
    // What was paid back for returned units does not make the others unpaid.
    "money/shopper": (state, { partner, root, amount }) => {
      if (partner === "payment" && amount < 0) state.captured.add(root, -amount)
    },
  },
  transition: {
    outboundOrder: (state, { at, message, id, from, to, root }, judge) => {
      if (to !== "shipped" || from === "shipped") return
      const value = state.value.get(id)
      state.value.delete(id)
      if (!state.shop.has(root)) return
      judge.exercised()
      const left = state.left.add(root, value ?? 0)
      const isOnCredit = state.onCredit.delete(id)
      const shipped = isOnCredit ? state.shipped.get(root) : state.shipped.add(root, value ?? 0)
      const paid = state.captured.get(root)
      if (value === undefined) judge.broken(at, message, `Shipment ${id} left before it was packed in the OMS's eyes.`)
      else if (isOnCredit && state.authorized.get(root) < left)
        judge.broken(
          at,
          message,
          `Shipment ${id} left: ${left} minor units of ${judge.roots.textOf(root)} have been shipped, ${state.authorized.get(root)} are authorised.`,
        )
      else if (!isOnCredit && paid < shipped)
        judge.broken(
          at,
          message,
          `Shipment ${id} left: ${shipped} minor units of ${judge.roots.textOf(root)} have been shipped, ${paid} are paid.`,
        )
    },
  },
})
