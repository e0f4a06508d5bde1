/** What the provider holds for the merchant: captures and refunds, the payouts that carry them to the bank, and its gift cards. */
import { dayMs } from "../../sim/world/calendar.ts"
import { object, type Seen } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isoDate } from "../dates.ts"
import { captureMachine } from "./capture.machine.ts"
import type * as wire from "./contract.ts"
import { giftCardMachine } from "./gift-card.machine.ts"
import { payoutMachine, type PayoutContext } from "./payout.machine.ts"
import { refundMachine, type RefundContext } from "./refund.machine.ts"

/** Whoever sold the gift card owes what it holds; the provider only keeps the register. */
export const giftCard = object("giftCard", giftCardMachine, {
  posts: {
    giftCardSold: ({ id, context: { currency, faceMinor } }) => ({
      book: "money",
      currency,
      subject: id,
      legs: [
        { account: "giftCards", amountMinor: -faceMinor },
        { account: "giftCards.sold", amountMinor: faceMinor },
      ],
    }),
  },
})

/** The provider's price for taking money with a card. */
export const feeOf = (turn: Turn, amountMinor: number): number =>
  Math.floor((amountMinor * turn.policy("feePpm") + 500_000) / 1_000_000) + turn.policy("feeFixed")

export const capture = object("capture", captureMachine, {
  publishes: { "capture.succeeded": (self): wire.Capture => ({ capture: self.id, ...self.context }) },
  posts: {
    capture: ({ id, context }) => ({
      book: "money",
      currency: context.currency,
      subject: context.order,
      legs: [
        ...(context.giftCard === ""
          ? [
              { account: "pending", subject: id, amountMinor: context.amountMinor - context.feeMinor },
              { account: "fees", subject: id, amountMinor: context.feeMinor },
            ]
          : [{ account: "giftCards", subject: context.giftCard, amountMinor: context.amountMinor }]),
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

export const refund = object("refund", refundMachine, {
  publishes: { "refund.succeeded": (self) => refundOf(self) },
  posts: {
    refund: ({ id, context }) => ({
      book: "money",
      currency: context.currency,
      subject: context.order,
      legs: [
        { account: "shopper", amountMinor: context.amountMinor },
        context.giftCard === ""
          ? { account: "pending", subject: id, amountMinor: -context.amountMinor }
          : { account: "giftCards", subject: context.giftCard, amountMinor: -context.amountMinor },
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
    creditGiftCard: (turn, { context: { giftCard: id, amountMinor } }) =>
      turn.tell(giftCard, id, { type: "credit", amountMinor }),
  },
  delays: { refundTime: (self, turn) => turn.duration("refundTime", self.id) },
  indexes: { byPayment: (context) => context.payment },
})

export const refundOf = (self: Seen<RefundContext>): wire.Refund => ({ refund: self.id, ...self.context })

export const payout = object("payout", payoutMachine, {
  publishes: { "payout.paid": (self) => payoutOf(self) },
  posts: {
    payoutClosed: ({ id, context: { currency, amountMinor } }) => ({
      book: "money",
      currency,
      subject: id,
      legs: [
        { account: "pending", amountMinor: -amountMinor },
        { account: "available", amountMinor },
      ],
    }),
    payout: ({ id, context: { currency, amountMinor, feesMinor, correctionMinor } }) => ({
      book: "money",
      currency,
      subject: id,
      legs: [
        { account: "available", amountMinor: -amountMinor },
        { account: "paidOut", amountMinor: amountMinor + correctionMinor },
        { account: "banks", amountMinor: -correctionMinor },
        { account: "fees", amountMinor: -feesMinor },
        { account: "earned", amountMinor: feesMinor },
      ].filter((leg) => leg.amountMinor !== 0),
    }),
  },
  effects: {
    sayWhen: (turn, { id }) =>
      turn.tell(payout, id, { type: "promise", promisedAt: turn.at + turn.policy("payoutDelay") }),
    tellSources: (turn, { context }) => {
      for (const { type, source } of context.transactions) {
        if (type === "capture") turn.tell(capture, source, { type: "paidOut" })
        else if (type === "refund") turn.tell(refund, source, { type: "paidOut" })
      }
    },
  },
  delays: {
    cutOff: (_self, turn) => (Math.floor(turn.at / dayMs) + 1) * dayMs - turn.at,
    bankTime: (_self, turn) => turn.policy("payoutDelay"),
    // The day after the one that was promised.
    lateBankTime: ({ context }, turn) => context.promisedAt + dayMs - turn.at,
  },
})

export const payoutOf = ({ id, context }: Seen<PayoutContext>): wire.Payout => {
  const { currency, feesMinor, transactions, promisedAt, paidAt } = context
  const amountMinor = context.amountMinor + context.correctionMinor
  return { payout: id, currency, amountMinor, feesMinor, transactions: transactions.length, promisedAt, paidAt }
}

/** Where what comes in now belongs. A clock that was set back may show a day that is paid out already: then it is the next one's. */
const openPayout = (turn: Turn, currency: string, at: number): string => {
  const id = `${turn.instance.name}/${currency}/payout/${isoDate(at)}`
  const known = turn.read(payout, id)
  return known === null || known.is("collecting") ? id : openPayout(turn, currency, at + dayMs)
}

/** Puts a balance transaction into today's payout of its currency. */
export const collect = (turn: Turn, currency: string, transaction: wire.BalanceTransaction): void => {
  const id = openPayout(turn, currency, turn.at)
  if (turn.read(payout, id) === null) turn.create(payout, id, { currency })
  turn.tell(payout, id, { type: "collect", transaction })
}
