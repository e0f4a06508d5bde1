/** What a shipment goes through in the warehouse, from the dropped order to the ship confirm. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Address, Service, Units } from "../shapes.ts"

export interface OutboundOrderContext {
  readonly order: string
  readonly service: typeof Service.Type
  readonly promiseAt: number
  readonly address: Address
  /** One line for each SKU. */
  readonly lines: readonly Units[]
  /** What goes into each parcel. */
  readonly parcels: readonly (readonly Units[])[]
  readonly wave: string | null
  readonly packed: number
  readonly labelled: number
  /** Paid for: may leave as soon as it is packed. */
  readonly cleared: boolean
}

export type OutboundOrderEvent =
  | { readonly type: "wave"; readonly at: number; readonly wave: string }
  /** Units are not there after all: what is left, and how it is packed. */
  | {
      readonly type: "shorten"
      readonly at: number
      readonly lines: readonly Units[]
      readonly parcels: readonly (readonly Units[])[]
      readonly missing: readonly Units[]
    }
  | {
      readonly type:
        | "allocate"
        | "release"
        | "pick"
        | "picked"
        | "parcelPacked"
        | "parcelLabelled"
        | "parcelUnlabelled"
        | "clear"
        | "shelved"
      readonly at: number
    }
  | { readonly type: "readdress"; readonly at: number; readonly address: Address }
  /** `inHand`: this warehouse stops even what is being picked or packed. */
  | { readonly type: "cancel"; readonly at: number; readonly inHand: boolean }

/** Payment may be quicker than the warehouse: that the shipment may leave is remembered until it is packed. */
const clear = { actions: "remember" } as const

const readdress = { actions: "keepAddress" } as const
const calledOff = { type: "post", params: { rule: "cancel" } } as const

/** As long as its units are on the shelf, some may turn out to be missing: they are given up in the same transition. */
const giveUp = [
  "keepRest",
  { type: "post", params: { rule: "shorten" } },
  "deallocate",
  { type: "publish", params: { topic: "shipment.shorted" } },
] as const
const shorten = [{ guard: "leavesNothing", target: "unfilled", actions: giveUp }, { actions: giveUp }] as const

export const outboundOrderMachine = setup({
  types: {
    context: {} as OutboundOrderContext,
    events: {} as OutboundOrderEvent,
    input: {} as Omit<OutboundOrderContext, "wave" | "packed" | "labelled" | "cleared">,
  },
  guards: {
    isLastPacked: ({ context }) => context.packed + 1 >= context.parcels.length,
    isLastLabelled: ({ context }) => context.labelled + 1 >= context.parcels.length,
    isUnpacked: ({ context }) => context.packed === 0,
    isCleared: ({ context }) => context.cleared,
    stopsInHand: ({ event }) => event.type === "cancel" && event.inHand,
    stopsUnpacked: ({ context, event }) => event.type === "cancel" && event.inHand && context.packed === 0,
    leavesNothing: ({ event }) => event.type === "shorten" && event.lines.length === 0,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    allocateStock: effect,
    joinWave: effect,
    askPicker: effect,
    tellWave: effect,
    packParcels: effect,
    discardParcels: effect,
    readdressParcels: effect,
    keepAddress: assign({
      address: ({ context, event }) => (event.type === "readdress" ? event.address : context.address),
    }),
    startPutback: effect,
    giveBack: effect,
    deallocate: effect,
    leaveFloor: effect,
    keepRest: assign(({ event }) => (event.type === "shorten" ? { lines: event.lines, parcels: event.parcels } : {})),
    takeOut: effect,
    handOver: effect,
    rememberWave: assign({ wave: ({ context, event }) => (event.type === "wave" ? event.wave : context.wave) }),
    countPacked: assign({ packed: ({ context }) => context.packed + 1 }),
    countLabelled: assign({ labelled: ({ context }) => context.labelled + 1 }),
    countUnlabelled: assign({ labelled: ({ context }) => context.labelled - 1 }),
    remember: assign({ cleared: true }),
  },
  delays: delayNames("shipConfirmDelay"),
}).createMachine({
  id: "outboundOrder",
  context: ({ input }) => ({ ...input, wave: null, packed: 0, labelled: 0, cleared: false }),
  initial: "accepted",
  states: {
    accepted: {
      entry: [{ type: "post", params: { rule: "accept" } }, "allocateStock"],
      on: { allocate: "allocated" },
    },
    // In the same breath it is in a wave: nobody comes in between.
    allocated: { entry: "joinWave", on: { wave: { target: "waved", actions: "rememberWave" } } },
    waved: {
      on: {
        release: "released",
        clear,
        shorten,
        readdress,
        cancel: { target: "cancelled", actions: [calledOff, "leaveFloor", "giveBack"] },
      },
    },
    released: {
      entry: "askPicker",
      on: {
        pick: "picking",
        clear,
        shorten,
        readdress,
        cancel: { target: "cancelled", actions: [calledOff, "leaveFloor", "giveBack"] },
      },
    },
    picking: {
      on: {
        picked: { target: "packing", actions: "tellWave" },
        clear,
        shorten,
        readdress,
        cancel: { guard: "stopsInHand", target: "puttingBack", actions: [calledOff, "leaveFloor"] },
      },
    },
    packing: {
      entry: "packParcels",
      on: {
        parcelPacked: [
          { guard: "isLastPacked", target: "labelling", actions: "countPacked" },
          { actions: "countPacked" },
        ],
        // One parcel may have its label before another one is closed.
        parcelLabelled: { actions: "countLabelled" },
        parcelUnlabelled: { actions: "countUnlabelled" },
        clear,
        // As long as no parcel is closed, none has a label.
        readdress: { guard: "isUnpacked", actions: ["keepAddress", "readdressParcels"] },
        cancel: { guard: "stopsUnpacked", target: "puttingBack", actions: [calledOff, "discardParcels"] },
      },
    },
    labelling: {
      on: {
        parcelLabelled: [
          {
            guard: "isLastLabelled",
            target: "packed",
            actions: ["countLabelled", { type: "publish", params: { topic: "shipment.packed" } }],
          },
          { actions: "countLabelled" },
        ],
        parcelUnlabelled: { actions: "countUnlabelled" },
        clear,
      },
    },
    packed: {
      // When the delay passes before the payment is there, the clearance starts it again.
      after: { shipConfirmDelay: { guard: "isCleared", target: "shipped" } },
      on: {
        clear: [{ guard: "isCleared" }, { target: "packed", reenter: true, actions: "remember" }],
        parcelUnlabelled: { target: "labelling", actions: "countUnlabelled" },
      },
    },
    shipped: {
      entry: [
        { type: "post", params: { rule: "ship" } },
        "takeOut",
        { type: "publish", params: { topic: "shipment.shipped" } },
        "handOver",
      ],
      on: { clear: {} },
    },
    /** Called off with the units already in somebody's hands: they are promised to nobody else until they lie on the shelf again. */
    puttingBack: {
      entry: "startPutback",
      on: { shelved: "cancelled", cancel: {} },
    },
    /** None of it was there. Who picks may not have heard yet. */
    unfilled: { entry: "leaveFloor", on: { wave: {}, pick: {}, picked: {}, clear: {}, cancel: {} } },
    cancelled: { on: { cancel: {} } },
  },
})
