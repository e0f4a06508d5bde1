/** An order at the marketplace: pending until its payment is sure, unshipped until everything is confirmed, settled with its period. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { Checkout } from "../storefront/contract.ts"

export interface OrderContext extends Checkout {
  readonly shipWithinMs: number
  readonly placedAt: number
  readonly shipped: readonly Units[]
  readonly shipments: readonly string[]
  /** The last confirmation: what is told and settled next. */
  readonly latest: {
    readonly shipment: string
    readonly trackingNumbers: readonly string[]
    readonly amountMinor: number
  }
  readonly refundedMinor: number
  /** By what reference: who asks again is known by it when the key is long forgotten. */
  readonly refundedFor: readonly string[]
  readonly refund: { readonly reference: string; readonly amountMinor: number }
  readonly reason: string
  /** The promise, known when the order may be shipped. */
  readonly shipBy: number
  /** Whether its payment comes to nothing. */
  readonly fails: boolean
}

export interface OrderInput extends Checkout {
  readonly at: number
  readonly fails: boolean
  /** How long the seller has, once the order may be shipped. */
  readonly shipWithinMs: number
}

export type OrderEvent =
  | {
      readonly type: "confirm"
      readonly at: number
      readonly shipment: string
      readonly trackingNumbers: readonly string[]
      readonly lines: readonly Units[]
      readonly amountMinor: number
    }
  | { readonly type: "cancel" | "cancelBySeller"; readonly at: number; readonly reason: string }
  | { readonly type: "resolve"; readonly at: number; readonly accepted: boolean }
  | { readonly type: "refund"; readonly at: number; readonly reference: string; readonly amountMinor: number }

const refunds = ["recordRefund", "settleRefund", { type: "post", params: { rule: "refund" } }] as const

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0)

/** The seller has it reserved. */
const calledOff = { type: "publish", params: { topic: "order.cancelled" } } as const

export const orderMachine = setup({
  types: { context: {} as OrderContext, events: {} as OrderEvent, input: {} as OrderInput },
  guards: {
    isNew: ({ context, event }) => event.type === "confirm" && !context.shipments.includes(event.shipment),
    completes: ({ context, event }) =>
      event.type === "confirm" &&
      !context.shipments.includes(event.shipment) &&
      unitsOf(context.shipped) + unitsOf(event.lines) >= unitsOf(context.lines),
    fails: ({ context }) => context.fails,
    accepted: ({ event }) => event.type === "resolve" && event.accepted,
    withinPaid: ({ context, event }) =>
      event.type === "refund" &&
      event.amountMinor > 0 &&
      context.refundedMinor + event.amountMinor <= context.totalMinor,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    tellBuyer: withParams<{ template: string }>(),
    takeFromStock: effect,
    promise: assign({ shipBy: ({ context, event }) => event.at + context.shipWithinMs }),
    keepFailure: assign({ reason: "not paid" }),
    settleSale: effect,
    settleRefund: effect,
    recordShipment: assign(({ context, event }) =>
      event.type === "confirm"
        ? {
            shipped: [...context.shipped, ...event.lines],
            shipments: [...context.shipments, event.shipment],
            latest: {
              shipment: event.shipment,
              trackingNumbers: event.trackingNumbers,
              amountMinor: event.amountMinor,
            },
          }
        : {},
    ),
    recordRefund: assign(({ context, event }) =>
      event.type === "refund"
        ? {
            refundedMinor: context.refundedMinor + event.amountMinor,
            refundedFor: [...context.refundedFor, event.reference],
            refund: { reference: event.reference, amountMinor: event.amountMinor },
          }
        : {},
    ),
    keepReason: assign({
      reason: ({ context, event }) =>
        event.type === "cancel" || event.type === "cancelBySeller" ? event.reason : context.reason,
    }),
  },
  delays: delayNames("pendingTime", "shipBy", "returnWindow"),
}).createMachine({
  id: "order",
  context: ({ input: { at, ...checkout } }) => ({
    ...checkout,
    placedAt: at,
    shipped: [],
    shipments: [],
    latest: { shipment: "", trackingNumbers: [], amountMinor: 0 },
    refundedMinor: 0,
    refundedFor: [],
    refund: { reference: "", amountMinor: 0 },
    reason: "",
    shipBy: 0,
  }),
  initial: "pending",
  states: {
    pending: {
      entry: [
        "takeFromStock",
        { type: "post", params: { rule: "order" } },
        { type: "publish", params: { topic: "order.pending" } },
      ],
      after: {
        pendingTime: [
          { guard: "fails", target: "cancelled", actions: ["keepFailure", calledOff] },
          { target: "unshipped", actions: "promise" },
        ],
      },
      on: { cancel: { target: "cancelled", actions: ["keepReason", calledOff] } },
    },
    unshipped: {
      entry: [
        { type: "publish", params: { topic: "order.created" } },
        { type: "tellBuyer", params: { template: "orderConfirmed" } },
      ],
      initial: "shipping",
      after: {
        shipBy: {
          actions: [
            { type: "post", params: { rule: "late" } },
            { type: "publish", params: { topic: "order.late" } },
            { type: "tellBuyer", params: { template: "orderDelayed" } },
          ],
        },
      },
      states: {
        shipping: {
          on: {
            cancel: { target: "cancelling", actions: "keepReason" },
            // An old no that was stuck on its way may have come before this yes.
            resolve: { guard: "accepted", target: "#order.cancelled" },
          },
        },
        cancelling: {
          entry: { type: "publish", params: { topic: "cancellation.requested" } },
          on: {
            resolve: [
              { guard: "accepted", target: "#order.cancelled" },
              { target: "shipping", actions: { type: "tellBuyer", params: { template: "cancellationRefused" } } },
            ],
            cancel: {},
          },
        },
      },
      on: {
        cancelBySeller: { target: "cancelled", actions: "keepReason" },
        confirm: [
          {
            guard: "completes",
            target: "shipped",
            actions: ["recordShipment", "settleSale", { type: "tellBuyer", params: { template: "shipped" } }],
          },
          {
            guard: "isNew",
            actions: ["recordShipment", "settleSale", { type: "tellBuyer", params: { template: "shipped" } }],
          },
          {},
        ],
        refund: { guard: "withinPaid", actions: refunds },
      },
    },
    shipped: {
      on: {
        // Confirmations overtake each other: one that names no whole article may be the last, and is paid for like the others.
        confirm: [
          {
            guard: "isNew",
            actions: ["recordShipment", "settleSale", { type: "tellBuyer", params: { template: "shipped" } }],
          },
          {},
        ],
        resolve: { actions: { type: "tellBuyer", params: { template: "cancellationRefused" } } },
        refund: { guard: "withinPaid", actions: refunds },
      },
      after: { returnWindow: "closed" },
    },
    /** Late refunds are still taken: a return that was under way when the window closed. */
    closed: { on: { confirm: {}, refund: { guard: "withinPaid", actions: refunds } } },
    cancelled: { type: "final", entry: { type: "tellBuyer", params: { template: "orderCancelled" } } },
  },
})
