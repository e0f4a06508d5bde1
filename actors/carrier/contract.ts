/** A carrier on the wire: rates, labels, manifests, and where parcels are. */
import * as Schema from "effect/Schema"
import { operation, webhook, type Contract } from "../../sim/partner/contract.ts"
import { Address, AmountMinor, Count, Currency, InstantMs, Service, Text, Units } from "../shapes.ts"

const partner = "carrier"

export const Rate = Schema.Struct({
  service: Service,
  amountMinor: AmountMinor,
  currency: Currency,
  transitDays: Count,
})
export const TrackingStatus = Schema.Literals([
  "labelled",
  "accepted",
  "inTransit",
  "outForDelivery",
  "attemptFailed",
  "delivered",
  "returning",
  "returned",
  "lost",
  "damaged",
  "voided",
])
export const Tracking = Schema.Struct({
  trackingNumber: Text,
  label: Text,
  parcel: Text,
  shipment: Text,
  order: Text,
  status: TrackingStatus,
  at: InstantMs,
})
export type Tracking = typeof Tracking.Type

export const quoteRates = operation(partner, "rates.quote", {
  says: "What it costs to send a parcel, and how long it takes.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ parcel: Text, country: Text, weightGrams: Count }),
  response: Schema.Struct({ carrier: Text, rates: Schema.Array(Rate) }),
  subject: (request) => request.parcel,
})
export const buyLabel = operation(partner, "labels.buy", {
  says: "Buys the label of one parcel. A label is not a hand-over.",
  visibility: "partner",
  request: Schema.Struct({
    parcel: Text,
    shipment: Text,
    order: Text,
    /** The buyer's instance that the parcel goes to. */
    recipient: Text,
    service: Service,
    address: Address,
    weightGrams: Count,
    /** As the packing list has it. */
    contents: Schema.Array(Units),
  }),
  response: Schema.Struct({ label: Text, trackingNumber: Text, amountMinor: AmountMinor, currency: Currency }),
  errors: {
    badAddress: { status: 422, definite: true, says: "The carrier cannot deliver to such an address." },
    notOffered: { status: 422, definite: true, says: "The carrier does not offer this service." },
  },
  subject: (request) => request.parcel,
})
export const voidLabel = operation(partner, "labels.void", {
  says: "Gives a label back that no parcel was handed over with.",
  visibility: "partner",
  request: Schema.Struct({ label: Text }),
  response: Schema.Struct({ label: Text, state: Text }),
  subject: (request) => request.label,
})
export const manifestParcels = operation(partner, "manifests.close", {
  says: "The parcels of a shipment are ready for the next pickup.",
  visibility: "partner",
  request: Schema.Struct({ shipment: Text, labels: Schema.Array(Text) }),
  response: Schema.Struct({ manifest: Text, pickupAt: InstantMs }),
  subject: (request) => request.shipment,
})
export const getTracking = operation(partner, "tracking.get", {
  says: "Where a parcel is.",
  visibility: "public",
  reads: true,
  request: Schema.Struct({ trackingNumber: Text }),
  response: Tracking,
  subject: (request) => request.trackingNumber,
})

export const missPickup = operation(partner, "pickups.miss", {
  says: "The van does not come: whatever waits for it is fetched on the next day on which vans drive.",
  style: "manual",
  request: Schema.Struct({ pickup: Text }),
  response: Schema.Struct({ pickup: Text, pickupAt: InstantMs }),
  subject: (request) => request.pickup,
})
export const meetFate = operation(partner, "parcels.meetFate", {
  says: "What becomes of a parcel that is not delivered the straight way; or how often nobody opens the door.",
  style: "manual",
  request: Schema.Struct({
    parcel: Text,
    fate: Schema.Literals(["none", "leftBehind", "vanished", "lost", "damaged", "refused"]),
    absences: Schema.optionalKey(Count),
  }),
  response: Schema.Struct({ label: Text, state: Text }),
  subject: (request) => request.parcel,
})

export const trackingUpdated = webhook(partner, "tracking.updated", {
  says: "A parcel was scanned.",
  payload: Tracking,
  subject: (payload) => payload.label,
})

export const contract = {
  partner,
  stands: "partner",
  says: "A carrier: sells labels, fetches parcels, scans them on their way and hands them over.",
  operations: [quoteRates, buyLabel, voidLabel, manifestParcels, getTracking, missPickup, meetFate],
  webhooks: [trackingUpdated],
} as unknown as Contract
