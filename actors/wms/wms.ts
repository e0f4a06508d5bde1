/** The warehouse's front door: which operation drives which statechart. */
import { refuse, refuseWith } from "../../sim/partner/server.ts"
import { ok, serves, type Reply, type Room, type Seen } from "../../sim/partner/room.ts"
import { chance } from "../../sim/world/hash.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import type { Units } from "../shapes.ts"
import * as wire from "./contract.ts"
import { cycleCount, giveUp, onShelf, shelfOf } from "./counting.ts"
import { inboundNotice, putaway } from "./inbound.ts"
import { outboundOrder, wave } from "./outbound.ts"
import type { OutboundOrderContext } from "./outbound-order.machine.ts"
import {
  announceParcels,
  carrierAnswers,
  manifest,
  parcel,
  parcelsOf,
  splitIntoParcels,
  unitsPerParcel,
} from "./packing.ts"
import { floor, hirePickers, picker, pickTask } from "./picking.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { putback } from "./putback.ts"
import { conditionOf, returnReceipt, unload } from "./returns.ts"
import { bySku, freeOf, keep, levelsOf, stock } from "./stock.ts"

/** The order with the figures of its SKUs, read when all that the request brought about has happened. */
const withLevels = (turn: Turn, { id, state, context }: Seen<OutboundOrderContext>, status = 200): Reply =>
  ok({ shipment: id, state, levels: levelsOf(turn, context.lines) }, status)

const lacking = (turn: Turn, lines: readonly Units[]): string[] =>
  lines
    .filter(({ sku, quantity }) => freeOf(turn, sku) < quantity)
    .map(({ sku, quantity }) => `${sku}: ${quantity} ordered, ${freeOf(turn, sku)} free`)

