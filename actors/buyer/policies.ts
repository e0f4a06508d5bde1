/** How people behave, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  patience: {
    default: 172_800_000,
    unit: "ms",
    clock: "domain",
    says: "How long a person waits before asking again whether units can be sent back: 2 days.",
  },
  packingUp: {
    default: { medianMs: 86_400_000, p99Ms: 432_000_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "From an approved return to the parcel on its way.",
  },
  returnTransit: {
    default: { medianMs: 259_200_000, p99Ms: 691_200_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a parcel takes back to the warehouse.",
  },
} as const satisfies Record<string, PolicySpec>
