/** How this shop behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  authenticationWindow: {
    default: 3_900_000,
    unit: "ms",
    clock: "domain",
    says: "How long a checkout waits for a buyer who is with the card's issuer: 65 min, a little longer than the issuer.",
  },
  saysPaidApart: {
    default: false,
    unit: "flag",
    says: "Whether the shop tells of an order and of its payment in two messages, as many do, instead of one.",
  },
  capturedBy: {
    default: "oms",
    unit: "choice",
    choices: ["oms", "storefront"],
    says: "Who takes the money of an order: the OMS, by its own policy, or the shop itself at the checkout; then only what could not be taken is left to the OMS.",
  },
  askAgain: {
    default: 900_000,
    unit: "ms",
    clock: "domain",
    says: "How long after an unanswered capture it is repeated: 15 min.",
  },
  authorisesEdits: {
    default: true,
    unit: "flag",
    says: "Whether what an edit costs more is authorised before anybody hears of it; otherwise it is found out when the parcel is packed.",
  },
  returnWindow: {
    default: 2_592_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long after the last shipment units may be sent back: 30 days.",
  },
} as const satisfies Record<string, PolicySpec>
