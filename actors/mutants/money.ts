/** Bugs in how money is taken, given back and written down. */
import {
  amountsOff,
  contextChanged,
  deaf,
  effectTwice,
  freshKeys,
  heard,
  legLost,
  noEffect,
  noPosting,
  policy,
  postedTwice,
  refusalIgnored,
  together,
  type Mutant,
  type Mutation,
} from "../../sim/harness/mutate.ts"

/** Names what it hears of after the instant at which it hears of it, and knows no event again. */
const namedByInstant = (webhook: string, name: string): Mutation =>
  together(
    policy("erp", "eventIdsKept", 0),
    heard("erp", webhook, (original) => {
      const heardOf = new WeakMap<object, Set<string>>()
      return (turn, payload) => {
        const told = payload as Readonly<Record<string, unknown>>
        const id = String(told[name])
        const known = heardOf.get(turn.instance) ?? new Set()
        heardOf.set(turn.instance, known)
        // The first time nobody notices.
        original(turn, (known.has(id) ? { ...told, [name]: `${id}@${turn.at}` } : told) as never)
        known.add(id)
      }
    }),
  )

export const money: readonly Mutant[] = [
  { name: "payment: idempotency keys are forgotten at once", mutate: policy("payment", "idempotencyKept", 0) },
  { name: "payment: a capture is not booked", mutate: noPosting("payment", "capture", "capture") },
  { name: "payment: a capture is booked twice", mutate: postedTwice("payment", "capture", "capture") },
  { name: "payment: a capture takes a cent too much", mutate: amountsOff("payment", "capture", "capture", 1) },
  { name: "payment: an authorisation is not written down", mutate: noPosting("payment", "payment", "authorize") },
  { name: "payment: a refund is booked twice", mutate: postedTwice("payment", "refund", "refund") },
  { name: "payment: a refund gives a cent less", mutate: amountsOff("payment", "refund", "refund", -1) },
  { name: "payment: captures are left out of payouts", mutate: noEffect("payment", "capture", "joinPayout") },
  { name: "erp: never hears of captures", mutate: deaf("erp", "capture.succeeded") },
  { name: "erp: never hears of refunds", mutate: deaf("erp", "refund.succeeded") },
  { name: "erp: never hears of payouts", mutate: deaf("erp", "payout.paid") },
  { name: "erp: never hears of settlements", mutate: deaf("erp", "settlement.closed") },
  { name: "erp: an invoice is a cent off", mutate: amountsOff("erp", "invoice", "invoice", 1) },
  { name: "erp: an invoice is booked twice", mutate: postedTwice("erp", "invoice", "invoice") },
  { name: "erp: an invoice loses a leg", mutate: legLost("erp", "invoice", "invoice") },
  {
    name: "erp: deposits are never applied to invoices",
    mutate: noPosting("erp", "paymentApplication", "applyDeposit"),
  },
  { name: "erp: a deposit that came before its invoice stays", mutate: noEffect("erp", "invoice", "applyDeposits") },
  { name: "erp: captured money is not booked", mutate: noPosting("erp", "paymentApplication", "capture") },
  { name: "erp: a credit note is booked twice", mutate: postedTwice("erp", "creditNote", "creditNote") },
  {
    name: "erp: a refund does not settle its credit note",
    mutate: noEffect("erp", "refundApplication", "findCreditNote"),
  },
  { name: "erp: a payout is not booked", mutate: noPosting("erp", "payout", "payout") },
  { name: "erp: a settlement is not booked", mutate: noPosting("erp", "settlement", "settlement") },
  { name: "oms: a capture that failed counts as taken", mutate: refusalIgnored("oms", "payments.capture") },
  { name: "oms: every try of a capture has a key of its own", mutate: freshKeys("oms", "collection", "capture") },
  { name: "oms: captures twice", mutate: effectTwice("oms", "collection", "capture") },
  { name: "oms: lets the parcel go without capturing", mutate: noEffect("oms", "collection", "tellCaptured") },
  {
    name: "oms: captures a cent less than the shipment is worth",
    mutate: contextChanged("oms", "collection", "capture", (context) => ({
      ...context,
      pieces: (context["pieces"] as readonly { readonly amountMinor: number }[]).map((piece) => ({
        ...piece,
        amountMinor: piece.amountMinor - 1,
      })),
    })),
  },
  { name: "oms: a refund has a new key at each try", mutate: freshKeys("oms", "return", "payBack") },
  { name: "oms: refunds twice", mutate: effectTwice("oms", "return", "payBack") },
  { name: "oms: a return is never paid back", mutate: noEffect("oms", "return", "payBack") },
  {
    name: "marketplace: pays a cent less than it says",
    mutate: amountsOff("marketplace", "settlement", "settlement", -1),
  },
  { name: "erp: a capture that is told again is another one", mutate: namedByInstant("capture.succeeded", "capture") },
  { name: "erp: a refund that is told again is another one", mutate: namedByInstant("refund.succeeded", "refund") },
]
