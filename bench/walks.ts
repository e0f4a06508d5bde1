/**
 * Walks through charts of the rooms, pinned: which objects, which events, and where they end.
 *
 * They are the straight way of an order through shop, OMS, warehouse and payment. A chart that no longer goes this way makes the
 * figure fail instead of measuring something else.
 */
import type { AnyStateMachine } from "xstate"
import { allocationMachine } from "../actors/oms/allocation.machine.ts"
import { orderMachine } from "../actors/oms/order.machine.ts"
import { collectionMachine } from "../actors/oms/collection.machine.ts"
import { shipmentMachine } from "../actors/oms/shipment.machine.ts"
import { paymentMachine } from "../actors/payment/payment.machine.ts"
import { orderMachine as shopOrderMachine } from "../actors/storefront/order.machine.ts"
import { outboundOrderMachine } from "../actors/wms/outbound-order.machine.ts"
import { parcelMachine } from "../actors/wms/parcel.machine.ts"
import type { Chart, ChartEvent } from "../sim/statechart/chart.ts"
import { compile } from "../sim/statechart/compile.ts"

/** An event with what it carries, or the timer of a delay that goes off. */
type Stop = { readonly type: string; readonly [field: string]: unknown } | { readonly passes: string }

interface Walk {
  readonly name: string
  readonly machine: AnyStateMachine
  readonly input: unknown
  readonly stops: readonly Stop[]
  readonly ends: string
}

const address = {
  line1: "1 Main Street",
  line2: null,
  city: "Town",
  region: null,
  postalCode: "10000",
  country: "Germany",
}
const lines = [{ line: "A-1/line-1", sku: "MUG", name: "Mug", quantity: 2, amountMinor: 2_500, taxMinor: 250 }]
const units = [{ sku: "MUG", quantity: 2 }]
const parcels = [{ parcel: "A-1/shipment-1/parcel-1", carrier: "carrier-a", trackingNumber: "T-1", lines: units }]
const order = {
  order: "A-1",
  currency: "EUR",
  buyer: "ines",
  email: "ines@example.com",
  address,
  service: "standard",
  lines,
  charges: [],
  totalMinor: 2_750,
  payWith: ["card"],
}
const tender = { payment: "A-1/payment-1", method: "card", amountMinor: 2_750 }
const channelOrder = { ...order, channel: "storefront", placedAt: 0, settledBy: "psp", tenders: [tender] }

