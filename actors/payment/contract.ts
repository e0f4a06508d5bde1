/** The payment provider on the wire: payments, refunds, payouts and the balance behind them. */
import * as Schema from "effect/Schema"
import { operation, webhook, type Contract } from "../../sim/partner/contract.ts"
import { AmountMinor, Count, Currency, InstantMs, Text } from "../shapes.ts"

const partner = "payment"

/** How a card behaves whose name it is given by: an issuer has no other way to say it. */
interface Card {
  /** Every authorisation is refused with this code. */
  readonly declines?: string
  /** The issuer wants to hear from the shopper; without one it refuses. */
  readonly stepsUp?: boolean
  /** Authorised, but each capture is refused with this code. */
  readonly declinesCaptures?: string
}

export const cards: Readonly<Record<string, Card>> = {
  card: {},
  "card-declined-insufficient-funds": { declines: "insufficient_funds" },
  "card-declined-lost": { declines: "lost_card" },
  "card-declined-expired": { declines: "expired_card" },
  "card-declined-do-not-honor": { declines: "do_not_honor" },
  "card-step-up": { stepsUp: true },
  "card-step-up-failed": { stepsUp: true },
  "card-step-up-abandoned": { stepsUp: true },
  "card-capture-declined": { declinesCaptures: "insufficient_funds" },
}

const giftCardPrefix = "gift-card:"
/** `XMAS-77` of the method `gift-card:XMAS-77`; null for every other method. */
export const giftCardIn = (method: string): string | null =>
  method.startsWith(giftCardPrefix) ? method.slice(giftCardPrefix.length) : null

export const Payment = Schema.Struct({
  payment: Text,
  order: Text,
  state: Text,
  method: Text,
  currency: Currency,
  /** What was asked for; once it is authorised, what was approved: of a gift card it may be less. */
  amountMinor: AmountMinor,
  capturableMinor: AmountMinor,
  capturedMinor: AmountMinor,
  refundedMinor: AmountMinor,
  /** Why it was declined; empty as long as it was not. */
  declineCode: Text,
})
export type Payment = typeof Payment.Type

export const Capture = Schema.Struct({
  capture: Text,
  payment: Text,
  order: Text,
  /** What is paid for: the caller's shipment, or a gift card. */
  reference: Text,
  /** The gift card that it was taken from; empty for cards. */
  giftCard: Text,
  currency: Currency,
  amountMinor: AmountMinor,
  feeMinor: AmountMinor,
})
export type Capture = typeof Capture.Type

export const Refund = Schema.Struct({
  refund: Text,
  payment: Text,
  order: Text,
  reference: Text,
  /** Why a person paid it back in the dashboard; empty for refunds through the API. */
  reason: Text,
  /** The gift card that it goes back to; empty for cards. */
  giftCard: Text,
  currency: Currency,
  amountMinor: AmountMinor,
})
export type Refund = typeof Refund.Type

export const Dispute = Schema.Struct({
  dispute: Text,
  payment: Text,
  order: Text,
  reason: Text,
  state: Schema.Literals(["needsResponse", "underReview", "won", "lost"]),
  currency: Currency,
  amountMinor: AmountMinor,
  /** What the provider charges for it, and how much of that it gives back when the dispute is won. */
  feeMinor: AmountMinor,
  feeReturnedMinor: AmountMinor,
}).annotate({ identifier: "Dispute" })
export type Dispute = typeof Dispute.Type

/** One line of the provider's balance; signed from the merchant's point of view. */
export const BalanceTransaction = Schema.Struct({
  transaction: Text,
  type: Schema.Literals(["capture", "refund", "dispute", "disputeReversal"]),
  source: Text,
  amountMinor: AmountMinor,
  feeMinor: AmountMinor,
})
export type BalanceTransaction = typeof BalanceTransaction.Type

export const Payout = Schema.Struct({
  payout: Text,
  currency: Currency,
  amountMinor: AmountMinor,
  feesMinor: AmountMinor,
  transactions: Count,
  /** When it was said to be at the bank, and when it was. */
  promisedAt: InstantMs,
  paidAt: InstantMs,
})
export type Payout = typeof Payout.Type

