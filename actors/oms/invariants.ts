/** What must hold as seen from the OMS: no order lost, invented, doubled or altered, and no unit promised that is not there. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { parentOf } from "../shapes.ts"

/** A unit may be neither reserved, nor backordered, nor cancelled for no longer than this, in ms. */
const openMax = 3_600_000
const isChannel = (partner: string): boolean => partner === "storefront" || partner === "marketplace"
const add = (sums: Map<string, number>, key: string, by: number): number => {
  const sum = (sums.get(key) ?? 0) + by
  sums.set(key, sum)
  return sum
}

export const noLostOrder = invariant({
  id: "I1",
  name: "no lost order",
  kind: "convergence",
  says: "Every order that a channel confirmed to its buyer is in the OMS exactly once and ends closed, or cancelled and told.",
  state: () => ({
    acked: new Map<string, number>(),
    orders: new Map<string, string[]>(),
    ends: new Map<string, string>(),
    told: new Set<string>(),
  }),
  message: (state, row) => {
    const { operation } = row
    if (operation === "checkout.complete" || operation === "orders.place") {
      if (row.kind === "response" && row.status >= 200 && row.status < 300) state.acked.set(row.subject, row.row)
    } else if (operation === "inbox.orderCancelled" && row.deliveredAt >= 0) state.told.add(row.subject)
  },
  transition: (state, row) => {
    if (row.object !== "order" || row.partner !== "oms") return
    const { id, to } = row
    if (row.from === "") state.orders.set(parentOf(id), [...(state.orders.get(parentOf(id)) ?? []), id])
    if (to === "closed" || to === "cancelled") state.ends.set(id, to)
  },
  quiescence: (state, at, judge) => {
    for (const [order, message] of state.acked) {
      judge.exercised()
      const [id, ...more] = state.orders.get(order) ?? []
      if (id === undefined)
        judge.broken(at, message, `Order ${order} was confirmed to its buyer, but the OMS never got it.`)
      else if (more.length > 0) judge.broken(at, message, `Order ${order} is in the OMS ${more.length + 1} times.`)
      else if (!state.ends.has(id)) judge.broken(at, message, `Order ${order} has come to no end in the OMS.`)
      else if (state.ends.get(id) === "cancelled" && !state.told.has(order))
        judge.broken(at, message, `Order ${order} was cancelled, and its buyer was not told.`)
    }
  },
})

export const noPhantomOrder = invariant({
  id: "I2",
  name: "no phantom order",
  kind: "safety",
  says: "Every order in the OMS, a warehouse or the ERP goes back to exactly one order of a channel.",
  state: () => ({ channel: new Set<string>(), oms: new Set<string>(), shipments: new Set<string>() }),
  transition: (state, row, judge) => {
    if (row.from !== "") return
    const { object, partner, id } = row
    if (object === "order" && isChannel(partner)) state.channel.add(id)
    else if (object === "order" && partner === "oms") {
      judge.exercised()
      const parent = parentOf(id)
      if (!state.channel.has(parent))
        judge.broken(row.at, row.message, `The OMS has order ${id}, but no channel sold ${parent}.`)
      state.oms.add(parent)
    } else if (object === "shipment" && partner === "oms") state.shipments.add(id)
    else if (object === "outboundOrder") {
      judge.exercised()
      if (!state.shipments.has(id))
        judge.broken(row.at, row.message, `${row.instance} works on shipment ${id}, which the OMS never released.`)
    } else if (object === "salesOrder") {
      judge.exercised()
      if (!state.oms.has(id))
        judge.broken(row.at, row.message, `The ERP has sales order ${id}, which the OMS does not have.`)
    }
  },
})

export const noDuplicateOrder = invariant({
  id: "I3",
  name: "no duplicate order",
  kind: "safety",
  says: "A channel's order has at most one living order in the OMS, however often it was delivered.",
  state: () => ({ living: new Map<string, number>() }),
  transition: (state, row, judge) => {
    if (row.object !== "order" || row.partner !== "oms") return
    if (row.to === "cancelled") add(state.living, parentOf(row.id), -1)
    if (row.from !== "") return
    judge.exercised()
    const living = add(state.living, parentOf(row.id), 1)
    if (living > 1)
      judge.broken(
        row.at,
        row.message,
        `Order ${parentOf(row.id)} is alive ${living} times in the OMS, the last as ${row.id}.`,
      )
  },
})