export const walks: readonly Walk[] = [
  {
    name: "storefront order",
    machine: shopOrderMachine,
    input: { ...order, at: 0, capturesItself: false },
    stops: [
      { type: "paymentCreated", payment: "A-1/payment-1" },
      { type: "authorized", amountMinor: 2_750 },
      { type: "fulfil", shipment: "A-1/shipment-1", lines: units },
      { passes: "returnWindow" },
    ],
    ends: "closed",
  },
  {
    name: "oms order",
    machine: orderMachine,
    input: {
      channelOrder,
      kits: [],
      mustWait: false,
      acceptedAt: 0,
      promiseAt: 1,
      isReady: true,
      holds: [],
      isAwaited: false,
      collectsAt: "packed",
    },
    stops: [
      { type: "sourced" },
      { type: "shipmentMade", shipment: "A-1/shipment-1" },
      { type: "captured", payment: "A-1/payment-1", amountMinor: 2_750 },
      { type: "shipped", units: 2 },
      { type: "delivered", units: 2 },
      { passes: "returnWindow" },
    ],
    ends: "closed",
  },
  {
    name: "oms allocation",
    machine: allocationMachine,
    input: {
      order: "A-1",
      line: "A-1/line-1",
      sku: "MUG",
      site: "wms-east",
      quantity: 2,
      amountMinor: 2_500,
      taxMinor: 250,
      promiseAt: 1,
    },
    stops: [{ type: "reserve" }, { type: "release", shipment: "A-1/shipment-1" }, { type: "pack" }, { type: "ship" }],
    ends: "shipped",
  },
  {
    name: "oms shipment",
    machine: shipmentMachine,
    input: {
      order: "A-1",
      site: "wms-east",
      allocations: ["A-1/allocation-1"],
      settledBy: "psp",
      amountMinor: 2_750,
      pieces: [{ ...tender, tender: tender.payment }],
      collectsAt: "packed",
      isWatched: true,
    },
    stops: [
      { type: "acknowledged", levels: [] },
      { type: "packed", parcels, isLast: true, worth: null },
      { type: "collected" },
      { type: "cleared" },
      { type: "shipped", parcels, shippedAt: 5 },
      { type: "parcelDelivered", parcel: "A-1/shipment-1/parcel-1" },
    ],
    ends: "delivered",
  },
  {
    name: "oms collection",
    machine: collectionMachine,
    input: {
      order: "A-1",
      shipment: "A-1/shipment-1",
      pieces: [{ ...tender, tender: tender.payment }],
      isLast: true,
      declinesMax: 3,
    },
    stops: [{ type: "captured" }],
    ends: "collected",
  },
  {
    name: "wms outbound order",
    machine: outboundOrderMachine,
    input: { order: "A-1", service: "standard", promiseAt: 1, address, lines: units, parcels: [units] },
    stops: [
      { type: "allocate" },
      { type: "wave", wave: "wms-east/wave-1" },
      { type: "release" },
      { type: "pick" },
      { type: "picked" },
      { type: "parcelPacked" },
      { type: "clear" },
      { type: "parcelLabelled" },
      { passes: "shipConfirmDelay" },
    ],
    ends: "shipped",
  },
  {
    name: "wms parcel",
    machine: parcelMachine,
    input: {
      shipment: "A-1/shipment-1",
      order: "A-1",
      service: "standard",
      address,
      lines: units,
      weightGrams: 800,
      carriers: 2,
      triesMax: 90,
    },
    stops: [
      { passes: "packingTime" },
      { type: "quoted", quote: { carrier: "carrier-a", amountMinor: 590 } },
      { type: "quoted", quote: { carrier: "carrier-b", amountMinor: 620 } },
      { type: "bought", label: "label-1", trackingNumber: "T-1" },
      { type: "ship" },
    ],
    ends: "shipped",
  },
  {
    name: "payment",
    machine: paymentMachine,
    input: {
      order: "A-1",
      currency: "EUR",
      amountMinor: 2_750,
      method: "card",
      metadata: { order: "A-1" },
      offSession: false,
    },
    stops: [
      { type: "confirm", decision: "approved", declineCode: "", amountMinor: 2_750 },
      { passes: "issuerTime" },
      { type: "capture", reference: "A-1/shipment-1", amountMinor: 2_750, final: true },
      { type: "refund", amountMinor: 1_375 },
    ],
    ends: "captured",
  },
]

/** A walk whose chart is compiled and whose every event is an event. */
export interface ReadyWalk {
  readonly walk: Walk
  readonly chart: Chart
  readonly events: readonly ChartEvent[]
}

export const ready = (walk: Walk): ReadyWalk => {
  const chart = compile(walk.machine)
  const events: ChartEvent[] = []
  const waiting = new Map<string, string>()
  let place = chart.initial(walk.input, 0)
  const follow = (): void => {
    for (const event of place.cancels) for (const [delay, armed] of waiting) if (armed === event) waiting.delete(delay)
    for (const { delay, event } of place.arms) waiting.set(delay, event)
  }
  follow()
  for (const [index, stop] of walk.stops.entries()) {
    const at = index + 1
    const event = "passes" in stop ? { type: waiting.get(String(stop["passes"])) ?? "", at } : { ...stop, at }
    const before = chart.label(place.state)
    place = chart.step(place.state, place.context, event)
    if (place.outcome !== "moved")
      throw new Error(
        `The pinned walk "${walk.name}" is ${place.outcome} at ${JSON.stringify(stop)} in ${before}. Pin the chart's new way.`,
      )
    follow()
    events.push(event)
  }
  const end = chart.label(place.state)
  if (end !== walk.ends) throw new Error(`The pinned walk "${walk.name}" ends in ${end} instead of ${walk.ends}.`)
  return { walk, chart, events }
}