export const createPayment = operation(partner, "payments.create", {
  says: "Opens a payment for an order; nothing is asked of the issuer yet.",
  visibility: "partner",
  request: Schema.Struct({
    order: Text,
    currency: Currency,
    amountMinor: AmountMinor,
    method: Text,
    /** There is no shopper at hand who could answer a step-up. */
    offSession: Schema.Boolean,
    metadata: Schema.Record(Text, Text),
  }),
  response: Payment,
  errors: { unknownMethod: { status: 422, definite: true, says: "There is no such means of payment." } },
  subject: (request) => request.order,
})

export const confirmPayment = operation(partner, "payments.confirm", {
  says: "Asks the issuer for an authorisation; answers when the issuer has decided or wants to hear from the shopper.",
  visibility: "partner",
  request: Schema.Struct({ payment: Text }),
  response: Payment,
  errors: { declined: { status: 402, definite: true, says: "The issuer refused the payment." } },
  subject: (request) => request.payment,
})

export const authenticatePayment = operation(partner, "payments.authenticate", {
  says: "The shopper answers the issuer's step-up.",
  visibility: "public",
  scope: "authentications:write",
  request: Schema.Struct({ payment: Text, passed: Schema.Boolean }),
  response: Payment,
  subject: (request) => request.payment,
})

export const capturePayment = operation(partner, "payments.capture", {
  says: "Takes part or all of what was authorised; the final capture releases the rest.",
  visibility: "partner",
  request: Schema.Struct({ payment: Text, reference: Text, amountMinor: AmountMinor, final: Schema.Boolean }),
  response: Schema.Struct({ payment: Payment, capture: Text }),
  errors: { captureDeclined: { status: 402, definite: true, says: "The issuer refused the capture." } },
  subject: (request) => request.reference,
})

export const cancelPayment = operation(partner, "payments.cancel", {
  says: "Gives back an authorisation of which nothing was captured.",
  visibility: "partner",
  request: Schema.Struct({ payment: Text }),
  response: Payment,
  subject: (request) => request.payment,
})

export const getPayment = operation(partner, "payments.get", {
  says: "One payment as it stands.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ payment: Text }),
  response: Payment,
  subject: (request) => request.payment,
})

export const createRefund = operation(partner, "refunds.create", {
  says: "Pays back part or all of what was captured.",
  visibility: "partner",
  request: Schema.Struct({ payment: Text, reference: Text, amountMinor: AmountMinor }),
  response: Refund,
  errors: {
    tooMuch: { status: 422, definite: true, says: "More than what was captured and not yet refunded." },
    disputed: {
      status: 422,
      definite: true,
      says: "A bank has taken it back or may yet: paid back as well, the shopper would have it twice.",
    },
  },
  subject: (request) => request.reference,
})

export const refundByHand = operation(partner, "refunds.createByHand", {
  says: "A person pays money back in the provider's dashboard; nobody else is asked.",
  style: "manual",
  request: Schema.Struct({
    payment: Text,
    amountMinor: AmountMinor,
    /** goodwill is on top of whatever else the buyer gets back. */
    reason: Schema.Literals(["requestedByCustomer", "goodwill"]),
  }),
  response: Refund,
  errors: createRefund.errors,
  subject: (request) => request.payment,
})

export const listRefunds = operation(partner, "refunds.list", {
  says: "Every refund of a payment, whoever made it, in order, and what else of it has gone back or may.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ payment: Text }),
  response: Schema.Struct({
    refunds: Schema.Array(Refund),
    /** What can still be paid back. */
    refundableMinor: AmountMinor,
    /** What banks have taken back and may yet return. */
    disputedMinor: AmountMinor,
    /** What the shopper has from the bank for good. */
    chargedBackMinor: AmountMinor,
  }),
  subject: (request) => request.payment,
})

export const changePayout = operation(partner, "payouts.change", {
  says: "The banks between the provider and the merchant take something off a payout that is on its way, and a day longer.",
  style: "manual",
  request: Schema.Struct({ payout: Text, correctionMinor: AmountMinor }),
  response: Payout,
  subject: (request) => request.payout,
})

