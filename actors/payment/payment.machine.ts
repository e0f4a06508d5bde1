/** What a payment can go through, and nothing about networks. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface PaymentContext {
  readonly order: string
  readonly currency: string
  readonly amountMinor: number
  readonly method: string
  readonly metadata: Readonly<Record<string, string>>
  /** The issuer's decision, known once it was asked. */
  readonly approved: boolean
  readonly capturedMinor: number
  readonly refundedMinor: number
  /** Captures that were asked for and not yet booked: one at a time. */
  readonly capture: { readonly reference: string; readonly amountMinor: number; readonly final: boolean } | null
}

export type PaymentEvent =
  | { readonly type: "confirm"; readonly at: number; readonly approved: boolean }
  | {
      readonly type: "capture"
      readonly at: number
      readonly reference: string
      readonly amountMinor: number
      readonly final: boolean
    }
  | { readonly type: "cancel"; readonly at: number }
  | { readonly type: "refund"; readonly at: number; readonly amountMinor: number }

export const paymentMachine = setup({
  types: {
    context: {} as PaymentContext,
    events: {} as PaymentEvent,
    input: {} as Pick<PaymentContext, "order" | "currency" | "amountMinor" | "method" | "metadata">,
  },
  guards: {
    approved: ({ context }) => context.approved,
    withinAuthorized: ({ context, event }) =>
      event.type === "capture" &&
      event.amountMinor > 0 &&
      context.capturedMinor + event.amountMinor <= context.amountMinor,
    isLast: ({ context }) => context.capture?.final === true || context.capturedMinor >= context.amountMinor,
    untouched: ({ context }) => context.capturedMinor === 0,
    withinCaptured: ({ context, event }) =>
      event.type === "refund" &&
      event.amountMinor > 0 &&
      context.refundedMinor + event.amountMinor <= context.capturedMinor,
    allRefunded: ({ context }) => context.refundedMinor >= context.capturedMinor,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    openCapture: effect,
    decide: assign({
      approved: ({ context, event }) => (event.type === "confirm" ? event.approved : context.approved),
    }),
    recordCapture: assign(({ context, event }) =>
      event.type === "capture"
        ? {
            capturedMinor: context.capturedMinor + event.amountMinor,
            capture: { reference: event.reference, amountMinor: event.amountMinor, final: event.final },
          }
        : {},
    ),
    recordRefund: assign({
      refundedMinor: ({ context, event }) => context.refundedMinor + (event.type === "refund" ? event.amountMinor : 0),
    }),
  },
  delays: delayNames("issuerTime", "authorizationLifetime"),
}).createMachine({
  id: "payment",
  context: ({ input }) => ({ ...input, approved: false, capturedMinor: 0, refundedMinor: 0, capture: null }),
  initial: "requiresConfirmation",
  states: {
    requiresConfirmation: { on: { confirm: { target: "confirming", actions: "decide" }, cancel: "voided" } },
    confirming: { after: { issuerTime: [{ guard: "approved", target: "authorized" }, { target: "declined" }] } },
    authorized: {
      entry: [
        { type: "post", params: { rule: "authorize" } },
        { type: "publish", params: { topic: "payment.authorized" } },
      ],
      after: { authorizationLifetime: { target: "closing" } },
      initial: "open",
      states: {
        open: {
          on: {
            capture: { guard: "withinAuthorized", target: "capturing", actions: "recordCapture" },
            cancel: { guard: "untouched", target: "#payment.closing" },
            refund: { guard: "withinCaptured", actions: "recordRefund" },
          },
        },
        capturing: {
          entry: "openCapture",
          always: [{ guard: "isLast", target: "#payment.captured" }, { target: "open" }],
        },
      },
    },
    closing: {
      entry: { type: "post", params: { rule: "release" } },
      always: [{ guard: "untouched", target: "voided" }, { target: "captured" }],
    },
    captured: { on: { refund: [{ guard: "withinCaptured", target: "refunding", actions: "recordRefund" }] } },
    refunding: { always: [{ guard: "allRefunded", target: "refunded" }, { target: "captured" }] },
    refunded: { type: "final" },
    voided: { type: "final", entry: { type: "publish", params: { topic: "payment.voided" } } },
    declined: { type: "final", entry: { type: "publish", params: { topic: "payment.declined" } } },
  },
})