export const wmsRoom: Room = {
  contract: wire.contract,
  objects: [
    outboundOrder,
    wave,
    pickTask,
    picker,
    floor,
    parcel,
    manifest,
    stock,
    putback,
    inboundNotice,
    putaway,
    returnReceipt,
    cycleCount,
  ] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("wms"),
    serves(wire.createOutbound, (turn, { shipment, order, service, promiseAt, address, lines: asked }) => {
      // The shipment is the caller's own key: the same one again is the same order, whatever key the request carries.
      const known = turn.read(outboundOrder, shipment)
      if (known !== null) return withLevels(turn, known)
      const lines = bySku(asked)
      if (lines.length === 0) return refuse("malformed", `The outbound order of "${shipment}" has no lines.`)
      if (chance(turn.draw("refusal", shipment), turn.policy("refuseShare"))) {
        const says = `${turn.instance.name} does not take "${shipment}".`
        return refuseWith(wire.createOutbound as never, "notAccepted", says)
      }
      const violations = lacking(turn, lines)
      if (violations.length > 0) {
        const says = `${turn.instance.name} has too little for "${shipment}".`
        return refuseWith(wire.createOutbound as never, "insufficientStock", says, { violations })
      }
      const parcels = splitIntoParcels(lines, unitsPerParcel(turn))
      turn.create(outboundOrder, shipment, { order, service, promiseAt, address, lines, parcels })
      return () => withLevels(turn, turn.need(outboundOrder, shipment), 201) as ReturnType<typeof ok>
    }),
    serves(wire.cancelOutbound, (turn, { shipment }) =>
      turn.drive(outboundOrder, shipment, { type: "cancel", inHand: turn.policy<boolean>("stopsInHand") }, (self) =>
        withLevels(turn, self),
      ),
    ),
    serves(wire.readdressOutbound, (turn, { shipment, address }) =>
      turn.drive(outboundOrder, shipment, { type: "readdress", address }, (self) => withLevels(turn, self)),
    ),
    serves(wire.clearOutbound, (turn, { shipment }) =>
      turn.drive(outboundOrder, shipment, { type: "clear" }, ({ state }) => ok({ shipment, state })),
    ),
    serves(wire.traceOutbound, (turn, { shipment, parcels }) => {
      const self = turn.read(outboundOrder, shipment)
      if (self === null) return turn.unknown("outboundOrder", shipment)
      announceParcels(turn, shipment, parcels)
      return ok({ shipment, state: self.state })
    }),
    serves(wire.getOutbound, (turn, { shipment }) => {
      const self = turn.read(outboundOrder, shipment)
      if (self === null) return turn.unknown("outboundOrder", shipment)
      return ok({ shipment, state: self.state, parcels: parcelsOf(turn, shipment) })
    }),
    serves(wire.createInbound, (turn, { notice, purchaseOrder, lines }) => {
      if (turn.read(inboundNotice, notice) === null) {
        turn.create(inboundNotice, notice, { purchaseOrder, lines: bySku(lines) })
        return ok({ notice, state: turn.need(inboundNotice, notice).state }, 201)
      }
      return turn.drive(inboundNotice, notice, { type: "announce", purchaseOrder }, ({ state }) =>
        ok({ notice, state }),
      )
    }),
    serves(wire.unloadDelivery, (turn, { notice, lines }) => {
      // Goods without a notice are received blind; the notice may still come.
      if (turn.read(inboundNotice, notice) === null)
        turn.create(inboundNotice, notice, { purchaseOrder: "", lines: [] })
      const event = { type: "unload", lines: bySku(lines) } as const
      return turn.drive(inboundNotice, notice, event, ({ state }) => ok({ notice, state }))
    }),
    serves(wire.announceReturn, (turn, { return: id, order, lines, tellArrival = false }) => {
      if (turn.read(returnReceipt, id) === null) {
        const announced = bySku(lines)
        turn.create(returnReceipt, id, { order, origin: "announced", parcel: "", announced, tellArrival })
        return ok({ return: id, state: turn.need(returnReceipt, id).state }, 201)
      }
      const event = { type: "announce", lines: bySku(lines) } as const
      return turn.drive(returnReceipt, id, event, ({ state }) => ok({ return: id, state }))
    }),
    serves(wire.unloadReturn, (turn, { return: id, order, lines }) => {
      if (turn.read(returnReceipt, id) === null)
        turn.create(returnReceipt, id, { order, origin: "unannounced", parcel: "", announced: [], tellArrival: true })
      return unload(turn, id, conditionOf(turn, id, lines))
    }),
    serves(wire.takeBackParcel, (turn, { parcel: id, order }) => {
      const sent = turn.read(parcel, id)
      if (sent === null) return turn.unknown("parcel", id)
      const back = `${id}/return-1`
      const { lines } = sent.context
      if (turn.read(returnReceipt, back) === null)
        turn.create(returnReceipt, back, {
          order,
          origin: "undelivered",
          parcel: id,
          announced: bySku(lines),
          tellArrival: true,
        })
      // Nobody has opened it on its way: what was packed is in it, as it was.
      return unload(
        turn,
        back,
        bySku(lines).map((line) => ({ ...line, disposition: "restock" })),
      )
    }),
    serves(wire.relabelParcel, (turn, { parcel: id }) =>
      turn.drive(parcel, id, { type: "relabel" }, ({ state }) => ok({ parcel: id, state })),
    ),
    serves(wire.readdressParcel, (turn, { parcel: id, address }) =>
      turn.drive(parcel, id, { type: "readdress", address }, ({ state }) => ok({ parcel: id, state })),
    ),
    serves(wire.adjustStock, (turn, { reference, reason, lines }) => {
      const asked = bySku(lines)
      const violations = asked
        .filter(({ sku, quantity }) => freeOf(turn, sku) + onShelf(turn, sku) + quantity < 0)
        .map(
          ({ sku, quantity }) => `${sku}: ${quantity} counted, ${freeOf(turn, sku) + onShelf(turn, sku)} on the shelf`,
        )
      if (violations.length > 0) {
        const says = `${turn.instance.name} cannot adjust "${reference}" below what has been picked.`
        return refuse("conflict", says, { violations })
      }
      for (const { sku, quantity } of asked) {
        keep(turn, sku)
        giveUp(turn, sku, -quantity)
        turn.tell(stock, sku, { type: "adjusted", quantity, reference, reason })
      }
      return () => {
        const levels = levelsOf(turn, asked)
        turn.publish(wire.stockAdjusted, { reference, reason, lines: asked, levels })
        return ok({ reference, levels })
      }
    }),
    serves(wire.mislayStock, (turn, { reference, sku, quantity }) => {
      keep(turn, sku)
      return turn.drive(stock, sku, { type: "mislaid", quantity, reference, shelf: shelfOf(turn, sku) }, () =>
        ok({ reference }),
      )
    }),
    serves(wire.takeSnapshot, (turn, { snapshot }) => {
      const skus = turn.find(stock, "all", "").map(({ id }) => ({ sku: id }))
      turn.publish(wire.stockSnapshot, { snapshot, asOf: turn.at, levels: levelsOf(turn, skus) })
      return ok({ snapshot, asOf: turn.at })
    }),
    serves(wire.requestCount, (turn, { count, skus }) => {
      if (turn.read(cycleCount, count) === null)
        turn.create(cycleCount, count, { skus: [...new Set(skus)], reason: "count" })
      return ok({ count, state: turn.need(cycleCount, count).state }, 202)
    }),
  ],
  hears: [],
  answers: carrierAnswers,
  policies,
  postings,
  opens: hirePickers,
}
