/** How well the business ran: times, rates and counts of a run, from the journal's columns. */
import { figures } from "../sim/consistency/figures.ts"
import { parentOf } from "./shapes.ts"

const hourMs = 3_600_000
const median = (values: readonly number[]): number | null =>
  values.length === 0 ? null : (values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null)
const hours = (values: readonly number[]): number | null => {
  const middle = median(values)
  return middle === null ? null : Math.round((middle / hourMs) * 100) / 100
}
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000_000) / 1_000_000

export const operations = figures({
  says: {
    orderCycleHoursP50: "Median hours from the placed order to its last delivery.",
    hoursToTrackingP50: "Median hours from the placed order to the first tracking number told.",
    onTimeShipRate: "Shipments that left by their promise ÷ shipments.",
    fillRate: "Units in stock when their order was accepted ÷ units accepted.",
    backorderRate: "Orders of which something had to wait for a receipt ÷ orders.",
    oversells: "Times a channel sold units that it showed but that were gone.",
    touchlessRate: "Orders that nobody had to look at ÷ orders.",
    cancellationRate: "Cancelled orders ÷ orders.",
    returnRate: "Orders of which something came back ÷ orders that shipped.",
    unitsShipped: "Units that left the warehouses.",
    purchaseOrders: "Purchase orders that the ERP placed.",
  },
  state: () => ({
    placedAt: new Map<string, number>(),
    promiseAt: new Map<string, number>(),
    cycles: [] as number[],
    trackingTold: new Set<string>(),
    tracking: [] as number[],
    orders: 0,
    cancelled: 0,
    held: 0,
    backordered: new Set<string>(),
    shippedOrders: new Set<string>(),
    returned: new Set<string>(),
    units: { accepted: 0, filled: 0, shipped: 0 },
    shipments: { all: 0, onTime: 0 },
    oversells: 0,
    purchaseOrders: 0,
  }),
  transition: (state, row) => {
    const { object, to, from, id } = row
    if (object === "order" && row.partner !== "oms") {
      if (to === "open.fulfilling" || to === "pending") state.placedAt.set(id, state.placedAt.get(id) ?? row.at)
    } else if (object === "order") {
      if (from === "") state.orders++
      if (to === "held") state.held++
      if (to === "cancelled" && from !== "cancelled") state.cancelled++
      if (to === "delivered" && from !== "delivered")
        state.cycles.push(row.at - (state.placedAt.get(parentOf(id)) ?? row.at))
    } else if (object === "outboundOrder" && to === "shipped") {
      const order = parentOf(id)
      state.shippedOrders.add(order)
      state.shipments.all++
      if (row.at <= (state.promiseAt.get(order) ?? Infinity)) state.shipments.onTime++
    } else if (object === "return" && row.partner === "oms" && to === "refunded") state.returned.add(parentOf(id))
    else if (to === "oversold" && from === "inStock") state.oversells++
    else if (object === "purchaseOrder" && row.partner === "erp" && from === "") state.purchaseOrders++
  },
  posting: (state, row) => {
    const { account, rule } = row
    if (account === "oms.open" && rule === "demand") state.units.accepted += row.quantity
    else if (account === "oms.reserved" && rule === "reserve") state.units.filled += row.quantity
    else if (account === "oms.backordered" && rule === "backorder" && row.quantity > 0)
      state.backordered.add(row.subject)
    else if (account === "shipped" && rule === "ship") state.units.shipped += row.quantity
    else if (account === "promise.at") state.promiseAt.set(row.subject, row.quantity)
  },
  message: (state, row) => {
    if (row.operation !== "inbox.shipped" || row.kind !== "handover") return
    const order = parentOf(row.subject)
    if (state.trackingTold.has(order)) return
    state.trackingTold.add(order)
    state.tracking.push(row.deliveredAt - (state.placedAt.get(order) ?? row.deliveredAt))
  },
  read: (state) => ({
    orderCycleHoursP50: hours(state.cycles),
    hoursToTrackingP50: hours(state.tracking),
    onTimeShipRate: share(state.shipments.onTime, state.shipments.all),
    fillRate: share(state.units.filled, state.units.accepted),
    backorderRate: share(state.backordered.size, state.orders),
    oversells: state.oversells,
    touchlessRate: state.orders === 0 ? null : share(state.orders - state.held, state.orders),
    cancellationRate: share(state.cancelled, state.orders),
    returnRate: share(state.returned.size, state.shippedOrders.size),
    unitsShipped: state.units.shipped,
    purchaseOrders: state.purchaseOrders,
  }),
})
