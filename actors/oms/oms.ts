/** The OMS's front door: what it hears from channels, warehouses and carriers, and which statechart that drives. */
import { hears, ok, serves, type Room } from "../../sim/partner/room.ts"
import { trackingUpdated } from "../carrier/contract.ts"
import * as marketplace from "../marketplace/contract.ts"
import { parentOf } from "../shapes.ts"
import * as storefront from "../storefront/contract.ts"
import {
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
import { changeAnswers, changes, takeCancellation } from "./changes.ts"
import { allocation, order, shipment } from "./kinds.ts"
import { orders, takeOrder } from "./orders.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { returnAnswers, returns, takeInspection, takeReturn } from "./returns.ts"
import { shipmentAnswers, shipments, takePacked } from "./shipments.ts"
import { declareWithheld, listings, positions, publicationAnswers, publications, takeFigures } from "./stock.ts"

export const omsRoom: Room = {
  contract: wire.contract,
  objects: [
    orders,
    allocations,
    shipments,
    changes,
    positions,
    listings,
    publications,
    returns,
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
    serves(wire.payAgain, (turn, { shipment: id, method }) =>
      turn.drive(shipment, id, { type: "payAgain", method }, ({ state }) => ok({ shipment: id, state })),
    ),
  ],
  hears: [
    hears(storefront.orderCreated, takeOrder),
    hears(marketplace.orderCreated, takeOrder),
    hears(storefront.cancellationRequested, (turn, payload) => takeCancellation(turn, payload.order)),
    hears(marketplace.cancellationRequested, (turn, payload) => takeCancellation(turn, payload.order)),
    hears(storefront.returnRequested, takeReturn),
    hears(marketplace.returnRequested, takeReturn),
    hears(shipmentPacked, takePacked),
    hears(shipmentShorted, (turn, { shipment: id, lines }) => turn.tell(shipment, id, { type: "shorted", lines })),
    hears(stockSnapshot, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(stockAdjusted, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(shipmentShipped, (turn, { shipment: id, parcels, shippedAt, levels }) => {
      takeFigures(turn, turn.need(shipment, id).context.site, levels)
      turn.tell(shipment, id, { type: "shipped", parcels, shippedAt })
    }),
    hears(stockChanged, (turn, { levels }) => takeFigures(turn, turn.sender, levels)),
    hears(returnInspected, (turn, payload) => takeInspection(turn, payload.return, payload.lines)),
    hears(trackingUpdated, (turn, { status, parcel }) => {
      if (status === "delivered") turn.tell(shipment, parentOf(parcel), { type: "parcelDelivered", parcel })
    }),
  ],
  answers: [...shipmentAnswers, ...publicationAnswers, ...returnAnswers, ...changeAnswers],
  policies,
  postings,
  opens: declareWithheld,
}
