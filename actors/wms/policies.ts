/** How this warehouse works, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

const minute = 60_000
const hour = 60 * minute

export const policies = {
  hours: {
    default: { days: "mon-sat", open: "06:00", close: "22:00" },
    unit: "calendar",
    says: "When the site works: waves, picking, packing, the dock and inspection.",
  },
  waveEvery: {
    default: 30 * minute,
    unit: "ms",
    clock: "domain",
    says: "How often a wave is cut while the site is open.",
  },
  pickers: {
    default: 4,
    unit: "count",
    says: "How many people pick at the same time while the site is open, unless it works in shifts.",
  },
  shifts: {
    default: "",
    unit: "shifts",
    within: "hours",
    says: "How many people pick when, within the site's hours and by its clocks. A pick that is begun is finished; what waits at the end of a shift waits for the next.",
  },
  pickLineTime: {
    default: { medianMs: 25_000, p99Ms: 90_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a picker needs for one line: walk, find, count.",
  },
  packingTime: {
    default: { medianMs: 3 * minute, p99Ms: 10 * minute },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a parcel takes to pack.",
  },
  stopsInHand: {
    default: true,
    unit: "flag",
    says: "Whether a shipment can still be stopped while it is picked or packed.",
  },
  putbackTime: {
    default: { medianMs: 20 * minute, p99Ms: 90 * minute },
    unit: "spreadMs",
    clock: "domain",
    says: "How long units of a stopped shipment take back to their shelves.",
  },
  unitsPerParcel: { default: 120, unit: "count", says: "How many units a parcel holds." },
  gramsPerParcel: { default: 48_000, unit: "count", says: "What a parcel may weigh." },
  gramsPerUnit: { default: 400, unit: "count", says: "What a unit weighs, packing included." },
  labelRetry: {
    default: 15 * minute,
    unit: "ms",
    clock: "domain",
    says: "How long to wait before carriers are asked again for a rate, a label or a pickup.",
  },
  // Carriers remember an idempotency key for 24 h: a later try could buy a second label.
  labelTriesMax: {
    default: 90,
    unit: "count",
    says: "After how many tries a person must look at a parcel or a manifest.",
  },
  shipConfirmDelay: {
    default: 5 * minute,
    unit: "ms",
    clock: "domain",
    says: "From a parcel being packed and paid for to its ship confirm.",
  },
  refuseShare: {
    default: 0,
    unit: "ratio",
    says: "Share of shipments that the site does not take although it has the goods: a blocked bay, a strike.",
  },
  misplacedShare: {
    default: 0,
    unit: "ratio",
    says: "Share of picked lines of which the picker does not find all units that are on record.",
  },
  countTime: {
    default: { medianMs: 30 * minute, p99Ms: 2 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a requested count takes.",
  },
  dockTime: {
    default: { medianMs: 2 * hour, p99Ms: 8 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a delivery is unloaded and counted.",
  },
  putawayTime: {
    default: { medianMs: hour, p99Ms: 4 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long counted goods take to their shelves.",
  },
  inspectionTime: {
    default: { medianMs: 4 * hour, p99Ms: 24 * hour },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a return waits for its inspection.",
  },
  restockAt: {
    default: "inspection",
    unit: "choice",
    choices: ["inspection", "arrival"],
    says: "When returned units may be sold again: after somebody has looked at them, or as soon as they come.",
  },
  scrapShare: { default: 50_000, unit: "ratio", says: "Share of returned lines that cannot be sold again." },
} as const satisfies Record<string, PolicySpec>
