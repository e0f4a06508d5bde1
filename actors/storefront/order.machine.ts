/** What an order can go through in the shop: paid tender by tender, open until everything has left, then open to returns for a while. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { OrderLine, Tender, Units } from "../shapes.ts"
import type { Checkout } from "./contract.ts"

export interface OrderContext extends Checkout {
  readonly placedAt: number
  /** Each line as it was first sold: what a unit of it costs in every version. */
  readonly firstSold: readonly OrderLine[]
  /** The payment that is being authorised. */
  readonly payment: string
  /** How many of the offered means of payment were used up. */
  readonly used: number
  readonly tenders: readonly Tender[]
  /** The shop takes the money itself at the checkout; of how many tenders that was tried. */
  readonly capturesItself: boolean
  readonly tried: number
  readonly declineCode: string
  readonly fulfilled: readonly Units[]
  readonly shipments: readonly string[]
  readonly reason: string
  /** The version that somebody wants and nobody has agreed to yet. */
  readonly edit: Edit | null
  /** Names of all edits that were asked for: one is not asked for twice. */
  readonly edits: readonly string[]
}

export interface Edit extends Pick<Checkout, "address" | "lines" | "totalMinor"> {
  readonly name: string
  readonly changesLines: boolean
  /** What the buyer pays with, should it cost more than was authorised; and what was authorised for that. */
  readonly payWith: string
  readonly tender: Tender | null
}

export type OrderEvent =
  | { readonly type: "paymentCreated"; readonly at: number; readonly payment: string }
  | { readonly type: "authorized"; readonly at: number; readonly amountMinor: number }
  | { readonly type: "challenged"; readonly at: number }
  | { readonly type: "declined"; readonly at: number; readonly code: string }
  | { readonly type: "pay"; readonly at: number; readonly payWith: readonly string[] }
  | { readonly type: "unanswered" | "captured" | "captureDeclined"; readonly at: number }
  | { readonly type: "fulfil"; readonly at: number; readonly shipment: string; readonly lines: readonly Units[] }
  | { readonly type: "cancel" | "cancelBySeller"; readonly at: number; readonly reason: string }
  | { readonly type: "resolve"; readonly at: number; readonly accepted: boolean }
  /** `paysFirst`: what it costs more is to be authorised before anybody hears of it. */
  | { readonly type: "edit"; readonly at: number; readonly edit: Edit; readonly paysFirst: boolean }
  | {
      readonly type: "resolveEdit"
      readonly at: number
      readonly accepted: boolean
      readonly more: readonly Units[]
      /** The payment of an edit that is not to be. */
      readonly unused: string
    }

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)

/** What no tender covers yet. */
export const unpaidOf = ({ totalMinor, tenders }: Pick<OrderContext, "totalMinor" | "tenders">): number =>
  tenders.reduce((left, tender) => left - tender.amountMinor, totalMinor)

/** What an edit costs beyond everything that was ever authorised; not more than nothing for one that does not. */
export const dearerBy = ({ edit, tenders }: Pick<OrderContext, "edit" | "tenders">): number =>
  edit === null ? 0 : unpaidOf({ totalMinor: edit.totalMinor, tenders })

/** No edit comes of it. */
const unpaid = { target: "#order.open.fulfilling", actions: ["keepCode", "forgetEdit", "dropEdit"] } as const

