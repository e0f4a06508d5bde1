/** How this ERP behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  safetyUnits: { default: 1, unit: "count", says: "Units that each site keeps of an item beyond its expected demand." },
  assortmentUnits: {
    default: 6,
    unit: "count",
    says: "Units that a site buys of an item at least, so that what nobody has asked for yet can be sold at all.",
  },
  supplierLeadTime: {
    default: 604_800_000,
    unit: "ms",
    clock: "domain",
    says: "From a purchase order to goods on the shelf, as replenishment reckons: 7 days.",
  },
  reviewPeriod: {
    default: 86_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long a shortage may wait for its purchase order, as replenishment reckons.",
  },
  coverFactor: {
    default: 1_300_000,
    unit: "ratio",
    says: "How much of the demand expected until goods arrive is covered: 130 %.",
  },
  planningDelay: {
    default: 14_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long a site collects shortages before it orders them together.",
  },
  linesPerOrder: { default: 200, unit: "count", says: "Lines that a purchase order has at most." },
  resendDelay: {
    default: 3_600_000,
    unit: "ms",
    clock: "domain",
    says: "How long a purchase order that nobody answered waits before it is sent again.",
  },
  sendsMax: { default: 168, unit: "count", says: "How often a purchase order is sent before a person has to look." },
  paymentTerms: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "From a supplier's bill to its payment: 30 days.",
  },
  roundingTolerance: {
    default: 1,
    unit: "minor",
    says: "Up to which difference between two amounts that should be the same is rounding; more is an exception.",
  },
  payoutMatching: {
    default: "lines",
    unit: "choice",
    choices: ["lines", "total"],
    says: "What a payout is compared with: each of its lines with our books, or nothing at all, its total being believed.",
  },
  reconcileRetry: {
    default: 21_600_000,
    unit: "ms",
    clock: "domain",
    says: "How long a payout or settlement that does not match waits for late messages before it is compared again.",
  },
  reconcileChecksMax: {
    default: 28,
    unit: "count",
    says: "How often a payout or settlement is compared before it is left to a person: a week of them.",
  },
} as const satisfies Record<string, PolicySpec>
