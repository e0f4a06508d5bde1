/** How well the business ran: times, rates and counts of a run, from its rows as they are written. */
import { Column, Flags, Series } from "../sim/consistency/columns.ts"
import { figures } from "../sim/consistency/figures.ts"
import { HashCounts } from "../sim/world/hash-counts.ts"
import { parentOf } from "./shapes.ts"
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

interface Told {
  readonly unexplained: Set<string>
  readonly scanned: HashCounts
}

const explained = ({ unexplained, scanned }: Told, shipment: string): void => {
  unexplained.delete(shipment)
  scanned.add(shipment)
}

export const operations = figures({
  says: {
    orderCycleHoursP50: "Median hours from the placed order to its last delivery.",
    hoursToTrackingP50: "Median hours from the placed order to the first tracking number told.",
    onTimeShipRate: "Shipments that left by their promise ÷ shipments.",
    fillRate: "Units in stock when their order was accepted ÷ units accepted.",
    backorderRate: "Orders of which something had to wait for a receipt ÷ orders.",
    lateShipRate: "Marketplace orders that missed their ship-by promise ÷ marketplace orders that were to be shipped.",
    oversells: "Orders of units that a channel showed when it sold them, and that somebody else already had.",
    touchlessRate: "Orders that nobody had to look at ÷ orders.",
    cancellationRate: "Cancelled orders ÷ orders.",
    returnRate: "Orders of which something came back ÷ orders that shipped.",
    scanAlarms: "Shipments that no carrier had scanned in time and that somebody asked about.",
    neverScanned: "Shipments told as shipped that no carrier ever scanned, and of which the buyer heard nothing more.",
    parcelsMissing: "Parcels that were lost or destroyed on their way.",
    failedDeliveries: "Attempts to deliver a parcel that found nobody.",
    parcelsBack: "Parcels that came back undelivered.",
    cardsDeclined: "Payments that their issuer refused.",
    cancellationsAsked: "Orders whose buyers asked to cancel, whatever came of it.",
    shortPicks: "Counts that found less because a picker did.",
    disputes: "Charges that a buyer's bank took back, for a while or for good.",
    returnExceptions: "Returns that were not as announced and waited for a person.",
    turnedAway: "Suppliers' notices, deliveries and bills that nobody took until a person had looked, if one has.",
    soldUnseen: "Returned units that were on sale before anybody had looked at them.",
    heldUnpaid: "Packed shipments that had to wait because their money was refused.",
    picksWaitingMax: "The most shipments that were ready to be picked at one site at the same time.",
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
    scanAlarms: 0,
    /** Shipments that were told as shipped and that nobody has scanned or explained. */
    unexplained: new Set<string>(),
    scanned: new HashCounts(),
    parcelsMissing: 0,
    failedDeliveries: 0,
    parcelsBack: 0,
    cardsDeclined: 0,
    cancellationsAsked: 0,
    shortPicks: 0,
    disputes: 0,
    /** Shipments that wait for a picker now, by site. */
    picksWaiting: new Map<string, number>(),
    picksWaitingMax: 0,
    /** Shipments whose money was refused and has not come since. */
    unpaid: new Set<string>(),
    heldUnpaid: 0,
    returnExceptions: 0,
    turnedAway: 0,
    soldUnseen: 0,
    shipments: 0,
    shipmentsOnTime: 0,
    oversells: 0,
    promisedOrders: 0,
    lateOrders: 0,
    listings: new Places(),
    shown: new Column(),
    soldAs: new Flags(),
    purchaseOrders: 0,
  }),
  transition: {
    order: (state, { at, partner, root, from, to }) => {
      if (partner !== "oms") {
        if (to.endsWith(".cancelling") && from !== to) state.cancellationsAsked++
        if (partner === "marketplace" && from === "pending" && to.startsWith("unshipped")) state.promisedOrders++
        if ((to === "open.fulfilling" || to === "pending") && state.placedAt.get(root) === 0)
          state.placedAt.set(root, at + 1)
        return
      }
      if (from === "") state.orders++
      if (to === "held" && from !== "held") state.held++
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
    return: (state, { partner, id, root, from, to }) => {
      if (partner !== "oms" || from === to) return
      if (to === "exception") state.returnExceptions++
      if (to !== "refunded" && to !== "replaced") return
      if (!id.includes("/missing-") && state.back.set(root)) state.returned++
      else if (id.includes("/missing-")) explained(state, parentOf(parentOf(id)))
    },
    shipment: (state, { partner, from, to }) => {
      if (partner === "oms" && to === "shipped.overdue" && from !== "shipped.overdueAgain") state.scanAlarms++
    },
    collection: (state, { id, to }) => {
      if (to === "collected") state.unpaid.delete(id)
      if (to !== "held" || state.unpaid.has(id)) return
      state.unpaid.add(id)
      state.heldUnpaid++
    },
    label: (state, { id, from, to }) => {
      if (to === from) return
      if (to === "accepted") explained(state, parentOf(parentOf(id)))
      if (to === "lost" || to === "damaged") state.parcelsMissing++
      if (to === "attemptFailed") state.failedDeliveries++
      if (to === "returned") state.parcelsBack++
    },
    payment: (state, { from, to }) => {
      if (to === "declined" && from !== to) state.cardsDeclined++
    },
    dispute: (state, { partner, from }) => {
      if (partner === "payment" && from === "") state.disputes++
    },
    pickTask: (state, { instance, from, to }) => {
      if (from === to) return
      const change = to === "ready" ? 1 : from === "ready" ? -1 : 0
      if (change === 0) return
      const waiting = (state.picksWaiting.get(instance) ?? 0) + change
      state.picksWaiting.set(instance, waiting)
      state.picksWaitingMax = Math.max(state.picksWaitingMax, waiting)
    },
    cycleCount: (state, { id, from, to }) => {
      if (to === "adjusted" && from !== to && id.includes("/shortPick-")) state.shortPicks++
    },
    purchaseOrder: (state, { partner, from, to }) => {
      if (partner === "erp" && from === "") state.purchaseOrders++
      if (partner === "supplier" && from !== to && to.endsWith(".stuck")) state.turnedAway++
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
    "stock/onHand": (state, { rule, quantity }) => {
      if (rule === "shelveUnseen") state.soldUnseen += quantity
    },
    "memo/shipBy.missed": (state) => {
      state.lateOrders++
    },
    "memo/promise.at": (state, { root, quantity }) => state.promiseAt.set(root, quantity + 1),
  },
  message: {
    "inbox.shipped": (state, { kind, subject, deliveredAt }, { roots }) => {
      if (kind !== "handover") return
      if (state.scanned.get(subject) === 0) state.unexplained.add(subject)
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
    lateShipRate: share(state.lateOrders, state.promisedOrders),
    oversells: state.oversells,
    touchlessRate: state.orders === 0 ? null : share(state.orders - state.held, state.orders),
    cancellationRate: share(state.cancelled, state.orders),
    returnRate: share(state.returned, state.shippedOrders),
    scanAlarms: state.scanAlarms,
    neverScanned: state.unexplained.size,
    parcelsMissing: state.parcelsMissing,
    failedDeliveries: state.failedDeliveries,
    parcelsBack: state.parcelsBack,
    cardsDeclined: state.cardsDeclined,
    cancellationsAsked: state.cancellationsAsked,
    shortPicks: state.shortPicks,
    disputes: state.disputes,
    returnExceptions: state.returnExceptions,
    turnedAway: state.turnedAway,
    soldUnseen: state.soldUnseen,
    heldUnpaid: state.heldUnpaid,
    picksWaitingMax: state.picksWaitingMax,
    unitsShipped: state.unitsShipped,
    purchaseOrders: state.purchaseOrders,
  }),
})
