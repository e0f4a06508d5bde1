/** The shop's front door: checkout with its payment, requests of buyers, fulfilments and published stock. */
import {
  answers,
  deferred,
  object,
  ok,
  serves,
  type Answer,
  type Posting,
  type Room,
  type Seen,
} from "../../sim/partner/room.ts"
import { refuse, refuseWith } from "../../sim/partner/server.ts"
import { servesSubscriptions } from "../../sim/partner/subscriptions.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import {
  cancelPayment,
  capturePayment,
  confirmPayment,
  createPayment,
  getPayment,
  type Payment,
} from "../payment/contract.ts"
import { bySku, type ChannelOrder, type Units } from "../shapes.ts"
import * as wire from "./contract.ts"
import { edited, moreIn, refuseEdit } from "./edits.ts"
import { publish, sell, shownAs } from "../shown.ts"
import { dearerBy, orderMachine, unpaidOf, type Edit, type OrderContext } from "./order.machine.ts"
import { policies } from "./policies.ts"
import { postings } from "./postings.ts"
import { returnMachine } from "./return.machine.ts"

const stateOf = (self: Seen<OrderContext>) => ({ order: self.context.order, state: self.state })

const channelOrder = ({ context }: Seen<OrderContext>, turn: Turn): ChannelOrder => {
  const { order, placedAt, currency, buyer, email, address, service, lines, charges, totalMinor, tenders } = context
  const channel = turn.instance.name
  return {
    order,
    channel,
    placedAt,
    currency,
    buyer,
    email,
    address,
    service,
    lines,
    charges,
    totalMinor,
    settledBy: "psp",
    tenders,
  }
}

const editRequestOf = (self: Seen<OrderContext>, turn: Turn): wire.EditRequested | null => {
  const { edit } = self.context
  if (edit === null) return null
  const { name, changesLines, address, lines, totalMinor, tender } = edit
  const next = channelOrder(self, turn)
  const tenders = tender === null ? next.tenders : [...next.tenders, tender]
  return { edit: name, changesLines, next: { ...next, address, lines, totalMinor, tenders } }
}

/** What was sold in a version of an order, line by line and in all. */
const contentOf = (
  subject: string,
  currency: string,
  { lines, totalMinor }: Pick<Edit, "lines" | "totalMinor">,
): Posting => ({
  book: "memo",
  currency,
  subject,
  legs: [
    ...lines.map((line) => ({
      account: "ordered",
      sku: line.sku,
      quantity: line.quantity,
      amountMinor: line.amountMinor + line.taxMinor,
    })),
    { account: "ordered.total", amountMinor: totalMinor },
  ],
})

const order = object("order", orderMachine, {
  publishes: {
    "order.created": (self, turn) =>
      turn.policy<boolean>("saysPaidApart") ? { ...channelOrder(self, turn), tenders: [] } : channelOrder(self, turn),
    "order.paid": (self, turn) => (turn.policy<boolean>("saysPaidApart") ? channelOrder(self, turn) : null),
    "edit.requested": editRequestOf,
    "cancellation.requested": ({ context }) => ({ order: context.order, reason: context.reason }),
  },
  posts: {
    // What was sold, line by line: everybody who takes the order over is compared with it.
    order: ({ context }) => contentOf(context.order, context.currency, context),
    // A version that is wanted stands beside the one that is in force, under the edit's name.
    edit: ({ context: { edit, currency } }) =>
      edit === null || !edit.changesLines ? [] : contentOf(edit.name, currency, edit),
  },
  effects: {
    createPayment: (turn, { context }) => {
      const { order: id, currency, payWith, used } = context
      turn.call(turn.peer("payment"), createPayment, {
        order: id,
        currency,
        amountMinor: unpaidOf(context),
        method: payWith[used] ?? "card",
        offSession: false,
        metadata: { order: id },
      })
    },
    confirmPayment: (turn, { context }) =>
      turn.call(turn.peer("payment"), confirmPayment, { payment: context.payment }),
    // Whoever changes an order in an account is asked for no password of a bank: who would want one, refuses.
    createPaymentForEdit: (turn, { context }) => {
      const { order: id, currency, edit } = context
      if (edit === null) return
      const amountMinor = dearerBy(context)
      const metadata = { order: id, edit: edit.name }
      const body = { order: id, currency, amountMinor, method: edit.payWith, offSession: true, metadata }
      turn.call(turn.peer("payment"), createPayment, body)
    },
    giveBackForEdit: (turn, { context }, event) => {
      const payment = event.type === "resolveEdit" ? event.unused : context.edit?.tender?.payment
      if (payment !== undefined && payment !== "") turn.call(turn.peer("payment"), cancelPayment, { payment })
    },
    capture: (turn, { context: { order: id, tenders, tried } }) => {
      const tender = tenders[tried]
      if (tender === undefined) return
      const { payment, amountMinor } = tender
      const body = { payment, reference: id, amountMinor, final: true }
      turn.call(turn.peer("payment"), capturePayment, body, `${id}/capture/${payment}`)
    },
    askPayment: (turn, { context }) => turn.call(turn.peer("payment"), getPayment, { payment: context.payment }),
    giveBack: (turn, { context }) => {
      for (const { payment } of context.tenders) turn.call(turn.peer("payment"), cancelPayment, { payment })
    },
    cancelPayment: (turn, { context }) => turn.call(turn.peer("payment"), cancelPayment, { payment: context.payment }),
    takeFromStock: (turn, { context }) => sell(turn, level, context.order, context.lines),
    takeMore: (turn, { context }, event) => {
      if (event.type === "resolveEdit") sell(turn, level, context.order, event.more)
    },
  },
  delays: {
    askAgain: (_self, turn) => turn.policy("askAgain"),
    authenticationWindow: (_self, turn) => turn.policy("authenticationWindow"),
    returnWindow: (_self, turn) => turn.policy("returnWindow"),
  },
})

