/** The OMS's front door: what it hears from channels, warehouses and carriers, and which statechart that drives. */
import { hears, ok, serves, type Room } from "../../sim/partner/room.ts"
import { trackingUpdated } from "../carrier/contract.ts"
import * as marketplace from "../marketplace/contract.ts"
import * as storefront from "../storefront/contract.ts"
import {
  returnArrived,
  returnInspected,
  shipmentPacked,
  shipmentShipped,
  shipmentShorted,
  stockAdjusted,
  stockChanged,
  stockSnapshot,
} from "../wms/contract.ts"
import { allocations } from "./allocations.ts"
import * as wire from "./contract.ts"
import { changeAnswers, changes, takeCancellation, takeChannelCancellation, takeEdit } from "./changes.ts"
import { collectionAnswers, collections, payAgain, payOrderAgain } from "./collections.ts"
import * as confirmations from "./confirmations.ts"
import * as holds from "./holds.ts"
import { allocation, order, shipment } from "./kinds.ts"
import { components, products, takeProducts } from "./kits.ts"
import { orders } from "./orders.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { repayments } from "./repayments.ts"
import { replacements } from "./replacements.ts"
import { decideReturn, returnAnswers, returns, takeArrival, takeInspection, takeReturn } from "./returns.ts"
import { shipmentAnswers, shipments, takePacked, takeTracking } from "./shipments.ts"
import { takeOrder, takePaid, takePending, takePlaced } from "./taking.ts"
import { declareWithheld, listings, positions, publicationAnswers, publications, takeFigures } from "./stock.ts"

export const omsRoom: Room = {
  contract: wire.contract,
  objects: [
    orders,
    allocations,
    shipments,
    collections,
    changes,
    holds.holds,
    confirmations.confirmations,
    confirmations.carrierCodes,
    positions,
    listings,
    publications,
    returns,
    repayments,
    replacements,
    products,
    components,
  ] as unknown as Room["objects"],
  serves: [
    serves(wire.getOrder, (turn, { order: id }) => {
      const [self] = turn.find(order, "byChannelOrder", id)
      if (self === undefined) return turn.unknown("order", id)
      const parts = turn.find(allocation, "byOrder", self.id).map((part) => {
        const { line, sku, site, quantity } = part.context
        return { allocation: part.id, line, sku, site, quantity, state: part.state }
      })
      return ok({ order: id, state: self.state, allocations: parts })
    }),
    serves(wire.decideReturn, decideReturn),
    serves(wire.payAgain, payAgain),
    serves(wire.payOrderAgain, payOrderAgain),
    serves(wire.placeHold, holds.place),
    serves(wire.decideHold, holds.decide),
    serves(wire.mapCarrier, confirmations.map),
    serves(wire.mapProducts, takeProducts),
  ],
  hears: [
    hears(storefront.orderCreated, takePlaced),
    hears(storefront.orderPaid, takePaid),
    hears(marketplace.orderPending, takePending),
    hears(marketplace.orderCreated, (turn, { shipBy, ...channelOrder }) => takeOrder(turn, channelOrder, shipBy)),
    hears(marketplace.orderCancelled, (turn, payload) => takeChannelCancellation(turn, payload.order)),
    // What is there leaves at once: there is nothing left to gather for.
    hears(marketplace.orderLate, (turn, payload) => {
      for (const { id } of turn.find(order, "byChannelOrder", payload.order)) turn.tell(order, id, { type: "late" })
    }),
    hears(storefront.cancellationRequested, (turn, payload) => takeCancellation(turn, payload.order)),
    hears(marketplace.cancellationRequested, (turn, payload) => takeCancellation(turn, payload.order)),
    hears(storefront.editRequested, takeEdit),
    hears(storefront.returnRequested, takeReturn),
    hears(marketplace.returnRequested, takeReturn),
    hears(shipmentPacked, takePacked),
    hears(shipmentShorted, (turn, { shipment: id, lines }) =>
      turn.tell(shipment, id, { type: "shorted", lines, packed: null }),
    ),
    hears(stockSnapshot, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(stockAdjusted, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(shipmentShipped, (turn, { shipment: id, parcels, shippedAt, levels }) => {
      takeFigures(turn, turn.need(shipment, id).context.site, levels)
      turn.tell(shipment, id, { type: "shipped", parcels, shippedAt })
    }),
    hears(stockChanged, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(returnArrived, takeArrival),
    hears(returnInspected, takeInspection),
    hears(trackingUpdated, takeTracking),
  ],
  answers: [
    ...shipmentAnswers,
    ...collectionAnswers,
    ...publicationAnswers,
    ...returnAnswers,
    ...changeAnswers,
    ...confirmations.confirmationAnswers,
  ],
  policies,
  postings,
  opens: declareWithheld,
}