const Reason = Schema.Literals(["productNotReceived", "fraudulent", "duplicate", "creditNotProcessed"])
const Evidence = Schema.Literals(["proofOfDelivery", "authentication", "twoReceipts", "refundReceipt"])

export const openDispute = operation(partner, "disputes.open", {
  says: "A cardholder tells the bank that a charge was wrong; the bank takes it back at once.",
  visibility: "public",
  scope: "disputes:open",
  style: "manual",
  request: Schema.Struct({ order: Text, reason: Reason, amountMinor: AmountMinor }),
  response: Dispute,
  errors: { nothingToDispute: { status: 422, definite: true, says: "No card was charged that much for this order." } },
  subject: (request) => request.order,
})

export const submitEvidence = operation(partner, "disputes.submitEvidence", {
  says: "What the merchant has to say to a dispute, in the provider's dashboard or through its API.",
  visibility: "partner",
  request: Schema.Struct({ dispute: Text, evidence: Schema.Array(Evidence) }),
  response: Dispute,
  subject: (request) => request.dispute,
})

export const acceptDispute = operation(partner, "disputes.accept", {
  says: "The merchant lets the cardholder have the money.",
  visibility: "partner",
  request: Schema.Struct({ dispute: Text }),
  response: Dispute,
  subject: (request) => request.dispute,
})

export const sellGiftCard = operation(partner, "giftCards.sell", {
  says: "Somebody buys a gift card and pays for it with a card: nothing is earned yet, its value is owed to whoever holds it.",
  style: "manual",
  request: Schema.Struct({ giftCard: Text, currency: Currency, amountMinor: AmountMinor }),
  response: Schema.Struct({ giftCard: Text, balanceMinor: AmountMinor }),
  subject: (request) => request.giftCard,
})

export const listBalanceTransactions = operation(partner, "balanceTransactions.list", {
  says: "What a payout is made of, in order.",
  visibility: "partner",
  reads: true,
  request: Schema.Struct({ payout: Text }),
  response: Schema.Struct({ payout: Payout, transactions: Schema.Array(BalanceTransaction) }),
  subject: (request) => request.payout,
})

export const paymentAuthorized = webhook(partner, "payment.authorized", {
  says: "The issuer has set the amount aside.",
  payload: Payment,
  subject: (payload) => payload.payment,
})
export const paymentDeclined = webhook(partner, "payment.declined", {
  says: "The issuer has refused.",
  payload: Payment,
  subject: (payload) => payload.payment,
})
export const paymentVoided = webhook(partner, "payment.voided", {
  says: "The authorisation was given back or has expired.",
  payload: Payment,
  subject: (payload) => payload.payment,
})
export const captureSucceeded = webhook(partner, "capture.succeeded", {
  says: "Money was taken.",
  payload: Capture,
  subject: (payload) => payload.capture,
})
export const refundSucceeded = webhook(partner, "refund.succeeded", {
  says: "Money was paid back.",
  payload: Refund,
  subject: (payload) => payload.refund,
})
export const disputeOpened = webhook(partner, "dispute.opened", {
  says: "A cardholder's bank has taken a charge back.",
  payload: Dispute,
  subject: (payload) => payload.dispute,
})
export const disputeClosed = webhook(partner, "dispute.closed", {
  says: "A dispute was won or lost.",
  payload: Dispute,
  subject: (payload) => payload.dispute,
})
export const payoutPaid = webhook(partner, "payout.paid", {
  says: "The balance of a day is on its way to the bank.",
  payload: Payout,
  subject: (payload) => payload.payout,
})

export const contract = {
  partner,
  stands: "partner",
  says: "Payment provider: authorises, captures, refunds, and pays out what it has collected less its fees.",
  operations: [
    createPayment,
    confirmPayment,
    authenticatePayment,
    capturePayment,
    cancelPayment,
    getPayment,
    createRefund,
    refundByHand,
    listRefunds,
    changePayout,
    openDispute,
    submitEvidence,
    acceptDispute,
    sellGiftCard,
    listBalanceTransactions,
  ],
  webhooks: [
    paymentAuthorized,
    paymentDeclined,
    paymentVoided,
    captureSucceeded,
    refundSucceeded,
    disputeOpened,
    disputeClosed,
    payoutPaid,
  ],
} as unknown as Contract
