/** What must hold as seen from the buyer's mailbox: nothing is told before it is true. */
import { invariant } from "../../sim/consistency/invariant.ts"
import { HashCounts } from "../../sim/world/hash-counts.ts"
import { parentOf } from "../shapes.ts"

/** A shipment's count, as three numbers in one: it has left, parcels with the carrier, parcels delivered. */
const left = 1
const oneOnTheWay = 2
const oneDelivered = 65_536
const hasLeft = (count: number): boolean => (count & left) !== 0
const onTheWayOf = (count: number): number => (count & (oneDelivered - 1)) >> 1
const deliveredOf = (count: number): number => count >> 16

const shipmentOf = (label: string): string => parentOf(parentOf(label))

/** Scans in the order in which they come; an attempt that failed or a way back are exceptions and have no place in it. */
const scans = ["bought", "manifested", "accepted", "inTransit", "outForDelivery", "delivered"]
const goesBack = (from: string, to: string): boolean => scans.includes(to) && scans.indexOf(to) < scans.indexOf(from)

export const trackingTruth = invariant({
  id: "I18",
  name: "tracking truth",
  kind: "safety",
  says: "A buyer is told of a shipment or a delivery only after the warehouse or the carrier says so, and no parcel goes back a step unless something went wrong.",
  state: () => ({ shipments: new HashCounts() }),
  transition: {
    outboundOrder: ({ shipments }, { id, from, to }) => {
      if (to === "shipped" && from !== "shipped" && !hasLeft(shipments.get(id))) shipments.add(id, left)
    },
    label: ({ shipments }, { at, message, id, from, to }, judge) => {
      if (to === from) return
      // Announced anew after a van has left it behind, it is still the same parcel.
      if (to === "manifested" && from !== "leftBehind") shipments.add(shipmentOf(id), oneOnTheWay)
      if (to === "delivered") shipments.add(shipmentOf(id), oneDelivered)
      if (from === "delivered") judge.broken(at, message, `Label ${id} was delivered and is now ${to}.`)
      else if (goesBack(from, to))
        judge.broken(at, message, `Label ${id} was ${from} and is ${to} again, and nothing has gone wrong in between.`)
    },
  },
  message: {
    "inbox.shipped": ({ shipments }, { row, kind, subject, sentAt }, judge) => {
      if (kind !== "handover") return
      judge.exercised()
      if (!hasLeft(shipments.get(subject)))
        judge.broken(sentAt, row, `The buyer is told that ${subject} has left, but no warehouse has shipped it.`)
    },
    "inbox.delivered": ({ shipments }, { row, kind, subject, sentAt }, judge) => {
      if (kind !== "handover") return
      judge.exercised()
      const count = shipments.get(subject)
      const [delivered, parcels] = [deliveredOf(count), onTheWayOf(count)]
      if (!hasLeft(count))
        judge.broken(sentAt, row, `The buyer is told that ${subject} has left, but no warehouse has shipped it.`)
      else if (delivered < Math.max(1, parcels))
        judge.broken(
          sentAt,
          row,
          `The buyer is told that ${subject} was delivered, but ${delivered} of its ${parcels} parcels are.`,
        )
    },
  },
})
