/** How this carrier works, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

const hour = 3_600_000

export const policies = {
  hours: {
    default: { days: "mon-fri", open: "08:00", close: "18:00" },
    unit: "calendar",
    says: "When vans drive: parcels go out for delivery at opening, and are fetched on these days.",
  },
  pickupAt: { default: "17:00", unit: "text", says: "When the van comes to fetch parcels." },
  // Line hauls run through the night: the medians are such that a parcel fetched at 17:00 goes out after 1, 2 and 4 mornings.
  transitSameDay: {
    default: { medianMs: 4 * hour, p99Ms: 8 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "From the first depot to the last, same day; goes out at once.",
  },
  transitFirst: {
    default: { medianMs: 13 * hour, p99Ms: 38 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "From the first depot to the last, first class.",
  },
  transitSecond: {
    default: { medianMs: 37 * hour, p99Ms: 86 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "From the first depot to the last, second class.",
  },
  transitStandard: {
    default: { medianMs: 85 * hour, p99Ms: 182 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "From the first depot to the last, standard class.",
  },
  sortingTime: {
    default: { medianMs: hour, p99Ms: 3 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "From the first scan to leaving the first depot.",
  },
  deliveryTime: {
    default: { medianMs: 4 * hour, p99Ms: 9 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a parcel rides in the van before somebody opens a door.",
  },
  attemptsMax: { default: 3, unit: "count", says: "After how many attempts to deliver a parcel goes back." },
  lostAfter: {
    default: 7 * 24 * hour,
    unit: "ms",
    clock: "domain",
    says: "How long a parcel that does not turn up is searched before it is said to be lost: 7 days.",
  },
  returnTime: {
    default: { medianMs: 72 * hour, p99Ms: 168 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long an undelivered parcel takes back to its sender.",
  },
  giveBackAgain: {
    default: 24 * hour,
    unit: "ms",
    clock: "domain",
    says: "When an undelivered parcel that the sender did not take is brought again.",
  },
  lossPpm: { default: 0, unit: "ratio", says: "Share of fetched parcels that are lost." },
  damagePpm: { default: 0, unit: "ratio", says: "Share of fetched parcels that are damaged and destroyed." },
  failedAttemptPpm: { default: 0, unit: "ratio", says: "Share of attempts to deliver that find nobody." },
  services: {
    default: "sameDay first second standard",
    unit: "text",
    says: "The services that this carrier offers, apart by spaces.",
  },
  postalCodes: {
    default: "optional",
    unit: "choice",
    choices: ["optional", "required"],
    says: "Whether labels are sold for addresses without a postal code.",
  },
  baseRate: { default: 450, unit: "minor", says: "What a parcel costs before its weight, standard class." },
  perKg: { default: 80, unit: "minor", says: "What each started kilogram costs, standard class." },
  rateSpread: {
    default: 100_000,
    unit: "ratio",
    says: "How far this carrier's prices may lie above or below, by service.",
  },
  billAgain: {
    default: 86_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long after an invoice that nobody answered it is sent again: 1 day.",
  },
  currency: { default: "USD", unit: "text", says: "In which currency it charges." },
} as const satisfies Record<string, PolicySpec>
