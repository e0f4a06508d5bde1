/** How this supplier behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  leadTime: {
    default: { medianMs: 432_000_000, p99Ms: 1_036_800_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "From a purchase order to goods leaving: 5 days, rarely 12.",
  },
  transit: {
    default: { medianMs: 86_400_000, p99Ms: 259_200_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long goods are on the road: a day, rarely 3.",
  },
  shortShare: { default: 0, unit: "ratio", says: "Share of order lines of which the supplier has too little." },
  shortTo: {
    default: 500_000,
    unit: "ratio",
    says: "How much of such a line comes, at least one unit.",
  },
  restFollows: {
    default: false,
    unit: "flag",
    says: "Whether the rest of such a line comes later, on the same bill; otherwise it never does.",
  },
  restTime: {
    default: { medianMs: 604_800_000, p99Ms: 1_814_400_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "From the bill to the rest leaving: a week, rarely three.",
  },
  lateShare: { default: 0, unit: "ratio", says: "Share of purchase orders that leave later than they should." },
  lateBy: { default: 432_000_000, unit: "ms", clock: "domain", says: "How much later those leave: 5 days." },
  billingDelay: { default: 86_400_000, unit: "ms", clock: "domain", says: "From a delivery to its bill." },
  overchargeShare: { default: 0, unit: "ratio", says: "Share of bill lines at a higher price than was agreed." },
  overchargeBy: { default: 50_000, unit: "ratio", says: "How much higher that price is: 5 %." },
  overbillShare: { default: 0, unit: "ratio", says: "Share of bill lines for more units than were delivered." },
  overbillUnits: { default: 1, unit: "count", says: "How many more units such a line charges for." },
  retryDelay: {
    default: 3_600_000,
    unit: "ms",
    clock: "domain",
    says: "How long a notice, delivery or bill that was not taken waits before the next try.",
  },
  triesMax: {
    default: 168,
    unit: "count",
    says: "How often each of them is tried before it stands until a person has looked.",
  },
} as const satisfies Record<string, PolicySpec>
