/** What an order can go through in the shop: paid, open until everything has left, then open to returns for a while. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { Checkout } from "./contract.ts"

export interface OrderContext extends Checkout {
  readonly placedAt: number
  readonly payment: string
  readonly fulfilled: readonly Units[]
  readonly shipments: readonly string[]
  readonly reason: string
  /** The version that somebody wants and nobody has agreed to yet. */
  readonly edit: Edit | null
}

export interface Edit extends Pick<Checkout, "address" | "lines" | "totalMinor"> {
  readonly name: string
  readonly changesLines: boolean
}

export type OrderEvent =
  | { readonly type: "paymentCreated"; readonly at: number; readonly payment: string }
  | { readonly type: "authorized"; readonly at: number }
  | { readonly type: "declined"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  | { readonly type: "fulfil"; readonly at: number; readonly shipment: string; readonly lines: readonly Units[] }
  | { readonly type: "cancel"; readonly at: number; readonly reason: string }
  | { readonly type: "resolve"; readonly at: number; readonly accepted: boolean }
  | { readonly type: "edit"; readonly at: number; readonly edit: Edit }
  | { readonly type: "resolveEdit"; readonly at: number; readonly accepted: boolean; readonly more: readonly Units[] }

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)

export const orderMachine = setup({
  types: { context: {} as OrderContext, events: {} as OrderEvent, input: {} as Checkout & { readonly at: number } },
  guards: {
    isNew: ({ context, event }) => event.type === "fulfil" && !context.shipments.includes(event.shipment),
    completes: ({ context, event }) =>
      event.type === "fulfil" &&
      !context.shipments.includes(event.shipment) &&
      unitsOf(context.fulfilled) + unitsOf(event.lines) >= unitsOf(context.lines),
    accepted: ({ event }) => event.type === "resolve" && event.accepted,
    editAccepted: ({ event }) => event.type === "resolveEdit" && event.accepted,
    complete: ({ context }) => unitsOf(context.fulfilled) >= unitsOf(context.lines),
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    createPayment: effect,
    confirmPayment: effect,
    cancelPayment: effect,
    takeFromStock: effect,
    takeMore: effect,
    keepEdit: assign({ edit: ({ context, event }) => (event.type === "edit" ? event.edit : context.edit) }),
    takeVersion: assign(({ context: { edit } }) => {
      if (edit === null) return {}
      const { address, lines, totalMinor } = edit
      return { address, lines, totalMinor, edit: null }
    }),
    dropEdit: assign({ edit: null }),
    keepPayment: assign({
      payment: ({ context, event }) => (event.type === "paymentCreated" ? event.payment : context.payment),
    }),
    stamp: assign({ placedAt: ({ event }) => event.at }),
    recordFulfilment: assign(({ context, event }) =>
      event.type === "fulfil"
        ? { fulfilled: [...context.fulfilled, ...event.lines], shipments: [...context.shipments, event.shipment] }
        : {},
    ),
    keepReason: assign({ reason: ({ context, event }) => (event.type === "cancel" ? event.reason : context.reason) }),
  },
  delays: delayNames("returnWindow"),
}).createMachine({
  id: "order",
  context: ({ input: { at, ...checkout } }) => ({
    ...checkout,
    placedAt: at,
    payment: "",
    fulfilled: [],
    shipments: [],
    reason: "",
    edit: null,
  }),
  initial: "authorising",
  states: {
    authorising: {
      initial: "creating",
      states: {
        creating: {
          entry: "createPayment",
          on: {
            paymentCreated: { target: "confirming", actions: "keepPayment" },
            unanswered: "#order.declined",
            declined: "#order.declined",
          },
        },
        confirming: {
          entry: "confirmPayment",
          on: {
            authorized: { target: "#order.open", actions: "stamp" },
            declined: "#order.declined",
            // Nobody knows whether the money is set aside: there is no order, so it is given back.
            unanswered: { target: "#order.declined", actions: "cancelPayment" },
          },
        },
      },
    },
    open: {
      entry: [
        "takeFromStock",
        { type: "post", params: { rule: "order" } },
        { type: "publish", params: { topic: "order.created" } },
      ],
      initial: "fulfilling",
      states: {
        fulfilling: {
          always: { guard: "complete", target: "#order.fulfilled" },
          on: {
            cancel: { target: "cancelling", actions: "keepReason" },
            edit: { target: "editing", actions: "keepEdit" },
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
              { target: "fulfilling", actions: "dropEdit" },
            ],
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
    cancelled: { type: "final" },
    declined: { type: "final" },
  },
})