const level = shownAs("level")

const returned = object("return", returnMachine, {
  publishes: {
    "return.requested": (self): wire.ReturnRequested => ({
      return: self.id,
      order: self.context.order,
      lines: self.context.lines,
      ...(self.context.instead.length > 0 ? { instead: self.context.instead } : {}),
    }),
  },
  indexes: { byOrder: (context) => context.order },
})

/** Units of a SKU that have left and are not on their way back already. */
const returnable = (turn: Turn, self: Seen<OrderContext>, sku: string): number => {
  const sum = (units: readonly Units[]) =>
    units.reduce((total, unit) => total + (unit.sku === sku ? unit.quantity : 0), 0)
  const back = turn.find(returned, "byOrder", self.id).reduce((total, other) => total + sum(other.context.lines), 0)
  return sum(self.context.fulfilled) - back
}

/** What has become of a payment, as the order needs to know it. */
const decided = ({ state, amountMinor, declineCode }: Payment) => {
  if (state === "requiresAction") return { type: "challenged" }
  return state.startsWith("authorized") ? { type: "authorized", amountMinor } : { type: "declined", code: declineCode }
}

const declinedOr = (answer: Answer) =>
  answer.outcome === "refused"
    ? { type: "declined", code: answer.refusal.code ?? answer.refusal.error }
    : { type: "unanswered" }

/** What an edit costs more could not be had. */
const refuseUnpaidEdit = ({ context: { declineCode } }: Seen<OrderContext>) =>
  refuseWith(wire.editOrder, "declined", "What the edit costs more was declined; the order stays as it was.", {
    code: declineCode,
  })

