/** How this shop behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  returnWindow: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long after the last shipment units may be sent back: 30 days.",
  },
} as const satisfies Record<string, PolicySpec>