export const orderMachine = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as Checkout & { readonly at: number; readonly capturesItself: boolean },
  },
  guards: {
    covered: ({ context }) => context.tenders.length > 0 && unpaidOf(context) <= 0,
    takesMore: ({ context }) =>
      context.capturesItself && unpaidOf(context) <= 0 && context.tried < context.tenders.length,
    hasMore: ({ context }) => context.used < context.payWith.length,
    isNew: ({ context, event }) => event.type === "fulfil" && !context.shipments.includes(event.shipment),
    completes: ({ context, event }) =>
      event.type === "fulfil" &&
      !context.shipments.includes(event.shipment) &&
      unitsOf(context.fulfilled) + unitsOf(event.lines) >= unitsOf(context.lines),
    accepted: ({ event }) => event.type === "resolve" && event.accepted,
    editAccepted: ({ event }) => event.type === "resolveEdit" && event.accepted,
    complete: ({ context }) => unitsOf(context.fulfilled) >= unitsOf(context.lines),
    costsMore: ({ context, event }) =>
      event.type === "edit" && event.paysFirst && dearerBy({ ...context, edit: event.edit }) > 0,
    coversMore: ({ context, event }) => event.type === "authorized" && event.amountMinor >= dearerBy(context),
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    createPayment: effect,
    confirmPayment: effect,
    capture: effect,
    countTried: assign({ tried: ({ context }) => context.tried + 1 }),
    keepCaptured: assign({
      tenders: ({ context: { tenders, tried } }) =>
        tenders.map((tender, index) => (index === tried ? { ...tender, captured: true } : tender)),
    }),
    askPayment: effect,
    cancelPayment: effect,
    createPaymentForEdit: effect,
    giveBackForEdit: effect,
    giveBack: effect,
    takeFromStock: effect,
    takeMore: effect,
    keepEdit: assign(({ context, event }) =>
      event.type === "edit" ? { edit: event.edit, edits: [...context.edits, event.edit.name] } : {},
    ),
    takeVersion: assign(({ context: { edit, tenders, firstSold } }) => {
      if (edit === null) return {}
      const { address, lines, totalMinor, tender } = edit
      const added = lines.filter(({ line }) => firstSold.every((first) => first.line !== line))
      return {
        address,
        lines,
        totalMinor,
        tenders: tender === null ? tenders : [...tenders, tender],
        firstSold: added.length === 0 ? firstSold : [...firstSold, ...added],
        edit: null,
      }
    }),
    dropEdit: assign({ edit: null }),
    // What was not paid for may be asked for again by the same name, say with another card.
    forgetEdit: assign({ edits: ({ context: { edit, edits } }) => edits.filter((name) => name !== edit?.name) }),
    keepEditTender: assign(({ context: { edit, payment }, event }) => {
      if (event.type !== "authorized" || edit === null) return {}
      return { edit: { ...edit, tender: { payment, method: edit.payWith, amountMinor: event.amountMinor } } }
    }),
    keepShort: assign({ declineCode: "insufficient_balance" }),
    keepPayment: assign({
      payment: ({ context, event }) => (event.type === "paymentCreated" ? event.payment : context.payment),
    }),
    keepTender: assign(({ context, event }) => {
      if (event.type !== "authorized") return {}
      const { payment, payWith, used, tenders } = context
      const tender = { payment, method: payWith[used] ?? "", amountMinor: event.amountMinor }
      return { used: used + 1, tenders: [...tenders, tender] }
    }),
    keepOffer: assign(({ event }) =>
      event.type === "pay"
        ? { payWith: event.payWith, used: 0, tried: 0, tenders: [], payment: "", declineCode: "" }
        : {},
    ),
    keepCode: assign({ declineCode: ({ event }) => (event.type === "declined" ? event.code : "unanswered") }),
    stamp: assign({ placedAt: ({ event }) => event.at }),
    recordFulfilment: assign(({ context, event }) =>
      event.type === "fulfil"
        ? { fulfilled: [...context.fulfilled, ...event.lines], shipments: [...context.shipments, event.shipment] }
        : {},
    ),
    keepReason: assign({
      reason: ({ context, event }) =>
        event.type === "cancel" || event.type === "cancelBySeller" ? event.reason : context.reason,
    }),
  },
  delays: delayNames("askAgain", "authenticationWindow", "returnWindow"),
}).createMachine({
  id: "order",
  context: ({ input: { at, ...checkout } }) => ({
    ...checkout,
    placedAt: at,
    firstSold: checkout.lines,
    payment: "",
    used: 0,
    tried: 0,
    tenders: [],
    declineCode: "",
    fulfilled: [],
    shipments: [],
    reason: "",
    edit: null,
    edits: [],
  }),
  initial: "authorising",
  states: {
    authorising: {
      initial: "choosing",
      states: {
        choosing: {
          always: [
            { guard: "takesMore", target: "taking" },
            { guard: "covered", target: "#order.open", actions: "stamp" },
            { guard: "hasMore", target: "creating" },
            { target: "#order.declined", actions: "keepCode" },
          ],
        },
        creating: {
          entry: "createPayment",
          on: {
            paymentCreated: { target: "confirming", actions: "keepPayment" },
            unanswered: { target: "#order.declined", actions: "keepCode" },
            declined: { target: "#order.declined", actions: "keepCode" },
          },
        },
        confirming: {
          entry: "confirmPayment",
          on: {
            authorized: { target: "choosing", actions: "keepTender" },
            challenged: "challenged",
            declined: { target: "#order.declined", actions: "keepCode" },
            // Nobody knows whether the money is set aside: there is no order, so it is given back.
            unanswered: { target: "#order.declined", actions: ["keepCode", "cancelPayment"] },
          },
        },
        /** One payment after the other; one that is refused is left to the OMS, which may have another. */
        taking: {
          entry: "capture",
          on: {
            captured: { target: "choosing", actions: ["keepCaptured", "countTried"] },
            captureDeclined: { target: "choosing", actions: "countTried" },
            unanswered: "takingAgain",
          },
        },
        takingAgain: { after: { askAgain: "taking" } },
        /** The buyer is with the issuer and may come back to pay, or not. */
        challenged: { on: { pay: "asking" }, after: { authenticationWindow: "asking" } },
        asking: {
          entry: "askPayment",
          on: {
            authorized: { target: "choosing", actions: "keepTender" },
            challenged: "challenged",
            declined: { target: "#order.declined", actions: "keepCode" },
            unanswered: { target: "#order.declined", actions: ["keepCode", "cancelPayment"] },
          },
        },
      },
    },
    open: {
      entry: [
        "takeFromStock",
        { type: "post", params: { rule: "order" } },
        { type: "publish", params: { topic: "order.created" } },
        { type: "publish", params: { topic: "order.paid" } },
      ],
      initial: "fulfilling",
      states: {
        fulfilling: {
          always: { guard: "complete", target: "#order.fulfilled" },
          on: {
            cancel: { target: "cancelling", actions: "keepReason" },
            edit: [
              { guard: "costsMore", target: "payingMore", actions: "keepEdit" },
              { target: "editing", actions: "keepEdit" },
            ],
            // An old no that was stuck on its way may have come before this yes.
            resolve: { guard: "accepted", target: "#order.cancelled" },
          },
        },
        /** What an edit costs more is authorised before anybody hears of it: refused, the order stays as it was. */
        payingMore: {
          initial: "creating",
          states: {
            creating: {
              entry: "createPaymentForEdit",
              on: {
                paymentCreated: { target: "confirming", actions: "keepPayment" },
                declined: unpaid,
                unanswered: unpaid,
              },
            },
            confirming: {
              entry: "confirmPayment",
              on: {
                authorized: [
                  { guard: "coversMore", target: "#order.open.editing", actions: "keepEditTender" },
                  // A gift card gives what it has.
                  {
                    target: "#order.open.fulfilling",
                    actions: ["keepShort", "forgetEdit", "dropEdit", "cancelPayment"],
                  },
                ],
                declined: unpaid,
                // Nobody knows whether the money is set aside: nothing comes of it, so it is given back.
                unanswered: { ...unpaid, actions: [...unpaid.actions, "cancelPayment"] },
              },
            },
          },
          on: {
            fulfil: [{ guard: "isNew", actions: "recordFulfilment" }, {}],
            resolve: { guard: "accepted", target: "#order.cancelled" },
          },
        },
        editing: {
          entry: [
            { type: "post", params: { rule: "edit" } },
            { type: "publish", params: { topic: "edit.requested" } },
          ],
          on: {
            resolveEdit: [
              { guard: "editAccepted", target: "fulfilling", actions: ["takeMore", "takeVersion"] },
              { target: "fulfilling", actions: ["dropEdit", "giveBackForEdit"] },
            ],
            // Whoever calls the order off knows of the edit, but did not take it.
            cancelBySeller: { target: "#order.cancelled", actions: ["keepReason", "giveBackForEdit"] },
            resolve: { guard: "accepted", target: "#order.cancelled", actions: "giveBackForEdit" },
            // Whether that is all depends on which version it will be.
            fulfil: [{ guard: "isNew", actions: "recordFulfilment" }, {}],
          },
        },
        cancelling: {
          entry: { type: "publish", params: { topic: "cancellation.requested" } },
          on: { resolve: [{ guard: "accepted", target: "#order.cancelled" }, { target: "fulfilling" }], cancel: {} },
        },
      },
      on: {
        cancelBySeller: { target: "cancelled", actions: "keepReason" },
        fulfil: [
          { guard: "completes", target: "fulfilled", actions: "recordFulfilment" },
          { guard: "isNew", actions: "recordFulfilment" },
          {},
        ],
      },
    },
    fulfilled: {
      after: { returnWindow: "closed" },
      // A cancellation that crossed the shipment is answered, but too late.
      on: { fulfil: {}, resolve: {} },
    },
    closed: { type: "final" },
    // It may be called off while an edit of it is being paid for.
    cancelled: {
      on: { authorized: { actions: "cancelPayment" }, paymentCreated: {}, declined: {}, unanswered: {} },
    },
    // No order came of it; what was set aside on other tenders is given back, and another card may be tried.
    declined: { entry: "giveBack", on: { pay: { target: "authorising", actions: "keepOffer" } } },
  },
})
