/** How this payment provider behaves, unless a scenario says otherwise. */
import type { PolicySpec } from "../../sim/scenario/vocabulary.ts"

export const policies = {
  issuerTime: {
    default: { medianMs: 900, p99Ms: 4_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long an issuer takes to decide.",
  },
  declinedPpm: { default: 0, unit: "ratio", says: "Share of authorisations that the issuer refuses." },
  stepUpPpm: {
    default: 0,
    unit: "ratio",
    says: "Share of authorisations for which the issuer wants to hear from a shopper who is there.",
  },
  authenticationWindow: {
    default: 3_600_000,
    unit: "ms",
    clock: "domain",
    says: "How long a shopper has to answer the issuer's step-up: 1 h.",
  },
  authorizationLifetime: {
    default: 604_800_000,
    unit: "ms",
    clock: "domain",
    says: "How long an authorisation holds: 7 days for most cards.",
  },
  giftCardHold: {
    default: 7_776_000_000,
    unit: "ms",
    clock: "domain",
    says: "How long what was set aside on a gift card stays set aside: 90 days.",
  },
  refundTime: {
    default: { medianMs: 3_600_000, p99Ms: 86_400_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a refund takes to be accepted.",
  },
  disputeFee: { default: 1_500, unit: "minor", says: "The provider's fee for each dispute." },
  disputeFeeReturned: { default: false, unit: "flag", says: "Whether the fee comes back when a dispute is won." },
  disputeEvidenceDue: {
    default: 604_800_000,
    unit: "ms",
    clock: "domain",
    says: "How long a merchant may answer a dispute before it is lost: 7 days.",
  },
  answeredShare: {
    default: 0,
    unit: "ratio",
    says: "Share of disputes of which nobody answers earlier that somebody answers well on the last day.",
  },
  disputeReviewTime: {
    default: { medianMs: 1_728_000_000, p99Ms: 5_184_000_000 },
    unit: "spreadMs",
    clock: "domain",
    says: "How long a bank looks at the evidence: 20 days, rarely 60.",
  },
  payoutDelay: {
    default: 172_800_000,
    unit: "ms",
    clock: "domain",
    says: "From a day's cut-off to its payout: two days.",
  },
  feePpm: { default: 29_000, unit: "ratio", says: "The provider's share of each capture: 2.9 %." },
  feeFixed: { default: 30, unit: "minor", says: "The provider's fixed fee on each capture." },
} as const satisfies Record<string, PolicySpec>
