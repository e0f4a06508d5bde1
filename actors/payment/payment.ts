/** The payment provider's front door: which operation drives which statechart, what it posts and publishes. */
import { dayMs } from "../../sim/world/calendar.ts"
import { chance } from "../../sim/world/hash.ts"
import { refuseWith } from "../../sim/partner/server.ts"
import { deferred, object, ok, serves, type Room, type Seen } from "../../sim/partner/room.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isoDate } from "../dates.ts"
import { captureMachine } from "./capture.machine.ts"
import * as wire from "./contract.ts"
import { paymentMachine, type PaymentContext } from "./payment.machine.ts"
import { payoutMachine, type PayoutContext } from "./payout.machine.ts"
import { refundMachine, type RefundContext } from "./refund.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"

const viewOf = (self: Seen<PaymentContext>): wire.Payment => {
  const { order, currency, amountMinor, capturedMinor, refundedMinor } = self.context
  const capturableMinor = self.is("authorized") ? amountMinor - capturedMinor : 0
  return {
    payment: self.id,
    order,
    state: self.state,
    currency,
    amountMinor,
    capturableMinor,
    capturedMinor,
    refundedMinor,
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
      const { order, currency, capture: asked } = self.context
      if (asked === null) return
      const feeMinor =
        Math.floor((asked.amountMinor * turn.policy("feePpm") + 500_000) / 1_000_000) + turn.policy("feeFixed")
      const { reference, amountMinor } = asked
      turn.create(
        capture,
        { of: self.id, role: "capture" },
        { payment: self.id, order, reference, currency, amountMinor, feeMinor },
      )
    },
  },
  delays: {
    issuerTime: (self, turn) => turn.duration("issuerTime", self.id),
    authorizationLifetime: (_self, turn) => turn.policy("authorizationLifetime"),
  },
})

const memo = (context: PaymentContext, amountMinor: number) => ({
  book: "memo" as const,
  currency: context.currency,
  subject: context.order,
  legs: [{ account: "authorized", amountMinor }],
})

const capture = object("capture", captureMachine, {
  publishes: { "capture.succeeded": (self): wire.Capture => ({ capture: self.id, ...self.context }) },
  posts: {
    capture: ({ id, context }) => ({
      book: "money",
      currency: context.currency,
      subject: context.order,
      legs: [
        { account: "pending", subject: id, amountMinor: context.amountMinor - context.feeMinor },
        { account: "fees", subject: id, amountMinor: context.feeMinor },
        { account: "shopper", amountMinor: -context.amountMinor },
      ],
    }),
  },
  effects: {
    joinPayout: (turn, { id, context }) => {
      const { amountMinor, feeMinor, currency } = context
      collect(turn, currency, { transaction: `${id}/balance`, type: "capture", source: id, amountMinor, feeMinor })
    },
  },
})

const refund = object("refund", refundMachine, {
  publishes: { "refund.succeeded": (self) => refundOf(self) },
  posts: {
    refund: ({ id, context }) => ({
      book: "money",
      currency: context.currency,
      subject: context.order,
      legs: [
        { account: "shopper", amountMinor: context.amountMinor },
        { account: "pending", subject: id, amountMinor: -context.amountMinor },
      ],
    }),
  },
  effects: {
    joinPayout: (turn, { id, context }) => {
      collect(turn, context.currency, {
        transaction: `${id}/balance`,
        type: "refund",
        source: id,
        amountMinor: -context.amountMinor,
        feeMinor: 0,
      })
    },
  },
  delays: { refundTime: (self, turn) => turn.duration("refundTime", self.id) },
})

const refundOf = (self: Seen<RefundContext>): wire.Refund => ({ refund: self.id, ...self.context })

const payout = object("payout", payoutMachine, {
  publishes: { "payout.paid": (self) => payoutOf(self) },
  posts: {
    payout: ({ id, context }) => ({
      book: "money",
      currency: context.currency,
      subject: id,
      legs: [
        { account: "paidOut", amountMinor: context.amountMinor },
        { account: "pending", amountMinor: -context.amountMinor },
      ],
    }),
  },
  effects: {
    tellSources: (turn, { context }) => {
      for (const { type, source } of context.transactions) {
        if (type === "capture") turn.tell(capture, source, { type: "paidOut" })
        else turn.tell(refund, source, { type: "paidOut" })
      }
    },
  },
  delays: {
    cutOff: (_self, turn) => (Math.floor(turn.at / dayMs) + 1) * dayMs - turn.at,
    bankTime: (_self, turn) => turn.policy("payoutDelay"),
  },
})

const payoutOf = ({ id, context }: Seen<PayoutContext>): wire.Payout => {
  const { currency, amountMinor, feesMinor, transactions, paidAt } = context
  return { payout: id, currency, amountMinor, feesMinor, transactions: transactions.length, paidAt }
}

/** Puts a balance transaction into today's payout of its currency. */
const collect = (turn: Turn, currency: string, transaction: wire.BalanceTransaction): void => {
  const id = `${turn.instance.name}/${currency}/payout/${isoDate(turn.at)}`
  if (turn.read(payout, id) === null) turn.create(payout, id, { currency })
  turn.tell(payout, id, { type: "collect", transaction })
}

export const paymentRoom: Room = {
  contract: wire.contract,
  objects: [payment, capture, refund, payout] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("payment"),
    serves(wire.createPayment, (turn, { order, currency, amountMinor, method, metadata }) => {
      const id = turn.create(
        payment,
        { of: order, role: "payment" },
        { order, currency, amountMinor, method, metadata },
      )
      return ok(viewOf(turn.need(payment, id)), 201)
    }),
    serves(
      wire.confirmPayment,
      (turn, { payment: id }) => {
        const approved = !chance(turn.draw("decline", id), turn.policy("declinedPpm"))
        return turn.drive(payment, id, { type: "confirm", approved }, () => deferred(payment, id))
      },
      {
        authorized: (self) => ok(viewOf(self)),
        declined: () =>
          refuseWith(wire.confirmPayment, "declined", "The issuer refused the payment.", { code: "generic_decline" }),
      },
    ),
    serves(wire.capturePayment, (turn, { payment: id, reference, amountMinor, final }) =>
      turn.drive(payment, id, { type: "capture", reference, amountMinor, final }, (self) =>
        ok({ payment: viewOf(self), capture: reference }),
      ),
    ),
    serves(wire.cancelPayment, (turn, { payment: id }) =>
      turn.drive(payment, id, { type: "cancel" }, (self) => ok(viewOf(self))),
    ),
    serves(wire.getPayment, (turn, { payment: id }) => {
      const self = turn.read(payment, id)
      return self === null ? turn.unknown("payment", id) : ok(viewOf(self))
    }),
    serves(wire.createRefund, (turn, { payment: id, reference, amountMinor }) =>
      turn.drive(payment, id, { type: "refund", amountMinor }, (self) => {
        const { order, currency } = self.context
        const made = turn.create(
          refund,
          { of: id, role: "refund" },
          { payment: id, order, reference, currency, amountMinor },
        )
        return ok(refundOf(turn.need(refund, made)), 201)
      }),
    ),
    serves(wire.listBalanceTransactions, (turn, { payout: id }) => {
      const self = turn.read(payout, id)
      return self === null
        ? turn.unknown("payout", id)
        : ok({ payout: payoutOf(self), transactions: self.context.transactions })
    }),
  ],
  hears: [],
  answers: [],
  policies,
  postings,
}
