/** Disputes: what a cardholder's bank takes back at once, and what the provider's balance gets again when the bank is convinced. */
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { chance } from "../../sim/world/hash.ts"
import { collect } from "./balance.ts"
import type * as wire from "./contract.ts"
import { disputeMachine, type DisputeContext } from "./dispute.machine.ts"

/** What convinces a bank, by the reason that its cardholder gave. */
const proofs: Readonly<Record<string, string>> = {
  productNotReceived: "proofOfDelivery",
  fraudulent: "authentication",
  duplicate: "twoReceipts",
  creditNotProcessed: "refundReceipt",
}

export const convinces = (reason: string, evidence: readonly string[]): boolean =>
  evidence.includes(proofs[reason] ?? "")

/** What the merchant's people have to say on the last day, when nobody has said anything before. */
export const lastWordOf = (turn: Turn, payment: string, reason: string): readonly string[] => {
  const proof = proofs[reason]
  const answers = chance(turn.draw("last word", payment), turn.policy("answeredShare"))
  return answers && proof !== undefined ? [proof] : []
}

export const dispute = object("dispute", disputeMachine, {
  publishes: { "dispute.opened": (self) => disputeOf(self), "dispute.closed": (self) => disputeOf(self) },
  posts: {
    disputeOpened: ({ id, context: { order, currency, amountMinor, feeMinor } }) => ({
      book: "money",
      currency,
      subject: order,
      legs: [
        { account: "pending", subject: id, amountMinor: -amountMinor - feeMinor },
        { account: "disputed", subject: id, amountMinor },
        { account: "earned", subject: id, amountMinor: feeMinor },
      ],
    }),
    disputeWon: ({ id, context: { order, currency, amountMinor, feeReturnedMinor } }) => ({
      book: "money",
      currency,
      subject: order,
      legs: [
        { account: "pending", subject: id, amountMinor: amountMinor + feeReturnedMinor },
        { account: "disputed", subject: id, amountMinor: -amountMinor },
        { account: "earned", subject: id, amountMinor: -feeReturnedMinor },
      ],
    }),
    // The shopper has it back for good.
    disputeLost: ({ id, context: { order, currency, amountMinor } }) => ({
      book: "money",
      currency,
      subject: order,
      legs: [
        { account: "disputed", subject: id, amountMinor: -amountMinor },
        { account: "shopper", amountMinor },
      ],
    }),
  },
  effects: {
    joinPayout: (turn, { id, context }, _event, params) => {
      const { currency, amountMinor, feeMinor, feeReturnedMinor } = context
      const type = params?.["type"] === "dispute" ? "dispute" : "disputeReversal"
      const netMinor = type === "dispute" ? -amountMinor - feeMinor : amountMinor + feeReturnedMinor
      collect(turn, currency, { transaction: `${id}/${type}`, type, source: id, amountMinor: netMinor, feeMinor: 0 })
    },
  },
  delays: {
    evidenceDue: (_self, turn) => turn.policy("disputeEvidenceDue"),
    reviewTime: (self, turn) => turn.duration("disputeReviewTime", self.id),
  },
  indexes: { byPayment: (context) => context.payment },
})

/** What banks hold of a payment, or have given back for good: nobody can be paid it a second time. */
export const disputedOf = (turn: Turn, payment: string): number =>
  chargedBackOf(turn, payment) + sumOf(turn, payment, (state) => state !== "won" && state !== "lost")

/** What the shopper has back from the bank for good. */
export const chargedBackOf = (turn: Turn, payment: string): number => sumOf(turn, payment, (state) => state === "lost")

const sumOf = (turn: Turn, payment: string, isMeant: (state: string) => boolean): number =>
  turn
    .find(dispute, "byPayment", payment)
    .reduce((sum, { state, context }) => sum + (isMeant(state) ? context.amountMinor : 0), 0)

export const disputeOf = (self: Seen<DisputeContext>): wire.Dispute => {
  const { payment, order, reason, currency, amountMinor, feeMinor, feeReturnedMinor } = self.context
  const state = self.state as wire.Dispute["state"]
  return { dispute: self.id, payment, order, reason, state, currency, amountMinor, feeMinor, feeReturnedMinor }
}
