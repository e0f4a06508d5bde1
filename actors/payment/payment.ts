/** The payment provider's front door: which operation drives which statechart, what it posts and publishes. */
import { chance } from "../../sim/world/hash.ts"
import { refuse, refuseWith } from "../../sim/partner/server.ts"
import { deferred, object, ok, serves, type Reply, type Room, type Seen } from "../../sim/partner/room.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { capture, feeOf, giftCard, payout, payoutOf, refund, refundOf } from "./balance.ts"
import * as wire from "./contract.ts"
import { chargedBackOf, convinces, dispute, disputedOf, disputeOf, lastWordOf } from "./disputes.ts"
import { paymentMachine, type PaymentContext } from "./payment.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"

const viewOf = (self: Seen<PaymentContext>): wire.Payment => {
  const { order, method, currency, amountMinor, capturedMinor, refundedMinor, declineCode } = self.context
  const capturableMinor = self.is("authorized") ? amountMinor - capturedMinor : 0
  return {
    payment: self.id,
    order,
    state: self.state,
    method,
    currency,
    amountMinor,
    capturableMinor,
    capturedMinor,
    refundedMinor,
    declineCode,
  }
}

const payment = object("payment", paymentMachine, {
  publishes: { "payment.authorized": viewOf, "payment.declined": viewOf, "payment.voided": viewOf },
  posts: {
    // The issuer's promise is a memo: no money moves, but captures are measured against it.
    authorize: ({ context }) => memo(context, context.amountMinor),
    release: ({ context }) => memo(context, context.capturedMinor - context.amountMinor),
  },
  effects: {
    openCapture: (turn, self) => {
      const { order, currency, method, capture: asked } = self.context
      if (asked === null) return
      const { reference, amountMinor } = asked
      const card = wire.giftCardIn(method)
      if (card !== null) turn.tell(giftCard, card, { type: "redeem", amountMinor })
      const feeMinor = card === null ? feeOf(turn, amountMinor) : 0
      turn.create(
        capture,
        { of: self.id, role: "capture" },
        { payment: self.id, order, reference, giftCard: card ?? "", currency, amountMinor, feeMinor },
      )
    },
    giveBack: (turn, { context: { method, amountMinor, capturedMinor } }) => {
      const card = wire.giftCardIn(method)
      const rest = amountMinor - capturedMinor
      if (card !== null && rest > 0) turn.tell(giftCard, card, { type: "release", amountMinor: rest })
    },
  },
  delays: {
    issuerTime: (self, turn) => turn.duration("issuerTime", self.id),
    authenticationWindow: (_self, turn) => turn.policy("authenticationWindow"),
    authorizationLifetime: ({ context }, turn) =>
      turn.policy(wire.giftCardIn(context.method) === null ? "authorizationLifetime" : "giftCardHold"),
  },
  indexes: { byOrder: (context) => context.order },
})

const memo = (context: PaymentContext, amountMinor: number) => ({
  book: "memo" as const,
  currency: context.currency,
  subject: context.order,
  legs: amountMinor === 0 ? [] : [{ account: "authorized", amountMinor }],
})

/** What the issuer makes of it: a card is named by how it behaves, a gift card gives what it has left. */
const decide = (turn: Turn, { id, context: { method, amountMinor, offSession } }: Seen<PaymentContext>) => {
  const declined = (declineCode: string) => ({ decision: "declined" as const, declineCode, amountMinor })
  const approved = (approvedMinor: number) => {
    return { decision: "approved" as const, declineCode: "", amountMinor: approvedMinor }
  }
  const gift = wire.giftCardIn(method)
  if (gift !== null) {
    const { balanceMinor, heldMinor } = turn.need(giftCard, gift).context
    const left = Math.min(amountMinor, balanceMinor - heldMinor)
    return left > 0 ? approved(left) : declined("insufficient_balance")
  }
  const card = wire.cards[method]
  if (card?.declines !== undefined) return declined(card.declines)
  if (chance(turn.draw("decline", id), turn.policy("declinedPpm"))) return declined("generic_decline")
  const stepsUp = !offSession && chance(turn.draw("step-up", id), turn.policy("stepUpPpm"))
  if (card?.stepsUp !== true && !stepsUp) return approved(amountMinor)
  if (offSession) return declined("authentication_required")
  return { decision: "challenged" as const, declineCode: "", amountMinor }
}

