/**
 * An order in the OMS: accepted and reserved, perhaps held, released site by site until everything has left, delivered, closed.
 *
 * Its lines have no status of their own; that is what the allocations say.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { ChannelOrder, Units } from "../shapes.ts"

/** Money that was taken for the order, by payment: refunds go back where it came from. */
export interface Taken {
  readonly payment: string
  readonly amountMinor: number
  readonly refundedMinor: number
}

export interface OrderContext {
  readonly channelOrder: ChannelOrder
  readonly acceptedAt: number
  readonly promiseAt: number
  /** Somebody has to look at it before it is released. */
  readonly review: boolean
  /** Somebody wants a change of it, and said so before it was here. */
  readonly isAwaited: boolean
  readonly unitsShipped: number
  readonly unitsDelivered: number
  /** The first shipment carries the charges. */
  readonly chargesOn: string
  readonly taken: readonly Taken[]
  /** Units that were announced to come back. */
  readonly returning: readonly Units[]
  /** The buyer knows that it takes longer. */
  readonly toldDelayed: boolean
}

export type OrderEvent =
  | { readonly type: "sourced"; readonly at: number }
  | { readonly type: "stockCame"; readonly at: number }
  /** Units that one site does not send are reserved at another. */
  | { readonly type: "sourcedAgain"; readonly at: number }
  /** It will not be there when it was promised. */
  | { readonly type: "late"; readonly at: number }
  /** Its units have waited long enough. */
  | { readonly type: "giveUp"; readonly at: number; readonly stoppable: boolean }
  | { readonly type: "shipmentMade" | "shipmentDropped"; readonly at: number; readonly shipment: string }
  | { readonly type: "captured"; readonly at: number; readonly payment: string; readonly amountMinor: number }
  | { readonly type: "shipped"; readonly at: number; readonly units: number }
  | { readonly type: "delivered"; readonly at: number; readonly units: number }
  /** A change has to be agreed with warehouses: nothing more is released until it is decided. */
  | { readonly type: "halt"; readonly at: number }
  | { readonly type: "resume"; readonly at: number }
  | { readonly type: "cancel"; readonly at: number }
  | { readonly type: "returning"; readonly at: number; readonly lines: readonly Units[] }
  | { readonly type: "refunded"; readonly at: number; readonly payment: string; readonly amountMinor: number }

const total = (context: OrderContext): number =>
  context.channelOrder.lines.reduce((sum, line) => sum + line.quantity, 0)

export const orderMachine = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as Pick<OrderContext, "channelOrder" | "acceptedAt" | "promiseAt" | "review" | "isAwaited">,
  },
  guards: {
    stoppable: ({ event }) => event.type === "giveUp" && event.stoppable,
    untold: ({ context }) => !context.toldDelayed,
    allShipped: ({ context, event }) =>
      event.type === "shipped" && context.unitsShipped + event.units >= total(context),
    isShipped: ({ context }) => context.unitsShipped >= total(context),
    allDelivered: ({ context }) => context.unitsShipped >= total(context) && context.unitsDelivered >= total(context),
    isAwaited: ({ context }) => context.isAwaited,
    needsReview: ({ context }) => context.review,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    accept: effect,
    release: effect,
    judgeParked: effect,
    undo: effect,
    tellDelayed: effect,
    keepTold: assign({ toldDelayed: true }),
    keepCharges: assign({
      chargesOn: ({ context, event }) =>
        event.type === "shipmentMade" && context.chargesOn === "" ? event.shipment : context.chargesOn,
    }),
    // A shipment that never leaves charges nothing: the next one does.
    freeCharges: assign({
      chargesOn: ({ context, event }) =>
        event.type === "shipmentDropped" && context.chargesOn === event.shipment ? "" : context.chargesOn,
    }),
    keepTaken: assign({
      taken: ({ context, event }) =>
        event.type === "captured"
          ? [...context.taken, { payment: event.payment, amountMinor: event.amountMinor, refundedMinor: 0 }]
          : context.taken,
    }),
    countShipped: assign({
      unitsShipped: ({ context, event }) => context.unitsShipped + (event.type === "shipped" ? event.units : 0),
    }),
    countDelivered: assign({
      unitsDelivered: ({ context, event }) => context.unitsDelivered + (event.type === "delivered" ? event.units : 0),
    }),
    keepReturning: assign({
      returning: ({ context, event }) =>
        event.type === "returning" ? [...context.returning, ...event.lines] : context.returning,
    }),
    keepRefunded: assign({
      taken: ({ context, event }) => {
        if (event.type !== "refunded") return context.taken
        const index = context.taken.findIndex(
          (entry) => entry.payment === event.payment && entry.refundedMinor + event.amountMinor <= entry.amountMinor,
        )
        return context.taken.map((entry, at) =>
          at === index ? { ...entry, refundedMinor: entry.refundedMinor + event.amountMinor } : entry,
        )
      },
    }),
  },
  delays: delayNames("reviewTime", "gatherTime", "returnWindow"),
}).createMachine({
  id: "order",
  context: ({ input }) => ({
    ...input,
    unitsShipped: 0,
    unitsDelivered: 0,
    chargesOn: "",
    taken: [],
    returning: [],
    toldDelayed: false,
  }),
  initial: "accepted",
  on: {
    returning: { actions: "keepReturning" },
    refunded: { actions: "keepRefunded" },
    captured: { actions: "keepTaken" },
    shipmentMade: { actions: "keepCharges" },
    shipmentDropped: { actions: "freeCharges" },
    stockCame: {},
    sourcedAgain: {},
    late: [{ guard: "untold", actions: ["keepTold", "tellDelayed"] }, {}],
    giveUp: {},
  },
  states: {
    accepted: {
      entry: [{ type: "post", params: { rule: "accept" } }, "accept"],
      // Its allocations have to stand before anything is released.
      on: {
        sourced: [
          { guard: "isAwaited", target: "halted", actions: "judgeParked" },
          { guard: "needsReview", target: "held" },
          { target: "fulfilling" },
        ],
      },
    },
    held: {
      after: { reviewTime: "fulfilling" },
      on: { cancel: "cancelled", giveUp: [{ guard: "stoppable", target: "cancelled" }, {}] },
    },
    fulfilling: {
      initial: "releasing",
      states: {
        releasing: { entry: "release", always: "waiting" },
        waiting: { on: { stockCame: "gathering", sourcedAgain: "releasing" } },
        // Receipts come in pieces: a little patience saves a parcel.
        gathering: { on: { sourcedAgain: "releasing" }, after: { gatherTime: "releasing" } },
      },
      on: {
        halt: "halted",
        cancel: "cancelled",
        giveUp: [{ guard: "stoppable", target: "cancelled" }, {}],
        shipped: [{ guard: "allShipped", target: "shipped", actions: "countShipped" }, { actions: "countShipped" }],
        delivered: { actions: "countDelivered" },
      },
    },
    /** The warehouses are asked whether a change is still possible; what leaves meanwhile has left. */
    halted: {
      on: {
        resume: [{ guard: "isShipped", target: "shipped" }, { target: "fulfilling" }],
        cancel: "cancelled",
        shipped: { actions: "countShipped" },
        delivered: { actions: "countDelivered" },
      },
    },
    shipped: {
      always: { guard: "allDelivered", target: "delivered" },
      on: { delivered: { actions: "countDelivered" } },
    },
    delivered: { after: { returnWindow: "closed" } },
    closed: {},
    cancelled: {
      entry: "undo",
      on: { shipped: { actions: "countShipped" }, delivered: { actions: "countDelivered" } },
    },
  },
})
