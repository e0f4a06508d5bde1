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
  suspectedPpm: { default: 0, unit: "ratio", says: "Share of orders that are held because they look like fraud." },
  rejectedPpm: {
    default: 0,
    unit: "ratio",
    says: "Share of holds of which nobody decides earlier that end with a no.",
  },
  holdsIncompleteAddress: {
    default: false,
    unit: "flag",
    says: "Whether orders without a postal code or house number are held until somebody has looked.",
  },
  createsIfMissing: {
    default: true,
    unit: "flag",
    says: "Whether the news that an order is paid makes the order if it is the first that is heard of it; otherwise it is dropped.",
  },
  safetyStock: { default: 0, unit: "count", says: "Units of each SKU and site that are never promised." },
  channelBuffer: { default: 0, unit: "count", says: "Units that are kept back from what a channel shows." },
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
  scanWatch: {
    default: true,
    unit: "flag",
    says: "Whether somebody asks about a shipment that was told as shipped and that no carrier has scanned.",
  },
  scanDue: {
    default: 345_600_000,
    unit: "ms",
    clock: "domain",
    says: "How long after the ship confirm the first scan may take, and how long the search for a parcel then: 4 days.",
  },
  lostParcels: {
    default: "refund",
    unit: "choice",
    choices: ["refund", "reship"],
    says: "What the buyer of a parcel that was lost or destroyed gets.",
  },
  undeliveredParcels: {
    default: "refund",
    unit: "choice",
    choices: ["refund", "reship"],
    says: "What the buyer of a parcel that came back undelivered gets.",
  },
  lostGoods: {
    default: "claim",
    unit: "choice",
    choices: ["claim", "loss"],
    says: "Who bears what is lost: the carrier is claimed for it, or it is written off.",
  },
  refundAt: {
    default: "inspection",
    unit: "choice",
    choices: ["approval", "firstScan", "inspection"],
    says: "When money goes back for a return: when it is approved, when the parcel comes, or when somebody has looked.",
  },
  refundCharges: {
    default: "whole",
    unit: "choice",
    choices: ["never", "whole", "always"],
    says: "Whether shipping goes back: never, with the return of all that is left of the order, or with the first return.",
  },
  releaseInsteadAt: {
    default: "inspection",
    unit: "choice",
    choices: ["approval", "firstScan", "inspection"],
    says: "When the goods of an exchange leave, which are set aside when it is approved.",
  },
  promiseInstead: {
    default: 432_000_000,
    unit: "ms",
    clock: "domain",
    says: "Ship-by promise of goods that are sent instead of others: 5 days.",
  },
  checkBeforeRefund: {
    default: true,
    unit: "flag",
    says: "Whether the provider is asked for refunds that a person made before it is told to pay back.",
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
