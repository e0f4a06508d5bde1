/** The carrier's front door: sells and voids labels, plans pickups, and tells where parcels are. */
import { nextAt, readTime } from "../../sim/world/calendar.ts"
import { refuse } from "../../sim/partner/server.ts"
import { object, ok, serves, type ObjectKind, type Posting, type Room, type Seen } from "../../sim/partner/room.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { receiveParcel } from "../buyer/contract.ts"
import { isoDate } from "../dates.ts"
import * as wire from "./contract.ts"
import { labelMachine, type LabelContext } from "./label.machine.ts"
import { pickupMachine } from "./pickup.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { priceOf, services, transitDaysOf, transitPolicy } from "./rates.ts"

const statuses: Readonly<Record<string, typeof wire.TrackingStatus.Type>> = {
  bought: "labelled",
  manifested: "labelled",
  accepted: "accepted",
  inTransit: "inTransit",
  outForDelivery: "outForDelivery",
  delivered: "delivered",
  voided: "voided",
}

const trackingOf = ({ id, state, context }: Seen<LabelContext>): wire.Tracking => {
  const { trackingNumber, parcel, shipment, order, scannedAt } = context
  return { trackingNumber, label: id, parcel, shipment, order, status: statuses[state] ?? "labelled", at: scannedAt }
}

/** What a label costs is compared with what others book for it; the carrier's own invoice is not part of the world. */
const postage = ({ context }: Seen<LabelContext>, sign: 1 | -1): Posting => ({
  book: "memo",
  currency: context.currency,
  subject: context.shipment,
  legs: [{ account: "postage", amountMinor: sign * context.amountMinor }],
})

const label: ObjectKind<typeof labelMachine> = object("label", labelMachine, {
  publishes: { "tracking.updated": (self) => trackingOf(self) },
  posts: { label: (self) => postage(self, 1), void: (self) => postage(self, -1) },
  effects: {
    joinPickup: (turn, { id, context }) => {
      if (context.manifest !== null) turn.tell(pickup, context.manifest, { type: "add", label: id })
    },
    handOver: (turn, { context }) => {
      const { order, shipment, parcel, trackingNumber } = context
      turn.call(turn.peer("buyer"), receiveParcel, { order, shipment, parcel, trackingNumber })
    },
  },
  delays: {
    sortingTime: (self, turn) => turn.duration("sortingTime", self.id),
    transitTime: ({ id, context }, turn) => {
      const transitMs = turn.duration(transitPolicy[context.service], id)
      if (context.service === "sameDay") return transitMs
      // A parcel that comes to the last depot by day goes out the next morning.
      const calendar = turn.calendar("hours")
      return nextAt(calendar, turn.at + transitMs, calendar.openMs) - turn.at
    },
    deliveryTime: (self, turn) => turn.duration("deliveryTime", self.id),
  },
  indexes: { byTracking: (context) => context.trackingNumber, byParcel: (context) => context.parcel },
})

const pickup: ObjectKind<typeof pickupMachine> = object("pickup", pickupMachine, {
  effects: {
    scanParcels: (turn, { context }) => {
      for (const id of context.labels) turn.tell(label, id, { type: "pickedUp" })
    },
  },
  delays: { van: (self, turn) => self.context.pickupAt - turn.at },
})

/** Two letters of the carrier and twelve drawn digits; never given twice. */
const trackingNumberFor = (turn: Turn, parcel: string): string => {
  const name = turn.instance.name.toUpperCase().replaceAll(/[^A-Z0-9]/gu, "")
  const digits = (identity: string): string =>
    String(turn.draw("trackingNumber", identity) % 1_000_000).padStart(6, "0")
  for (let n = turn.find(label, "byParcel", parcel).length + 1; ; n++) {
    const number = `${name.slice(0, 1)}${name.slice(-1)}${digits(`${parcel} ${n} high`)}${digits(`${parcel} ${n} low`)}`
    if (turn.find(label, "byTracking", number).length === 0) return number
  }
}

export const carrierRoom: Room = {
  contract: wire.contract,
  objects: [label, pickup] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("carrier"),
    serves(wire.quoteRates, (turn, { weightGrams }) => {
      const rates = services.map((service) => ({
        service,
        amountMinor: priceOf(turn, service, weightGrams),
        currency: turn.policy<string>("currency"),
        transitDays: transitDaysOf(turn, service),
      }))
      return ok({ carrier: turn.instance.name, rates })
    }),
    serves(wire.buyLabel, (turn, { parcel, shipment, order, service, weightGrams }) => {
      // A parcel may have any number of labels: only the idempotency key keeps a retry from buying another.
      const amountMinor = priceOf(turn, service, weightGrams)
      const currency = turn.policy<string>("currency")
      const trackingNumber = trackingNumberFor(turn, parcel)
      const input = { parcel, shipment, order, service, trackingNumber, amountMinor, currency, scannedAt: turn.at }
      const id = turn.create(label, { of: parcel, role: "label" }, input)
      return ok({ label: id, trackingNumber, amountMinor, currency }, 201)
    }),
    serves(wire.voidLabel, (turn, { label: id }) =>
      turn.drive(label, id, { type: "void" }, ({ state }) => ok({ label: id, state })),
    ),
    serves(wire.manifestParcels, (turn, { labels }) => {
      const unknown = labels.find((id) => turn.read(label, id) === null)
      if (unknown !== undefined) return turn.unknown("label", unknown)
      const voided = labels.find((id) => turn.need(label, id).is("voided"))
      if (voided !== undefined) {
        return refuse("conflict", `label "${voided}" is voided and cannot take "manifest" now.`, {
          state: "voided",
          allowed: [],
        })
      }
      const pickupAt = nextAt(turn.calendar("hours"), turn.at, readTime(turn.policy<string>("pickupAt")))
      const shipper = turn.sender === "" ? "counter" : turn.sender
      const manifest = `${turn.instance.name}/${shipper}/pickup/${isoDate(pickupAt)}`
      if (turn.read(pickup, manifest) === null) turn.create(pickup, manifest, { pickupAt })
      // A label that is on a manifest already stays on that one.
      for (const id of labels) turn.send(label, id, { type: "manifest", manifest })
      const first = labels[0] === undefined ? manifest : (turn.need(label, labels[0]).context.manifest ?? manifest)
      return ok({ manifest: first, pickupAt: turn.need(pickup, first).context.pickupAt }, 201)
    }),
    serves(wire.getTracking, (turn, { trackingNumber }) => {
      const [found] = turn.find(label, "byTracking", trackingNumber)
      return found === undefined ? turn.unknown("parcel", trackingNumber) : ok(trackingOf(found))
    }),
  ],
  hears: [],
  answers: [],
  policies,
  postings,
}
