/** How this OMS behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  reviewAbove: {
    default: 500_000,
    unit: "minor",
    says: "Orders above this total are held until somebody has looked at them.",
  },
  reviewTime: {
    default: { medianMs: 7_200_000, p99Ms: 43_200_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long such a look takes.",
  },
  safetyStock: { default: 0, unit: "count", says: "Units of each SKU and site that are never promised." },
  channelBuffer: { default: 0, unit: "count", says: "Units that are kept back from what a channel shows." },
  figures: {
    default: "newest",
    unit: "choice",
    choices: ["newest", "latest"],
    says: "Which of a warehouse's figures counts: the one that includes most movements, or whichever arrives last.",
  },
  reserves: {
    default: "stock",
    unit: "choice",
    choices: ["stock", "blindly"],
    says: "Whether units are set aside only where they are, or for every order without a look.",
  },
  lastUnitTo: {
    default: "marketplace",
    unit: "choice",
    choices: ["marketplace", "first"],
    says: "Who gets the last units: orders of marketplaces before those of shops that are not released, or whoever comes first.",
  },
  backorderLimit: {
    default: 5_184_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long units may wait before their order is called off and the buyer told, if nothing of it has left: 60 days.",
  },
  publishDelay: {
    default: 10_000,
    unit: "ms",
    clock: "domain",
    says: "How long changes are gathered before a channel is told.",
  },
  gatherTime: {
    default: 86_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long an order waits for more of its backordered units before the next release: 1 day.",
  },
  waitsForWarehouse: {
    default: true,
    unit: "flag",
    says: "Whether money and word go out only after the warehouse has agreed to stop; otherwise the order is cancelled at once.",
  },
  askAgain: {
    default: 900_000,
    unit: "ms",
    clock: "domain",
    says: "How long after an unanswered request it is repeated: 15 min.",
  },
  captureAgain: {
    default: 86_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long after a declined capture it is tried again: 1 day.",
  },
  declinesMax: {
    default: 3,
    unit: "count",
    says: "How often a parcel's money is refused before it waits for another card.",
  },
  finalCapture: {
    default: "last",
    unit: "choice",
    choices: ["last", "first"],
    says: "Which capture of an order is final and gives back the rest of the authorisation: the last, or already the first.",
  },
  returnWindow: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long after delivery an order stays open for returns: 30 days.",
  },
  promiseSameDay: { default: 86_400_000, unit: "ms", clock: "domain", says: "Ship-by promise of same-day orders." },
  promiseFirst: { default: 172_800_000, unit: "ms", clock: "domain", says: "Ship-by promise of first-class orders." },
  promiseSecond: { default: 259_200_000, unit: "ms", clock: "domain", says: "Ship-by promise of second-class orders." },
  promiseStandard: { default: 432_000_000, unit: "ms", clock: "domain", says: "Ship-by promise of standard orders." },
} as const satisfies Record<string, PolicySpec>
