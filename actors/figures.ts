/** How well the business ran: times, rates and counts of a run, from its rows as they are written. */
import { Column, Flags, Series } from "../sim/consistency/columns.ts"
import { figures } from "../sim/consistency/figures.ts"
import { Places } from "./places.ts"

const hourMs = 3_600_000
const hours = (durations: Series): number | null => {
  const middle = durations.median()
  return middle === null ? null : Math.round((middle / hourMs) * 100) / 100
}
const share = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1_000_000) / 1_000_000

/** An order was sold with all of its units shown, or with some that were not; an oversell is counted once. */
const inStock = 1
const short = 2

/** When an order was placed; `otherwise` for one that no channel has. */
const placed = (placedAt: Column, root: number, otherwise: number): number => {
  const at = placedAt.get(root)
  return at === 0 ? otherwise : at - 1
}

export const operations = figures({
  says: {
    orderCycleHoursP50: "Median hours from the placed order to its last delivery.",
    hoursToTrackingP50: "Median hours from the placed order to the first tracking number told.",
    onTimeShipRate: "Shipments that left by their promise ÷ shipments.",
    fillRate: "Units in stock when their order was accepted ÷ units accepted.",
    backorderRate: "Orders of which something had to wait for a receipt ÷ orders.",
    oversells: "Orders of units that a channel showed when it sold them, and that somebody else already had.",
    touchlessRate: "Orders that nobody had to look at ÷ orders.",
    cancellationRate: "Cancelled orders ÷ orders.",
    returnRate: "Orders of which something came back ÷ orders that shipped.",
    unitsShipped: "Units that left the warehouses.",
    purchaseOrders: "Purchase orders that the ERP placed.",
  },
  state: () => ({
    /** Instant by order, + 1. */
    placedAt: new Column(),
    promiseAt: new Column(),
    cycles: new Series(),
    trackingTold: new Flags(),
    tracking: new Series(),
    orders: 0,
    cancelled: 0,
    held: 0,
    waiting: new Flags(),
    backordered: 0,
    left: new Flags(),
    shippedOrders: 0,
    back: new Flags(),
    returned: 0,
    unitsAccepted: 0,
    unitsFilled: 0,
    unitsShipped: 0,
    shipments: 0,
    shipmentsOnTime: 0,
    oversells: 0,
    listings: new Places(),
    shown: new Column(),
    soldAs: new Flags(),
    purchaseOrders: 0,
  }),
  transition: {
    order: (state, { at, partner, root, from, to }) => {
      if (partner !== "oms") {
        if ((to === "open.fulfilling" || to === "pending") && state.placedAt.get(root) === 0)
          state.placedAt.set(root, at + 1)
        return
      }
      if (from === "") state.orders++
      if (to === "held") state.held++
      if (to === "cancelled" && from !== "cancelled") state.cancelled++
      if (to === "delivered" && from !== "delivered") state.cycles.push(at - placed(state.placedAt, root, at))
    },
    outboundOrder: (state, { at, root, to }) => {
      if (to !== "shipped") return
      if (state.left.set(root)) state.shippedOrders++
      state.shipments++
      const promiseAt = state.promiseAt.get(root) - 1
      if (promiseAt < 0 || at <= promiseAt) state.shipmentsOnTime++
    },
    return: (state, { partner, root, to }) => {
      if (partner === "oms" && to === "refunded" && state.back.set(root)) state.returned++
    },
    purchaseOrder: (state, { partner, from }) => {
      if (partner === "erp" && from === "") state.purchaseOrders++
    },
  },
  posting: {
    "stock/oms.open": (state, { rule, quantity }) => {
      if (rule === "demand") state.unitsAccepted += quantity
    },
    "stock/oms.reserved": (state, { rule, quantity }) => {
      if (rule === "reserve") state.unitsFilled += quantity
    },
    "stock/oms.backordered": (state, { rule, quantity, root }) => {
      if (quantity <= 0 || (rule !== "backorder" && rule !== "yield")) return
      if (state.waiting.set(root)) state.backordered++
      if (state.soldAs.get(root) !== inStock) return
      state.oversells++
      state.soldAs.set(root, short)
    },
    "memo/shown": ({ listings, shown, soldAs }, { rule, instance, sku, quantity, root }) => {
      const left = shown.add(listings.of({ sku, site: instance }), quantity)
      if (rule !== "sell") return
      if (left < 0) soldAs.set(root, short)
      else if (!soldAs.has(root)) soldAs.set(root, inStock)
    },
    "stock/shipped": (state, { rule, quantity }) => {
      if (rule === "ship") state.unitsShipped += quantity
    },
    "memo/promise.at": (state, { root, quantity }) => state.promiseAt.set(root, quantity + 1),
  },
  message: {
    "inbox.shipped": (state, { kind, subject, deliveredAt }, { roots }) => {
      if (kind !== "handover") return
      const root = roots.rootOf(subject)
      if (state.trackingTold.set(root)) state.tracking.push(deliveredAt - placed(state.placedAt, root, deliveredAt))
    },
  },
  read: (state) => ({
    orderCycleHoursP50: hours(state.cycles),
    hoursToTrackingP50: hours(state.tracking),
    onTimeShipRate: share(state.shipmentsOnTime, state.shipments),
    fillRate: share(state.unitsFilled, state.unitsAccepted),
    backorderRate: share(state.backordered, state.orders),
    oversells: state.oversells,
    touchlessRate: state.orders === 0 ? null : share(state.orders - state.held, state.orders),
    cancellationRate: share(state.cancelled, state.orders),
    returnRate: share(state.returned, state.shippedOrders),
    unitsShipped: state.unitsShipped,
    purchaseOrders: state.purchaseOrders,
  }),
})