export const contentIntegrity = invariant({
  id: "I4",
  name: "content integrity",
  kind: "safety",
  says: "SKUs, quantities and amounts in the OMS and the ERP are those that the channel sold, and no warehouse gets more.",
  state: () => ({
    sold: new Map<string, Map<string, number>>(),
    taken: new Map<string, Map<string, number>>(),
    outbound: new Map<string, number>(),
  }),
  posting: (state, row, judge) => {
    if (row.book !== "memo") return
    const { account } = row
    if (account === "outbound") {
      judge.exercised()
      const order = parentOf(row.subject)
      const units = add(state.outbound, `${order} ${row.sku}`, row.quantity)
      const sold = state.sold.get(order)?.get(`${row.sku} quantity`) ?? 0
      if (units > sold)
        judge.broken(
          row.at,
          row.message,
          `Warehouses were asked for ${units} of ${row.sku} for order ${order}, which has ${sold}.`,
        )
      return
    }
    const dot = account.indexOf(".")
    const name = dot < 0 ? account : account.slice(0, dot)
    if (name !== "ordered" && name !== "accepted" && name !== "salesOrder") return
    const side = name === "ordered" ? state.sold : state.taken
    const key = name === "ordered" ? row.subject : `${row.subject} ${name} ${row.source}`
    const content = side.get(key) ?? new Map<string, number>()
    side.set(key, content)
    add(content, dot < 0 ? `${row.sku} quantity` : "total", dot < 0 ? row.quantity : row.amount)
    if (dot < 0) add(content, `${row.sku} amount`, row.amount)
    if (dot < 0 || name === "ordered") return
    judge.exercised()
    const sold = state.sold.get(row.subject) ?? new Map<string, number>()
    for (const what of new Set([...sold.keys(), ...content.keys()])) {
      const [is, shouldBe] = [content.get(what) ?? 0, sold.get(what) ?? 0]
      if (is !== shouldBe)
        judge.broken(
          row.at,
          row.message,
          `Order ${row.subject}: ${what} is ${is} at ${row.instance}, but ${shouldBe} at its channel.`,
        )
    }
    side.delete(key)
  },
})

const backed = ["oms.reserved", "oms.released", "oms.packed"]

export const noOversell = invariant({
  id: "I7",
  name: "no oversell",
  kind: "safety",
  says: "Every accepted unit is soon reserved, backordered or cancelled; what is reserved is backed by stock; nothing waits for ever.",
  state: () => ({
    open: new Map<string, number>(),
    since: new Map<string, number>(),
    waiting: new Map<string, number>(),
    promised: new Map<string, number>(),
    onHand: new Map<string, number>(),
  }),
  posting: (state, row, judge) => {
    if (row.book !== "stock") return
    const { account, quantity } = row
    const place = `${row.sku} at ${row.site}`
    if (row.partner === "wms") {
      // A unit that the warehouse has shipped no longer needs backing, though the OMS hears of it a little later.
      if (account === "onHand") add(state.onHand, place, quantity)
      else if (account === "shipped") add(state.promised, place, -quantity)
      return
    }
    if (account === "oms.shipped") add(state.promised, place, quantity)
    else if (account === "oms.open") {
      const key = `${row.subject} ${place}`
      const left = add(state.open, key, quantity)
      if (left > 0) {
        if (!state.since.has(key)) state.since.set(key, row.at)
        return
      }
      const waited = row.at - (state.since.get(key) ?? row.at)
      state.open.delete(key)
      state.since.delete(key)
      if (waited > openMax)
        judge.broken(
          row.at,
          row.message,
          `${row.subject}: units of ${place} were undecided for ${Math.floor(waited / 60_000)} min.`,
        )
    } else if (account === "oms.backordered") {
      if (quantity > 0) judge.exercised()
      const key = `${row.subject} ${place}`
      if (add(state.waiting, key, quantity) === 0) state.waiting.delete(key)
    } else if (backed.includes(account)) {
      const promised = add(state.promised, place, quantity)
      if (account !== "oms.reserved" || quantity < 0) return
      judge.exercised()
      const onHand = state.onHand.get(place) ?? 0
      if (promised > onHand)
        judge.broken(
          row.at,
          row.message,
          `${promised} of ${place} are promised, but only ${onHand} are on hand; the last to ${row.subject}.`,
        )
    }
  },
  quiescence: (state, at, judge) => {
    for (const key of state.since.keys())
      judge.broken(at, -1, `${key}: accepted, and neither reserved, nor backordered, nor cancelled.`)
    for (const [key, left] of state.waiting)
      judge.broken(at, -1, `${key}: ${left} still backordered when nothing more will happen.`)
  },
})
