/** The carrier's front door: sells and voids labels, plans pickups, and tells where parcels are. */
import { nextAt, readTime } from "../../sim/world/calendar.ts"
import { chance } from "../../sim/world/hash.ts"
import { refuse, refuseWith } from "../../sim/partner/server.ts"
import {
  answers,
  object,
  ok,
  serves,
  type ObjectKind,
  type Posting,
  type Room,
  type Seen,
} from "../../sim/partner/room.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { receiveParcel } from "../buyer/contract.ts"
import { isoDate } from "../dates.ts"
import { createFreightBill } from "../erp/contract.ts"
import { takeBackParcel } from "../wms/contract.ts"
import * as wire from "./contract.ts"
import { billAnswered, charge, invoice } from "./invoices.ts"
import { labelMachine, type Fate, type LabelContext } from "./label.machine.ts"
import { pickupMachine } from "./pickup.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { priceOf, servicesOf, transitDaysOf, transitPolicy } from "./rates.ts"

const statuses: Readonly<Record<string, typeof wire.TrackingStatus.Type>> = {
  bought: "labelled",
  manifested: "labelled",
  leftBehind: "labelled",
  accepted: "accepted",
  inTransit: "inTransit",
  searched: "inTransit",
  outForDelivery: "outForDelivery",
  attemptFailed: "attemptFailed",
  delivered: "delivered",
  returning: "returning",
  handingBack: "returning",
  handingBackAgain: "returning",
  returned: "returned",
  lost: "lost",
  damaged: "damaged",
  voided: "voided",
}

const trackingOf = ({ id, state, context }: Seen<LabelContext>): wire.Tracking => {
  const { trackingNumber, parcel, shipment, order, scannedAt } = context
  return { trackingNumber, label: id, parcel, shipment, order, status: statuses[state] ?? "labelled", at: scannedAt }
}

/** What a label costs, from its purchase on: billed once the parcel has been fetched. */
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
    charge: (turn, self) => charge(turn, self),
    joinPickup: (turn, { id, context }) => {
      if (context.manifest !== null) turn.tell(pickup, context.manifest, { type: "add", label: id })
    },
    handOver: (turn, { context }) => {
      const { order, shipment, parcel, trackingNumber, contents } = context
      turn.call(turn.peer("buyer"), receiveParcel, { order, shipment, parcel, trackingNumber, contents })
    },
    giveBack: (turn, { context }) => {
      const { order, shipment, parcel, trackingNumber } = context
      turn.call(context.shipper, takeBackParcel, { order, shipment, parcel, trackingNumber })
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
    deliveryTime: ({ id, context }, turn) =>
      turn.duration("deliveryTime", context.attempts === 0 ? id : `${id} ${context.attempts + 1}`),
    nextAttempt: (_self, turn) => {
      const calendar = turn.calendar("hours")
      return nextAt(calendar, turn.at, calendar.openMs) - turn.at
    },
    lostAfter: (_self, turn) => turn.policy("lostAfter"),
    returnTime: (self, turn) => turn.duration("returnTime", self.id),
    giveBackAgain: (_self, turn) => turn.policy("giveBackAgain"),
  },
  indexes: { byTracking: (context) => context.trackingNumber, byParcel: (context) => context.parcel },
})

const pickup: ObjectKind<typeof pickupMachine> = object("pickup", pickupMachine, {
  effects: {
    scanParcels: (turn, { context }) => {
      for (const id of context.labels) turn.tell(label, id, { type: "pickedUp", ...luckOf(turn, id) })
    },
  },
  delays: { van: (self, turn) => self.context.pickupAt - turn.at },
})

/** What will become of a parcel for which nobody has decided anything. */
const luckOf = (turn: Turn, id: string): { readonly luck: Fate; readonly absences: number } => {
  const meets = (what: string, ppm: string) => chance(turn.draw(what, id), turn.policy(ppm))
  const luck = meets("loss", "lossPpm") ? "lost" : meets("damage", "damagePpm") ? "damaged" : "none"
  let absences = 0
  const attemptsMax = turn.policy("attemptsMax")
  while (absences < attemptsMax && meets(`attempt ${absences + 1}`, "failedAttemptPpm")) absences++
  return { luck, absences }
}