const isKnown = (turn: Turn, method: string): boolean => {
  const gift = wire.giftCardIn(method)
  return gift === null ? Object.hasOwn(wire.cards, method) : turn.read(giftCard, gift) !== null
}

/** Pays back what was captured and not paid back yet; the reference says for what, the reason why a person did it. */
const payBack = (turn: Turn, id: string, amountMinor: number, reference: string, reason: string): Reply => {
  const self = turn.read(payment, id)
  if (self === null) return turn.unknown("payment", id)
  const { order, currency, method, capturedMinor, refundedMinor } = self.context
  const disputedMinor = disputedOf(turn, id)
  if (self.is("captured") && refundedMinor + disputedMinor + amountMinor > capturedMinor)
    return refuseWith(
      wire.createRefund,
      refundedMinor + amountMinor > capturedMinor ? "tooMuch" : "disputed",
      `${capturedMinor} were captured, ${refundedMinor} paid back and ${disputedMinor} disputed; ${amountMinor} more is too much.`,
    )
  return turn.drive(payment, id, { type: "refund", amountMinor }, () => {
    const made = turn.create(
      refund,
      { of: id, role: "refund" },
      { payment: id, order, reference, reason, giftCard: wire.giftCardIn(method) ?? "", currency, amountMinor },
    )
    return ok(refundOf(turn.need(refund, made)), 201)
  })
}

