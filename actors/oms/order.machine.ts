/**
 * An order in the OMS: accepted and reserved, perhaps held, released site by site until everything has left, delivered, closed.
 *
 * Its lines have no status of their own; that is what the allocations say.
 */
import { and, assign, not, setup, stateIn } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import { countPieces } from "../kits.ts"
import type { Address, ChannelOrder, Kit, Units } from "../shapes.ts"
import type { HoldReason } from "./hold.machine.ts"
import {
  dueMinor,
  keptMinor,
  takeBack,
  takenBy,
  withByHand,
  withCaptured,
  withRefunded,
  type OrderMoney,
} from "./order-money.ts"
import type { CollectsAt } from "./shipment.machine.ts"

export interface OrderContext extends OrderMoney {
  /** What the kits among its articles were when it was sold. */
  readonly kits: readonly Kit[]
  /** Nobody knows what is in it, or in an order before it. */
  readonly mustWait: boolean
  readonly acceptedAt: number
  readonly promiseAt: number
  /** Its channel says that it may be released: it is paid, or no longer pending. */
  readonly isReady: boolean
  /** Why somebody has to look at it before it is released, and how many of them have not. */
  readonly holds: readonly HoldReason[]
  readonly openHolds: number
  /** Somebody wants a change of it, and said so before it was here. */
  readonly isAwaited: boolean
  readonly unitsShipped: number
  readonly unitsDelivered: number
  /** Units that never came, and that money went back for. */
  readonly unitsMadeGood: number
  /** The first shipment carries the charges. */
  readonly chargesOn: string
  readonly collectsAt: CollectsAt
  /** Units that were announced to come back. */
  readonly returning: readonly Units[]
  /** The buyer knows that it takes longer. */
  readonly toldDelayed: boolean
}

/** Whose will it is. A channel that cancels by itself knows it already. */
export type Canceller = "buyer" | "seller" | "channel"

export type OrderEvent =
  /** Somebody has said what is in it. */
  | { readonly type: "mapped"; readonly at: number; readonly kits: readonly Kit[]; readonly isAwaited: boolean }
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
  /** What is collected for the order as a whole has come, or nobody waits for it any more. */
  | { readonly type: "collected"; readonly at: number }
  /** It costs so much, whatever was collected. */
  | { readonly type: "settleUp"; readonly at: number; readonly dueMinor: number }
  | { readonly type: "shipped"; readonly at: number; readonly units: number }
  | { readonly type: "delivered"; readonly at: number; readonly units: number }
  | { readonly type: "madeGood"; readonly at: number; readonly units: number }
  /** A change has to be agreed with warehouses: nothing more is released until it is decided. */
  | { readonly type: "halt"; readonly at: number }
  | { readonly type: "resume"; readonly at: number }
  | { readonly type: "cancel"; readonly at: number; readonly by: Canceller }
  | {
      readonly type: "ready"
      readonly at: number
      readonly channelOrder: ChannelOrder
      readonly promiseAt: number
      readonly holds: readonly HoldReason[]
    }
  /** A person puts it on hold; a hold on it was released; its channel says that the promise has passed. */
  | { readonly type: "hold" | "freed" | "late"; readonly at: number }
  | { readonly type: "readdress"; readonly at: number; readonly address: Address }
  | {
      readonly type: "revise"
      readonly at: number
      readonly change: string
      /** The channel's name of the version. */
      readonly edit: string
      readonly next: ChannelOrder
      readonly kits: readonly Kit[]
      /** Articles of which it has more, or fewer, than the version before. */
      readonly changed: readonly Units[]
    }
  /** Its allocations are what the version says. */
  | { readonly type: "revised"; readonly at: number }
  | { readonly type: "returning"; readonly at: number; readonly lines: readonly Units[] }
  | { readonly type: "refundedByHand"; readonly at: number; readonly payment: string; readonly amountMinor: number }
  | { readonly type: "refunded"; readonly at: number; readonly payment: string; readonly amountMinor: number }

/** Pieces that warehouses send for it. */
const total = ({ kits, channelOrder }: OrderContext): number => countPieces(kits, channelOrder.lines)

const newVersion = ["keepVersion", { type: "post", params: { rule: "revise" } }, "revise"] as const