export const storefrontRoom: Room = {
  contract: wire.contract,
  objects: [order, level, returned] as unknown as Room["objects"],
  serves: [
    ...servesSubscriptions("storefront"),
    serves(
      wire.completeCheckout,
      (turn, checkout) => {
        const id = checkout.order
        if (turn.read(order, id) === null) {
          const capturesItself = turn.policy<string>("capturedBy") === "storefront"
          return deferred(order, turn.create(order, id, { ...checkout, at: turn.at, capturesItself }))
        }
        // The buyer comes back from the issuer, or with another card.
        if (turn.send(order, id, { type: "pay", payWith: checkout.payWith }) === "refused")
          return refuse("conflict", `There is already an order ${id}.`)
        return deferred(order, id)
      },
      {
        open: (self) => ok(stateOf(self), 201),
        "authorising.challenged": ({ context }: Seen<OrderContext>) =>
          refuseWith(wire.completeCheckout, "authenticationRequired", "The issuer wants to hear from you first.", {
            code: context.payment,
          }),
        declined: ({ context }: Seen<OrderContext>) =>
          refuseWith(wire.completeCheckout, "declined", "The payment was declined; there is no order.", {
            code: context.declineCode,
          }),
      },
    ),
    serves(wire.requestCancellation, (turn, { order: id, reason }) =>
      turn.drive(order, id, { type: "cancel", reason }, (self) => ok(stateOf(self), 202)),
    ),
    serves(wire.changeAddress, (turn, { order: id, edit: name, address }) => {
      const self = turn.read(order, id)
      if (self === null) return turn.unknown("order", id)
      const { lines, totalMinor } = self.context
      const edit: Edit = { name, changesLines: false, address, lines, totalMinor, payWith: "", tender: null }
      return turn.drive(order, id, { type: "edit", edit, paysFirst: false }, (seen) => ok(stateOf(seen), 202))
    }),
    serves(
      wire.editOrder,
      (turn, asked) => {
        const self = turn.read(order, asked.order)
        if (self === null) return turn.unknown("order", asked.order)
        // Clicked twice, an edit is still one.
        if (self.context.edits.includes(asked.edit))
          return self.is("open.payingMore") ? deferred(order, self.id) : ok(stateOf(self), 202)
        const edit = edited(self.context, asked)
        const refusal = refuseEdit(self.context, asked, edit)
        if (refusal !== null) return refusal
        const paysFirst = turn.policy<boolean>("authorisesEdits")
        return turn.drive(order, self.id, { type: "edit", edit, paysFirst }, () => deferred(order, self.id))
      },
      {
        "open.editing": (self) => ok(stateOf(self), 202),
        "open.fulfilling": refuseUnpaidEdit,
        fulfilled: refuseUnpaidEdit,
        cancelled: (self: Seen<OrderContext>) =>
          refuse("conflict", "The order was called off meanwhile.", { state: self.state, allowed: [] }),
      },
    ),
    serves(wire.requestReturn, (turn, { order: id, withdrawal, lines, instead = [] }) => {
      const self = turn.read(order, id)
      if (self === null) return turn.unknown("order", id)
      // Whoever heard no answer asks again, by the same name.
      const known = turn.find(returned, "byOrder", id).find(({ context }) => context.withdrawal === withdrawal)
      if (known !== undefined) return ok({ return: known.id })
      const missing = bySku(lines).filter((line) => returnable(turn, self, line.sku) < line.quantity)
      if (missing.length > 0 || self.is("closed")) {
        const says = self.is("closed")
          ? "The return window has closed."
          : `Not shipped yet, or already on its way back: ${missing.map((line) => line.sku).join(", ")}.`
        return refuse("conflict", says, { state: self.state, allowed: [] })
      }
      const made = turn.create(returned, { of: id, role: "return" }, { order: id, withdrawal, lines, instead })
      return ok({ return: made }, 201)
    }),
    serves(wire.getOrder, (turn, { order: id }) => {
      const self = turn.read(order, id)
      return self === null ? turn.unknown("order", id) : ok({ state: self.state, order: channelOrder(self, turn) })
    }),
    serves(wire.resolveCancellation, (turn, { order: id, accepted }) =>
      turn.drive(order, id, { type: "resolve", accepted }, (self) => ok(stateOf(self))),
    ),
    serves(wire.cancelBySeller, (turn, { order: id, reason }) =>
      turn.drive(order, id, { type: "cancelBySeller", reason }, (self) => ok(stateOf(self))),
    ),
    serves(wire.resolveEdit, (turn, { order: id, accepted }) => {
      const { edit, lines } = turn.read(order, id)?.context ?? { edit: null, lines: [] }
      const more = edit === null ? [] : moreIn(edit.lines, lines)
      const unused = accepted ? "" : (edit?.tender?.payment ?? "")
      return turn.drive(order, id, { type: "resolveEdit", accepted, more, unused }, (self) => ok(stateOf(self)))
    }),
    serves(wire.createFulfillment, (turn, { order: id, shipment, lines }) =>
      turn.drive(order, id, { type: "fulfil", shipment, lines }, (self) => ok(stateOf(self), 201)),
    ),
    serves(wire.setInventory, (turn, request) => ok({ lost: publish(turn, level, request) })),
    serves(wire.resolveReturn, (turn, { return: id, order: of, lines, refundedMinor }) => {
      if (turn.read(returned, id) === null) {
        if (turn.read(order, of) === null) return turn.unknown("order", of)
        turn.create(returned, id, { order: of, lines, instead: [], withdrawal: null })
      }
      return turn.drive(returned, id, { type: "resolve", refundedMinor }, () => ok({ return: id }))
    }),
  ],
  hears: [],
  answers: [
    answers(createPayment, (answer) => {
      if (answer.outcome === "ok") return { type: "paymentCreated", payment: answer.body.payment }
      return declinedOr(answer)
    }),
    answers(capturePayment, (answer) => {
      if (answer.outcome === "ok") return { type: "captured" }
      return { type: answer.outcome === "refused" ? "captureDeclined" : "unanswered" }
    }),
    ...[confirmPayment, getPayment].map((operation) =>
      answers(operation, (answer) => (answer.outcome === "ok" ? decided(answer.body) : declinedOr(answer))),
    ),
  ],
  policies,
  postings,
}