/** The next pickup after an instant. */
const nextPickup = (turn: Turn, after: number): number =>
  nextAt(turn.calendar("hours"), after, readTime(turn.policy<string>("pickupAt")))

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
  objects: [label, pickup, invoice] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("carrier"),
    serves(wire.quoteRates, (turn, { weightGrams }) => {
      const rates = servicesOf(turn).map((service) => ({
        service,
        amountMinor: priceOf(turn, service, weightGrams),
        currency: turn.policy<string>("currency"),
        transitDays: transitDaysOf(turn, service),
      }))
      return ok({ carrier: turn.instance.name, rates })
    }),
    serves(wire.buyLabel, (turn, { parcel, shipment, order, service, address, weightGrams, contents }) => {
      if (!servicesOf(turn).includes(service))
        return refuseWith(wire.buyLabel, "notOffered", `${turn.instance.name} does not offer ${service}.`)
      if (address.postalCode === null && turn.policy<string>("postalCodes") === "required") {
        const says = `${turn.instance.name} cannot deliver to ${address.city} without a postal code.`
        return refuseWith(wire.buyLabel, "badAddress", says)
      }
      // A parcel may have any number of labels: only the idempotency key keeps a retry from buying another.
      const amountMinor = priceOf(turn, service, weightGrams)
      const currency = turn.policy<string>("currency")
      const trackingNumber = trackingNumberFor(turn, parcel)
      const input = {
        parcel,
        shipment,
        order,
        shipper: turn.sender,
        service,
        contents,
        trackingNumber,
        amountMinor,
        currency,
        scannedAt: turn.at,
        attemptsMax: turn.policy("attemptsMax"),
      }
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
      const shipper = turn.sender === "" ? "counter" : turn.sender
      const manifestOf = (at: number) => `${turn.instance.name}/${shipper}/pickup/${isoDate(at)}`
      let pickupAt = nextPickup(turn, turn.at)
      // By a clock that was set back a van may have been there that is still to come.
      while (turn.read(pickup, manifestOf(pickupAt))?.is("done") === true) pickupAt = nextPickup(turn, pickupAt)
      const manifest = manifestOf(pickupAt)
      if (turn.read(pickup, manifest) === null) turn.create(pickup, manifest, { pickupAt })
      // A label that is on a manifest already stays on that one.
      for (const id of labels) turn.send(label, id, { type: "manifest", manifest })
      const first = labels[0] === undefined ? manifest : (turn.need(label, labels[0]).context.manifest ?? manifest)
      return ok({ manifest: first, pickupAt: turn.need(pickup, first).context.pickupAt }, 201)
    }),
    serves(wire.missPickup, (turn, { pickup: id }) => {
      const planned = turn.read(pickup, id)
      if (planned === null) return turn.unknown("pickup", id)
      const pickupAt = nextPickup(turn, planned.context.pickupAt)
      return turn.drive(pickup, id, { type: "miss", pickupAt }, () => ok({ pickup: id, pickupAt }))
    }),
    serves(wire.meetFate, (turn, { parcel, fate, absences = 0 }) => {
      const found = turn.find(label, "byParcel", parcel).at(-1)
      if (found === undefined) return turn.unknown("parcel", parcel)
      const event = { type: "meet", fate, absences } as const
      return turn.drive(label, found.id, event, ({ id, state }) => ok({ label: id, state }))
    }),
    serves(wire.getTracking, (turn, { trackingNumber }) => {
      const [found] = turn.find(label, "byTracking", trackingNumber)
      return found === undefined ? turn.unknown("parcel", trackingNumber) : ok(trackingOf(found))
    }),
  ],
  hears: [],
  answers: [
    answers(createFreightBill, billAnswered),
    answers(takeBackParcel, (answer) => ({ type: answer.outcome === "ok" ? "returnTaken" : "returnUnanswered" })),
  ],
  policies,
  postings,
}
