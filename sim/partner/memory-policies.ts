/** Policies that every kind of partner has, because the shared halves keep them: how long something is remembered, what is put aside. */
import type { PolicySpec } from "../scenario/vocabulary.ts"

export const memoryPolicies = {
  idempotencyKept: {
    default: 86_400_000,
    unit: "ms",
    clock: "domain",
    says: "How long a request's idempotency key is remembered: 24 h, the shortest that payment providers promise.",
  },
  eventIdsKept: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long the id of an event that was taken in is known: longer than any ladder of deliveries takes.",
  },
  quarantineAfter: {
    default: 3,
    unit: "count",
    says: "After how many failures over one event it is put aside, so that those behind it get through; 0 for never.",
  },
} as const satisfies Record<string, PolicySpec>

/** The value for an instance; partners that were made without a scenario have the defaults. */
export const keptMs = (
  policies: Readonly<Record<string, unknown>>,
  name: "idempotencyKept" | "eventIdsKept",
): number => {
  const value = policies[name]
  return typeof value === "number" ? value : memoryPolicies[name].default
}
