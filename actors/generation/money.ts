/** What people do about money beside ordering: a refund by hand, a word with the bank, banks that take a cent and a day. */
import type { Add } from "../../sim/harness/generation.ts"
import { atOf, untouched, withAct } from "./drafts.ts"

const dayMs = 86_400_000
const weekMs = 7 * dayMs

/** Somebody pays a little back in the provider's dashboard; what is left pays for nothing that comes back later. */
export const goodwill: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws, "storefront")
  if (of === undefined || of.total < 200) return null
  const payment = `${of.id}/payment-1`
  return withAct(draft, atOf(of) + draws.whole(1, 4) * weekMs, {
    to: "payment",
    operation: "refunds.createByHand",
    subject: payment,
    with: { payment, amountMinor: draws.one([1, 100]), reason: "goodwill" },
  })
}

/** What a cardholder says, and what speaks against it. */
interface Dispute {
  readonly reason: string
  readonly proof: string
}

const reasons: readonly [Dispute, ...Dispute[]] = [
  { reason: "productNotReceived", proof: "proofOfDelivery" },
  { reason: "fraudulent", proof: "authentication" },
  { reason: "duplicate", proof: "twoReceipts" },
  { reason: "creditNotProcessed", proof: "refundReceipt" },
]

/** A cardholder has the bank take money back; somebody answers, gives in, or forgets about it. */
export const dispute: Add = (draft, _shape, draws) => {
  const of = untouched(draft, draws, "storefront")
  if (of === undefined || of.payment !== undefined || of.total < 2) return null
  const at = atOf(of) + draws.whole(2, 60) * dayMs
  const { reason, proof } = draws.one(reasons)
  const opened = withAct(draft, at, {
    to: "payment",
    operation: "disputes.open",
    subject: of.id,
    with: { order: of.id, reason, amountMinor: draws.one([of.total, Math.ceil(of.total / 2)]) },
  })
  const name = `${of.id}/payment-1/dispute-1`
  const answer = { to: "payment", subject: name, operation: "disputes.accept", with: { dispute: name } }
  if (draws.chance(30)) return opened
  if (draws.chance(30)) return withAct(opened, at + dayMs, answer)
  return withAct(opened, at + dayMs, {
    ...answer,
    operation: "disputes.submitEvidence",
    with: { dispute: name, evidence: [draws.chance(70) ? proof : draws.one(reasons).proof] },
  })
}