export const orderMachine = setup({
  types: {
    context: {} as OrderContext,
    events: {} as OrderEvent,
    input: {} as Pick<
      OrderContext,
      | "channelOrder"
      | "kits"
      | "mustWait"
      | "acceptedAt"
      | "promiseAt"
      | "isReady"
      | "holds"
      | "isAwaited"
      | "collectsAt"
    >,
  },
  guards: {
    stoppable: ({ event }) => event.type === "giveUp" && event.stoppable,
    untold: ({ context }) => !context.toldDelayed,
    allShipped: ({ context, event }) =>
      event.type === "shipped" && context.unitsShipped + event.units >= total(context),
    isShipped: ({ context }) => context.unitsShipped >= total(context),
    allDelivered: ({ context }) => context.unitsShipped >= total(context) && context.unitsDelivered >= total(context),
    allEnded: ({ context }) =>
      context.unitsShipped >= total(context) && context.unitsDelivered + context.unitsMadeGood >= total(context),
    isUnshipped: ({ context }) => context.unitsShipped < total(context),
    mustWait: ({ context }) => context.mustWait,
    isAwaited: ({ context }) => context.isAwaited,
    isPending: ({ context }) => !context.isReady,
    isHeld: ({ context }) => context.holds.length > 0,
    hasHolds: ({ event }) => event.type === "ready" && event.holds.length > 0,
    collectsFirst: ({ context }) =>
      context.collectsAt === "order" && context.channelOrder.settledBy === "psp" && dueMinor(context) > 0,
    isPaidTooMuch: ({ context, event }) => event.type === "settleUp" && keptMinor(context) > event.dueMinor,
    isLastHold: ({ context }) => context.openHolds <= 1,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    accept: effect,
    hearSale: effect,
    release: effect,
    judgeParked: effect,
    putOnHold: effect,
    releaseAddressHolds: effect,
    keepMapped: assign(({ event }) => {
      if (event.type !== "mapped") return {}
      const { kits, isAwaited } = event
      return { kits, isAwaited }
    }),
    keepReady: assign(({ event }) => {
      if (event.type !== "ready") return {}
      const { channelOrder, promiseAt, holds } = event
      const taken = takenBy(channelOrder)
      return {
        channelOrder,
        promiseAt,
        holds,
        isReady: true,
        ...(taken.length > 0 ? { taken, collectsAt: "order" } : {}),
      }
    }),
    countHolds: assign({ openHolds: ({ context }) => context.holds.length }),
    addHold: assign({ openHolds: ({ context }) => context.openHolds + 1 }),
    countFreed: assign({ openHolds: ({ context }) => context.openHolds - 1 }),
    revise: effect,
    undo: effect,
    tellDelayed: effect,
    collectFirst: effect,
    giveUpUnpaid: effect,
    askSettleUp: effect,
    repay: effect,
    keepRepaying: assign(({ context, event }) =>
      event.type === "settleUp" ? takeBack(context, keptMinor(context) - event.dueMinor) : {},
    ),
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
    keepAddress: assign({
      channelOrder: ({ context, event }) =>
        event.type === "readdress" ? { ...context.channelOrder, address: event.address } : context.channelOrder,
    }),
    // The version is of the lines and what pays for them; where they go is another matter.
    keepVersion: assign(({ context: { channelOrder }, event }) => {
      if (event.type !== "revise") return {}
      const { lines, charges, totalMinor, tenders } = event.next
      return { channelOrder: { ...channelOrder, lines, charges, totalMinor, tenders }, kits: event.kits }
    }),
    keepTaken: assign({
      taken: ({ context: { taken }, event }) => (event.type === "captured" ? withCaptured(taken, event) : taken),
    }),
    countShipped: assign({
      unitsShipped: ({ context, event }) => context.unitsShipped + (event.type === "shipped" ? event.units : 0),
    }),
    countDelivered: assign({
      unitsDelivered: ({ context, event }) => context.unitsDelivered + (event.type === "delivered" ? event.units : 0),
    }),
    countMadeGood: assign({
      unitsMadeGood: ({ context, event }) => context.unitsMadeGood + (event.type === "madeGood" ? event.units : 0),
    }),
    keepReturning: assign({
      returning: ({ context, event }) =>
        event.type === "returning" ? [...context.returning, ...event.lines] : context.returning,
    }),
    keepByHand: assign({
      taken: ({ context: { taken }, event }) => (event.type === "refundedByHand" ? withByHand(taken, event) : taken),
    }),
    keepRefunded: assign({
      taken: ({ context: { taken }, event }) => (event.type === "refunded" ? withRefunded(taken, event) : taken),
    }),
  },
  delays: delayNames("gatherTime", "returnWindow", "promiseTime", "unmappedLimit", "unpaidLimit"),
}).createMachine({
  id: "order",
  context: ({ input }) => ({
    ...input,
    openHolds: 0,
    unitsShipped: 0,
    unitsDelivered: 0,
    unitsMadeGood: 0,
    chargesOn: "",
    taken: takenBy(input.channelOrder),
    repaidMinor: 0,
    repaying: [],
    returning: [],
    toldDelayed: false,
  }),
  initial: "arriving",
  // Whatever holds it up: who was promised a date is told when it has passed.
  after: {
    promiseTime: { guard: and(["isUnshipped", not(stateIn("#order.cancelled"))]), actions: "tellDelayed" },
  },
  on: {
    delivered: {},
    madeGood: {},
    returning: { actions: "keepReturning" },
    refunded: { actions: "keepRefunded" },
    refundedByHand: { actions: "keepByHand" },
    captured: { actions: "keepTaken" },
    collected: { actions: "askSettleUp" },
    settleUp: [{ guard: "isPaidTooMuch", actions: ["keepRepaying", "repay"] }, {}],
    shipmentMade: { actions: "keepCharges" },
    shipmentDropped: { actions: "freeCharges" },
    stockCame: {},
    sourcedAgain: {},
    late: [{ guard: "untold", actions: ["keepTold", "tellDelayed"] }, {}],
    giveUp: {},
  },
  states: {
    arriving: { always: [{ guard: "mustWait", target: "unmapped" }, { target: "accepted" }] },
    /** Nothing can be set aside for it before somebody says what is in it. */
    unmapped: {
      entry: "hearSale",
      on: {
        mapped: { target: "accepted", actions: "keepMapped" },
        ready: { actions: "keepReady" },
        cancel: "cancelled",
      },
      after: { unmappedLimit: "cancelled" },
    },
    accepted: {
      entry: [{ type: "post", params: { rule: "accept" } }, "accept"],
      // Its allocations have to stand before anything is released.
      on: {
        sourced: [
          { guard: "isPending", target: "pending", actions: "judgeParked" },
          { guard: "isHeld", target: "holding", actions: "judgeParked" },
          { guard: "isAwaited", target: "halted", actions: "judgeParked" },
          { target: "fulfilling" },
        ],
      },
    },
    /** Reserved, and not to be released: its channel has not said that it is paid. */
    pending: {
      on: {
        ready: [
          { guard: "hasHolds", target: "holding", actions: "keepReady" },
          { target: "fulfilling", actions: "keepReady" },
        ],
        cancel: "cancelled",
        readdress: { actions: "keepAddress" },
        revise: { actions: newVersion },
        revised: {},
      },
    },
    holding: { entry: ["countHolds", "putOnHold"], always: "held" },
    held: {
      on: {
        freed: [{ guard: "isLastHold", target: "fulfilling", actions: "countFreed" }, { actions: "countFreed" }],
        hold: { actions: "addHold" },
        cancel: "cancelled",
        giveUp: [{ guard: "stoppable", target: "cancelled" }, {}],
        readdress: { actions: ["keepAddress", "releaseAddressHolds"] },
        revise: { actions: newVersion },
        revised: {},
        delivered: { actions: "countDelivered" },
        madeGood: { actions: "countMadeGood" },
      },
    },
    fulfilling: {
      initial: "choosing",
      states: {
        choosing: { always: [{ guard: "collectsFirst", target: "collecting" }, { target: "releasing" }] },
        /** Nothing of it is released before it is paid for. */
        collecting: {
          entry: "collectFirst",
          on: { collected: { target: "choosing", actions: "askSettleUp" } },
          // What has been released already is not called off for what was added.
          after: { unpaidLimit: { actions: "giveUpUnpaid" } },
        },
        releasing: { entry: "release", always: "waiting" },
        waiting: { on: { stockCame: "gathering", sourcedAgain: "releasing", late: "releasing" } },
        // Receipts come in pieces: a little patience saves a parcel.
        gathering: { on: { sourcedAgain: "releasing", late: "releasing" }, after: { gatherTime: "releasing" } },
      },
      on: {
        halt: "halted",
        hold: { target: "held", actions: "addHold" },
        cancel: "cancelled",
        readdress: { actions: "keepAddress" },
        revise: { target: "revising", actions: newVersion },
        giveUp: [{ guard: "stoppable", target: "cancelled" }, {}],
        shipped: [{ guard: "allShipped", target: "shipped", actions: "countShipped" }, { actions: "countShipped" }],
        delivered: { actions: "countDelivered" },
        madeGood: { actions: "countMadeGood" },
      },
    },
    /** The warehouses are asked whether a change is still possible; what leaves meanwhile has left. */
    halted: {
      on: {
        resume: [{ guard: "isShipped", target: "shipped" }, { target: "fulfilling" }],
        readdress: { target: "fulfilling", actions: "keepAddress" },
        revise: { target: "revising", actions: newVersion },
        cancel: "cancelled",
        shipped: { actions: "countShipped" },
        delivered: { actions: "countDelivered" },
        madeGood: { actions: "countMadeGood" },
      },
    },
    revising: {
      on: { revised: [{ guard: "isShipped", target: "shipped" }, { target: "fulfilling" }] },
    },
    shipped: {
      always: [
        { guard: "allDelivered", target: "delivered" },
        { guard: "allEnded", target: "ended" },
      ],
      on: { delivered: { actions: "countDelivered" }, madeGood: { actions: "countMadeGood" } },
    },
    delivered: { after: { returnWindow: "closed" } },
    /** Not everything has come, but nothing is owed for it any more. */
    ended: { after: { returnWindow: "closed" } },
    closed: {},
    cancelled: {
      entry: "undo",
      on: { shipped: { actions: "countShipped" }, delivered: { actions: "countDelivered" } },
    },
  },
})
