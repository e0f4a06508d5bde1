/** How this notification service behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  queueTime: {
    default: { medianMs: 2_000, p99Ms: 20_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a message waits before it is sent.",
  },
} as const satisfies Record<string, PolicySpec>
