/** Outbound orders and the waves that release them: what each step takes from stock, posts, and tells others. */
import { object, type ObjectKind, type Posting, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { Units } from "../shapes.ts"
import type * as wire from "./contract.ts"
import { outboundOrderMachine, type OutboundOrderContext } from "./outbound-order.machine.ts"
import { nextCutOff } from "./opening-hours.ts"
import { announceParcels, packOrder, parcel, parcelsOf } from "./packing.ts"
import { pickTask } from "./picking.ts"
import { putback } from "./putback.ts"
import { changeStock, levelsOf, moveOf } from "./stock.ts"
import { waveMachine } from "./wave.machine.ts"

/** What this warehouse was asked to send, or no longer is: others' figures are compared with it. */
const outboundMemo = (turn: Turn, id: string, lines: readonly Units[], sign: 1 | -1): Posting[] =>
  lines.map(({ sku, quantity }) => ({
    book: "memo",
    subject: id,
    legs: [{ account: "outbound", sku, site: turn.instance.name, quantity: sign * quantity }],
  }))

export const outboundOrder: ObjectKind<typeof outboundOrderMachine> = object("outboundOrder", outboundOrderMachine, {
  publishes: {
    "shipment.packed": ({ id, context }, turn): typeof wire.shipmentPacked.payload.Type => ({
      shipment: id,
      order: context.order,
      parcels: parcelsOf(turn, id),
    }),
    "shipment.shipped": ({ id, context }, turn): typeof wire.shipmentShipped.payload.Type => ({
      shipment: id,
      order: context.order,
      shippedAt: turn.at,
      parcels: parcelsOf(turn, id),
      lines: context.lines,
      levels: levelsOf(turn, context.lines),
    }),
    "shipment.shorted": ({ id, context }): typeof wire.shipmentShorted.payload.Type => ({
      shipment: id,
      order: context.order,
      lines: context.lines,
    }),
  },
  posts: {
    accept: ({ id, context }, turn) => outboundMemo(turn, id, context.lines, 1),
    cancel: ({ id, context }, turn) => outboundMemo(turn, id, context.lines, -1),
    shorten: ({ id }, turn, event) => outboundMemo(turn, id, event.type === "shorten" ? event.missing : [], -1),
    ship: ({ id, context }, turn) => ({
      book: "stock",
      subject: id,
      legs: moveOf("onHand", "shipped", context.lines, turn.instance.name),
    }),
  },
  effects: {
    allocateStock: (turn, { id, context }) => {
      changeStock(turn, "allocated", context.lines)
      turn.tell(outboundOrder, id, { type: "allocate" })
    },
    joinWave: (turn, { id }) => {
      const name = waveAfter(turn, turn.at)
      turn.tell(wave, name, { type: "join", shipment: id })
      turn.tell(outboundOrder, id, { type: "wave", wave: name })
    },
    askPicker: (turn, { id, context }) => {
      const { promiseAt, lines } = context
      const input = { shipment: id, promiseAt, readyAt: turn.at, lines: lines.length }
      turn.create(pickTask, { of: id, role: "pick" }, input)
    },
    tellWave: (turn, { id, context }) => {
      if (context.wave !== null) turn.tell(wave, context.wave, { type: "picked", shipment: id })
    },
    packParcels: (turn, self) => packOrder(turn, self),
    discardParcels: (turn, { id }) => {
      for (const opened of turn.find(parcel, "byShipment", id)) turn.tell(parcel, opened.id, { type: "discard" })
    },
    readdressParcels: (turn, { id, context: { address } }) => {
      for (const opened of turn.find(parcel, "byShipment", id))
        turn.tell(parcel, opened.id, { type: "readdress", address })
    },
    startPutback: (turn, { id, context }) => {
      turn.create(putback, { of: id, role: "putback" }, { shipment: id, lines: context.lines })
    },
    giveBack: (turn, { context }) => changeStock(turn, "deallocated", context.lines),
    deallocate: (turn, _self, event) => {
      if (event.type === "shorten") changeStock(turn, "deallocated", event.missing)
    },
    leaveFloor: (turn, self) => leaveFloor(turn, self),
    takeOut: (turn, { context }) => changeStock(turn, "shipped", context.lines),
    handOver: (turn, { id }) => {
      const parcels = parcelsOf(turn, id).map((sent) => sent.parcel)
      for (const sent of parcels) turn.tell(parcel, sent, { type: "ship" })
      announceParcels(turn, id, parcels)
    },
  },
  delays: { shipConfirmDelay: (_self, turn) => turn.policy("shipConfirmDelay") },
  indexes: { byPlace: (_context, state) => placeOf[state] ?? null },
})

/** Where the units of an order are: still on the shelf, or taken from it and not gone yet. */
const placeOf: Readonly<Record<string, "shelf" | "floor">> = {
  allocated: "shelf",
  waved: "shelf",
  released: "shelf",
  picking: "shelf",
  packing: "floor",
  labelling: "floor",
  packed: "floor",
}

/** The next wave that still collects: by a clock that is behind, one may be to come that has left already. */
const waveAfter = (turn: Turn, at: number): string => {
  const cutOff = nextCutOff(turn.calendar("hours"), at, turn.policy("waveEvery"))
  const name = `${turn.instance.name}/wave/${cutOff.name}`
  const known = turn.read(wave, name)
  if (known === null) return turn.create(wave, name, { cutOffAt: cutOff.at })
  return known.is("collecting") ? name : waveAfter(turn, cutOff.at)
}

/** Nobody waits for it any more: neither its wave nor a picker. */
const leaveFloor = (turn: Turn, { id, context }: Seen<OutboundOrderContext>): void => {
  if (context.wave !== null) turn.tell(wave, context.wave, { type: "leave", shipment: id })
  for (const task of turn.find(pickTask, "byShipment", id))
    if (!task.is("done")) turn.tell(pickTask, task.id, { type: "cancel" })
}

export const wave: ObjectKind<typeof waveMachine> = object("wave", waveMachine, {
  effects: {
    releaseOrders: (turn, { context }) => {
      for (const shipment of context.open) turn.tell(outboundOrder, shipment, { type: "release" })
    },
  },
  delays: { cutOff: (self, turn) => self.context.cutOffAt - turn.at },
})
