/** The people: what they decide arrives as acts, what happens to them arrives as messages and parcels. */
import { answers, object, ok, serves, type Answer, type ObjectKind, type Room } from "../../sim/partner/room.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { piecesIn } from "../kits.ts"
import * as marketplace from "../marketplace/contract.ts"
import type { Message } from "../notification/contract.ts"
import { authenticatePayment, openDispute } from "../payment/contract.ts"
import { completeCheckout, requestCancellation, requestReturn } from "../storefront/contract.ts"
import { unloadReturn } from "../wms/contract.ts"
import * as wire from "./contract.ts"
import { policies } from "./policies.ts"
import { atHandOf } from "./at-hand.ts"
import { complaintMachine } from "./complaint.machine.ts"
import { complaintOf, hasSecondCard, isMadeGood, secondThoughtsOf, unwantedOf } from "./moods.ts"
import { cardOf, offerOf, purchaseMachine, type Mail } from "./purchase.machine.ts"
import { withdrawalMachine } from "./withdrawal.machine.ts"

const purchase: ObjectKind<typeof purchaseMachine> = object("purchase", purchaseMachine, {
  effects: {
    order: (turn, { context }) => {
      const { channel, checkout } = context
      if (turn.kindOf(channel) === "marketplace") turn.call(channel, marketplace.placeOrder, checkout)
      else turn.call(channel, completeCheckout, { ...checkout, payWith: offerOf(context) })
    },
    authenticate: (turn, { context }) =>
      turn.call(turn.peer("payment"), authenticatePayment, {
        payment: context.payment,
        passed: cardOf(context) !== "card-step-up-failed",
      }),
    ponder: (turn, self) => {
      const regretted = secondThoughtsOf(turn, self)
      if (regretted !== null) turn.create(withdrawal, { of: self.id, role: "withdrawal" }, regretted)
      const disputed = complaintOf(turn, self)
      if (disputed !== null) turn.create(complaint, { of: self.id, role: "complaint" }, disputed)
    },
    tryOut: (turn, self) => {
      const unwanted = unwantedOf(turn, self)
      if (unwanted !== null) turn.create(withdrawal, { of: self.id, role: "withdrawal" }, unwanted)
    },
    goodsCame: (turn, self) => {
      for (const { id } of turn.find(withdrawal, "byOrder", self.id)) turn.tell(withdrawal, id, { type: "goodsCame" })
    },
  },
})

const withdrawal: ObjectKind<typeof withdrawalMachine> = object("withdrawal", withdrawalMachine, {
  effects: {
    lookAround: (turn, self) => {
      const bought = turn.need(purchase, self.context.order).context
      const atHand = atHandOf(self, turn.find(withdrawal, "byOrder", self.context.order), bought)
      turn.tell(withdrawal, self.id, { type: "looked", atHand, isUntouched: bought.parcels.length === 0 })
    },
    readMail: (turn, { id, context }) => {
      for (const mail of turn.need(purchase, context.order).context.mail)
        if (mail.reference === context.return) heed(turn, id, mail)
    },
    askToCancel: (turn, { context: { order, channel } }) => {
      const body = { order, reason: "no longer wanted" }
      if (turn.kindOf(channel) === "marketplace") turn.call(channel, marketplace.requestCancellation, body)
      else turn.call(channel, requestCancellation, body)
    },
    askToReturn: (turn, { id, context: { order, channel, atHand, instead } }) => {
      const body = { order, withdrawal: id, lines: atHand }
      if (turn.kindOf(channel) === "marketplace") turn.call(channel, marketplace.requestReturn, body)
      else turn.call(channel, requestReturn, instead.length === 0 ? body : { ...body, instead })
    },
    sendBack: (turn, { context }) => {
      const lines = context.box ?? piecesIn(turn.need(purchase, context.order).context.kits, context.atHand)
      turn.call(context.site, unloadReturn, { return: context.return, order: context.order, lines })
    },
  },
  delays: {
    secondThoughts: ({ context }, turn) => turn.duration("secondThoughts", context.order),
    tryingOut: ({ context }, turn) => turn.duration("tryingOut", context.order),
    patience: (_self, turn) => turn.policy("patience"),
    packingUp: (self, turn) => turn.duration("packingUp", self.id),
    returnTransit: (self, turn) => turn.duration("returnTransit", self.id),
  },
  indexes: {
    byOrder: (context) => context.order,
    byReturn: (context) => (context.return === "" ? null : context.return),
  },
})

