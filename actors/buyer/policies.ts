/** How people behave, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  secondCardShare: {
    default: 0,
    unit: "ratio",
    says: "Share of people who have another card with them when theirs is refused.",
  },
  cancelShare: { default: 0, unit: "ratio", says: "Share of orders that their buyers soon think better of." },
  secondThoughts: {
    default: { medianMs: 7_200_000, p99Ms: 86_400_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How soon: from the accepted order to the wish to cancel it.",
  },
  returnShare: {
    default: 0,
    unit: "ratio",
    says: "Share of orders of which something goes back after the first parcel has come.",
  },
  returnWholeShare: { default: 300_000, unit: "ratio", says: "Share of such returns that are of everything: 30 %." },
  tryingOut: {
    default: { medianMs: 432_000_000, p99Ms: 1_728_000_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "From that parcel to the wish to send something back: 5 days, rarely 20.",
  },
  oddBoxShare: {
    default: 0,
    unit: "ratio",
    says: "Share of such returns with a unit less in the parcel than was announced.",
  },
  disputeShare: {
    default: 0,
    unit: "ratio",
    says: "Share of orders paid for with a card whose buyers tell their bank that the charge was wrong.",
  },
  disputeWholeShare: {
    default: 800_000,
    unit: "ratio",
    says: "Share of disputes that are about the whole order: 80 %.",
  },
  statementTime: {
    default: { medianMs: 2_592_000_000, p99Ms: 7_776_000_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "From the accepted order to that talk with the bank: 30 days, rarely 90.",
  },
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