export const paymentRoom: Room = {
  contract: wire.contract,
  objects: [payment, capture, refund, payout, dispute, giftCard] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("payment"),
    serves(wire.createPayment, (turn, { order, currency, amountMinor, method, offSession, metadata }) => {
      if (!isKnown(turn, method))
        return refuseWith(wire.createPayment, "unknownMethod", `There is no means of payment "${method}".`)
      const id = turn.create(
        payment,
        { of: order, role: "payment" },
        { order, currency, amountMinor, method, offSession, metadata },
      )
      return ok(viewOf(turn.need(payment, id)), 201)
    }),
    serves(
      wire.confirmPayment,
      (turn, { payment: id }) => {
        const self = turn.read(payment, id)
        if (self === null) return turn.unknown("payment", id)
        const decided = decide(turn, self)
        const gift = wire.giftCardIn(self.context.method)
        return turn.drive(payment, id, { type: "confirm", ...decided }, () => {
          if (gift !== null && decided.decision === "approved")
            turn.tell(giftCard, gift, { type: "hold", amountMinor: decided.amountMinor })
          return deferred(payment, id)
        })
      },
      {
        authorized: (self) => ok(viewOf(self)),
        requiresAction: (self) => ok(viewOf(self)),
        declined: (self: Seen<PaymentContext>) =>
          refuseWith(wire.confirmPayment, "declined", "The issuer refused the payment.", {
            code: self.context.declineCode,
          }),
      },
    ),
    serves(wire.authenticatePayment, (turn, { payment: id, passed }) =>
      turn.drive(payment, id, { type: "authenticate", passed }, (self) => ok(viewOf(self))),
    ),
    serves(wire.capturePayment, (turn, { payment: id, reference, amountMinor, final }) => {
      const self = turn.read(payment, id)
      const code = self === null ? undefined : wire.cards[self.context.method]?.declinesCaptures
      if (code !== undefined && self?.is("authorized") === true)
        return refuseWith(wire.capturePayment, "captureDeclined", "The issuer refused the capture.", { code })
      return turn.drive(payment, id, { type: "capture", reference, amountMinor, final }, (after) =>
        ok({ payment: viewOf(after), capture: reference }),
      )
    }),
    serves(wire.cancelPayment, (turn, { payment: id }) =>
      turn.drive(payment, id, { type: "cancel" }, (self) => ok(viewOf(self))),
    ),
    serves(wire.getPayment, (turn, { payment: id }) => {
      const self = turn.read(payment, id)
      return self === null ? turn.unknown("payment", id) : ok(viewOf(self))
    }),
    serves(wire.createRefund, (turn, { payment: id, reference, amountMinor }) =>
      payBack(turn, id, amountMinor, reference, ""),
    ),
    serves(wire.refundByHand, (turn, { payment: id, amountMinor, reason }) =>
      payBack(turn, id, amountMinor, turn.read(payment, id)?.context.order ?? "", reason),
    ),
    serves(wire.listRefunds, (turn, { payment: id }) => {
      const self = turn.read(payment, id)
      if (self === null) return turn.unknown("payment", id)
      const { capturedMinor, refundedMinor } = self.context
      const [disputed, chargedBackMinor] = [disputedOf(turn, id), chargedBackOf(turn, id)]
      return ok({
        refunds: turn.find(refund, "byPayment", id).map(refundOf),
        refundableMinor: capturedMinor - refundedMinor - disputed,
        disputedMinor: disputed - chargedBackMinor,
        chargedBackMinor,
      })
    }),
    serves(wire.listBalanceTransactions, (turn, { payout: id }) => {
      const self = turn.read(payout, id)
      return self === null
        ? turn.unknown("payout", id)
        : ok({ payout: payoutOf(self), transactions: self.context.transactions })
    }),
    serves(wire.changePayout, (turn, { payout: id, correctionMinor }) =>
      turn.drive(payout, id, { type: "change", correctionMinor }, (self) => ok(payoutOf(self))),
    ),
    serves(wire.openDispute, (turn, { order, reason, amountMinor }) => {
      const charged = turn
        .find(payment, "byOrder", order)
        .find(
          ({ id, context }) =>
            wire.giftCardIn(context.method) === null &&
            amountMinor > 0 &&
            context.capturedMinor - context.refundedMinor - disputedOf(turn, id) >= amountMinor,
        )
      if (charged === undefined)
        return refuseWith(wire.openDispute, "nothingToDispute", `No card was charged ${amountMinor} for ${order}.`)
      const feeMinor = turn.policy("disputeFee")
      const made = turn.create(
        dispute,
        { of: charged.id, role: "dispute" },
        {
          payment: charged.id,
          order,
          reason,
          currency: charged.context.currency,
          amountMinor,
          feeMinor,
          feeReturnedMinor: turn.policy<boolean>("disputeFeeReturned") ? feeMinor : 0,
          lastWord: lastWordOf(turn, charged.id, reason),
        },
      )
      return ok(disputeOf(turn.need(dispute, made)), 201)
    }),
    serves(wire.submitEvidence, (turn, { dispute: id, evidence }) => {
      const self = turn.read(dispute, id)
      if (self === null) return turn.unknown("dispute", id)
      const convinced = convinces(self.context.reason, evidence)
      return turn.drive(dispute, id, { type: "submit", evidence, convinced }, (after) => ok(disputeOf(after)))
    }),
    serves(wire.acceptDispute, (turn, { dispute: id }) =>
      turn.drive(dispute, id, { type: "accept" }, (self) => ok(disputeOf(self))),
    ),
    serves(wire.sellGiftCard, (turn, { giftCard: id, currency, amountMinor }) => {
      if (turn.read(giftCard, id) !== null) return refuse("conflict", `There is already a gift card ${id}.`)
      turn.create(giftCard, id, { currency, faceMinor: amountMinor })
      // It is paid for with a card at the counter: authorised and taken in one go.
      turn.post("giftCardSold", {
        book: "memo",
        currency,
        subject: id,
        legs: [
          { account: "authorized", amountMinor },
          { account: "ordered.total", amountMinor },
        ],
      })
      const feeMinor = feeOf(turn, amountMinor)
      turn.create(
        capture,
        { of: id, role: "capture" },
        { payment: "", order: id, reference: id, giftCard: "", currency, amountMinor, feeMinor },
      )
      return ok({ giftCard: id, balanceMinor: amountMinor }, 201)
    }),
  ],
  hears: [],
  answers: [],
  policies,
  postings,
}