const complaint: ObjectKind<typeof complaintMachine> = object("complaint", complaintMachine, {
  effects: {
    // Whoever cancelled, sends back or is told of a loss has it from the shop.
    recall: (turn, { id, context: { order } }) => {
      const isSettled = isMadeGood(turn.need(purchase, order)) || turn.find(withdrawal, "byOrder", order).length > 0
      turn.tell(complaint, id, { type: isSettled ? "content" : "wronged" })
    },
    askBank: (turn, { context }) => turn.call(turn.peer("payment"), openDispute, context),
  },
  delays: {
    statementTime: ({ context }, turn) => turn.duration("statementTime", context.order),
    patience: (_self, turn) => turn.policy("patience"),
  },
})

/** Acts on what was written about a return. */
const heed = (turn: Turn, id: string, { template, site }: Mail): void => {
  if (template === "returnApproved") turn.tell(withdrawal, id, { type: "approved", site })
  if (template === "refunded") turn.tell(withdrawal, id, { type: "refunded" })
  if (template === "returnRefused") turn.tell(withdrawal, id, { type: "turnedDown" })
}

/** Somebody wrote to the buyer: it is read, and what concerns a withdrawal is acted on. */
const read = (turn: Turn, { template, order, reference, data }: Message) => {
  const mail = { template, reference, site: data["site"] ?? "" }
  if (turn.read(purchase, order) !== null) turn.tell(purchase, order, { type: "told", ...mail })
  for (const { id } of turn.find(withdrawal, "byOrder", order)) {
    if (template === "orderCancelled") turn.tell(withdrawal, id, { type: "cancelled" })
    if (template === "cancellationRefused") turn.tell(withdrawal, id, { type: "refused" })
  }
  for (const { id } of turn.find(withdrawal, "byReturn", reference)) heed(turn, id, mail)
  return ok({ read: true })
}

/** What has come of a try to order. */
const placed = (answer: Answer) => {
  if (answer.outcome === "ok") return { type: "accepted" }
  if (answer.outcome === "failed") return { type: "unanswered" }
  const { error, code = "" } = answer.refusal
  if (error === "declined") return { type: "declined" }
  return error === "authenticationRequired" ? { type: "challenged", payment: code } : { type: "refused" }
}

export const buyerRoom: Room = {
  contract: wire.contract,
  objects: [purchase, withdrawal, complaint] as unknown as Room["objects"],
  serves: [
    serves(wire.makePurchase, (turn, { channel, checkout, kits = [] }) => {
      const payWith = hasSecondCard(turn, checkout.order) ? [...checkout.payWith, "card"] : checkout.payWith
      turn.create(purchase, checkout.order, { channel, checkout: { ...checkout, payWith }, kits })
      return ok({ order: checkout.order }, 201)
    }),
    serves(wire.withdrawPurchase, (turn, { order, withdrawal: id, lines, whole, instead = [], box = null }) => {
      const bought = turn.read(purchase, order)
      if (bought === null) return turn.unknown("purchase", order)
      turn.create(withdrawal, id, { order, channel: bought.context.channel, lines, whole, instead, box })
      return ok({ order })
    }),
    serves(wire.sendBack, (turn, { order, withdrawal: id, site, box }) => {
      const bought = turn.read(purchase, order)
      if (bought === null) return turn.unknown("purchase", order)
      const { channel } = bought.context
      // Only the order's number stands on the box, and what its sender calls it.
      const without = { lines: [], whole: false, instead: [], return: `${order}/${id}` }
      turn.create(withdrawal, id, { order, channel, site, box, ...without })
      return ok({ order })
    }),
    ...Object.values(wire.inbox).map((operation) => serves(operation, read)),
    serves(wire.receiveParcel, (turn, { order, parcel, contents }) => {
      if (turn.read(purchase, order) !== null) turn.tell(purchase, order, { type: "received", parcel, contents })
      return ok({ accepted: true })
    }),
  ],
  hears: [],
  answers: [
    ...[completeCheckout, marketplace.placeOrder].map((operation) => answers(operation, placed)),
    answers(authenticatePayment, () => ({ type: "authenticated" })),
    ...[requestCancellation, marketplace.requestCancellation].map((operation) =>
      answers(operation, (answer) => ({ type: answer.outcome === "ok" ? "asked" : "refused" })),
    ),
    ...[requestReturn, marketplace.requestReturn].map((operation) =>
      answers(operation, (answer) =>
        answer.outcome === "ok" ? { type: "opened", return: answer.body.return } : { type: "refused" },
      ),
    ),
    answers(openDispute, ({ outcome }) => ({
      type: outcome === "ok" ? "taken" : outcome === "refused" ? "turnedDown" : "unanswered",
    })),
    answers(unloadReturn, () => ({ type: "arrived" })),
  ],
  policies,
}
