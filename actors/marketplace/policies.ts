/** How this marketplace behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  pendingTime: {
    default: { medianMs: 1_800_000, p99Ms: 14_400_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long an order stays pending until its payment is sure.",
  },
  unpaidPpm: { default: 0, unit: "ratio", says: "Share of pending orders whose payment comes to nothing." },
  shipWithin: {
    default: 172_800_000,
    unit: "ms",
    clock: "domain",
    says: "The ship-by promise: how long after the pending state everything has to be confirmed as shipped: 2 days.",
  },
  knownCarriers: {
    default: "*",
    unit: "text",
    says: "The carriers' codes that it accepts in a ship confirmation, with blanks between; * for any.",
  },
  commissionPpm: { default: 150_000, unit: "ratio", says: "The marketplace's share of each sale: 15 %." },
  reserveShare: {
    default: 0,
    unit: "ratio",
    says: "Share of a period's sales that is kept back until the next settlement.",
  },
  roundsPrices: {
    default: "line",
    unit: "choice",
    choices: ["line", "unit"],
    says: "Whether a sale is settled at the line's price, or at the price of one unit, rounded down, times the units.",
  },
  settlementDays: { default: 14, unit: "count", says: "Days of a settlement period." },
  returnWindow: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long after the last shipment units may be sent back: 30 days.",
  },
} as const satisfies Record<string, PolicySpec>
