/** What a payment can go through, and nothing about networks. A gift card is paid with in the same way as a card. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface PaymentContext {
  readonly order: string
  readonly currency: string
  readonly amountMinor: number
  readonly method: string
  readonly metadata: Readonly<Record<string, string>>
  /** The caller has no shopper at hand who could answer a step-up. */
  readonly offSession: boolean
  /** The issuer's decision, known once it was asked. */
  readonly decision: Decision
  /** Why it was declined; empty as long as it was not. */
  readonly declineCode: string
  readonly capturedMinor: number
  readonly refundedMinor: number
  /** Captures that were asked for and not yet booked: one at a time. */
  readonly capture: { readonly reference: string; readonly amountMinor: number; readonly final: boolean } | null
}

export type Decision = "approved" | "challenged" | "declined"

export type PaymentEvent =
  | {
      readonly type: "confirm"
      readonly at: number
      readonly decision: Decision
      readonly declineCode: string
      /** What the issuer approves: a gift card no more than it holds. */
      readonly amountMinor: number
    }
  | { readonly type: "authenticate"; readonly at: number; readonly passed: boolean }
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
    input: {} as Pick<PaymentContext, "order" | "currency" | "amountMinor" | "method" | "metadata" | "offSession">,
  },
  guards: {
    approved: ({ context }) => context.decision === "approved",
    challenged: ({ context }) => context.decision === "challenged",
    passed: ({ event }) => event.type === "authenticate" && event.passed,
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
    giveBack: effect,
    decide: assign(({ event }) =>
      event.type === "confirm"
        ? { decision: event.decision, declineCode: event.declineCode, amountMinor: event.amountMinor }
        : {},
    ),
    keepCode: assign({ declineCode: (_, params: { code: string }) => params.code }),
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
  delays: delayNames("issuerTime", "authenticationWindow", "authorizationLifetime"),
}).createMachine({
  id: "payment",
  context: ({ input }) => ({
    ...input,
    decision: "declined",
    declineCode: "",
    capturedMinor: 0,
    refundedMinor: 0,
    capture: null,
  }),
  initial: "requiresConfirmation",
  states: {
    requiresConfirmation: { on: { confirm: { target: "confirming", actions: "decide" }, cancel: "voided" } },
    confirming: {
      after: {
        issuerTime: [
          { guard: "approved", target: "authorized" },
          { guard: "challenged", target: "requiresAction" },
          { target: "declined" },
        ],
      },
    },
    /** The issuer wants to hear from the shopper, who may also just go away. */
    requiresAction: {
      on: {
        authenticate: [
          { guard: "passed", target: "authorized" },
          { target: "declined", actions: { type: "keepCode", params: { code: "authentication_failed" } } },
        ],
        cancel: "voided",
      },
      after: {
        authenticationWindow: {
          target: "declined",
          actions: { type: "keepCode", params: { code: "authentication_expired" } },
        },
      },
    },
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
            // What was captured stays captured.
            cancel: "#payment.closing",
            refund: { guard: "withinCaptured", actions: "recordRefund" },
          },
        },
        capturing: {
          entry: "openCapture",
          always: [{ guard: "isLast", target: "#payment.closing" }, { target: "open" }],
        },
      },
    },
    // What was authorised and not captured is the shopper's again.
    closing: {
      entry: [{ type: "post", params: { rule: "release" } }, "giveBack"],
      always: [{ guard: "untouched", target: "voided" }, { target: "captured" }],
    },
    captured: { on: { refund: [{ guard: "withinCaptured", target: "refunding", actions: "recordRefund" }] } },
    refunding: { always: [{ guard: "allRefunded", target: "refunded" }, { target: "captured" }] },
    refunded: { type: "final" },
    voided: { type: "final", entry: { type: "publish", params: { topic: "payment.voided" } } },
    declined: { type: "final", entry: { type: "publish", params: { topic: "payment.declined" } } },
  },
})
