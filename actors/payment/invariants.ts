/** What must hold as seen from the payment provider: nothing is taken twice, and nothing leaves unpaid. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

const add = (sums: Map<string, number>, key: string, by: number): number => {
  const sum = (sums.get(key) ?? 0) + by
  sums.set(key, sum)
  return sum
}

export const noDoubleCapture = invariant({
  id: "I10",
  name: "no double capture",
  kind: "safety",
  says: "Of an order no more is captured than was authorised, and no more kept than its total.",
  state: () => ({
    authorized: new Map<string, number>(),
    captured: new Map<string, number>(),
    net: new Map<string, number>(),
    total: new Map<string, number>(),
  }),
  posting: (state, row, judge) => {
    const { account } = row
    if (account === "authorized") add(state.authorized, row.subject, row.amount)
    else if (account === "ordered.total") state.total.set(row.subject, row.amount)
    else if (account === "shopper" && row.partner === "payment") {
      const order = row.subject
      const net = add(state.net, order, -row.amount)
      if (row.amount > 0) return
      judge.exercised()
      const captured = add(state.captured, order, -row.amount)
      const authorized = state.authorized.get(order) ?? 0
      const total = state.total.get(order) ?? 0
      if (captured > authorized)
        judge.broken(
          row.at,
          row.message,
          `Order ${order}: ${captured} ${row.currency} minor units captured, ${authorized} authorised.`,
        )
      else if (net > total)
        judge.broken(
          row.at,
          row.message,
          `Order ${order}: ${net} ${row.currency} minor units kept, its total is ${total}.`,
        )
    }
  },
})

export const shipOnlyIfPaid = invariant({
  id: "I11",
  name: "ship only if paid",
  kind: "safety",
  says: "A shipment of a shop's order leaves only when as much as has left is captured.",
  state: () => ({
    value: new Map<string, number>(),
    shipped: new Map<string, number>(),
    captured: new Map<string, number>(),
    shop: new Set<string>(),
  }),
  posting: (state, row) => {
    const { account } = row
    if (account === "shipment.value") state.value.set(row.subject, row.amount)
    else if (account === "ordered.total") {
      if (row.partner === "storefront") state.shop.add(row.subject)
    } else if (account === "shopper" && row.partner === "payment" && row.amount < 0) {
      // What was paid back for returned units does not make the others unpaid.
      add(state.captured, row.subject, -row.amount)
    }
  },
  transition: (state, row, judge) => {
    if (row.object !== "outboundOrder" || row.to !== "shipped") return
    const { id } = row
    const order = parentOf(id)
    if (!state.shop.has(order)) return
    judge.exercised()
    const value = state.value.get(id)
    const shipped = add(state.shipped, order, value ?? 0)
    const paid = state.captured.get(order) ?? 0
    if (value === undefined)
      judge.broken(row.at, row.message, `Shipment ${id} left before it was packed in the OMS's eyes.`)
    else if (paid < shipped)
      judge.broken(
        row.at,
        row.message,
        `Shipment ${id} left: ${shipped} minor units of ${order} have been shipped, ${paid} are paid.`,
      )
  },
})
