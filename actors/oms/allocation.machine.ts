/** An allocation: some units of one order line at one site. The only place where the state of a line is kept. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface AllocationContext {
  readonly order: string
  readonly line: string
  readonly sku: string
  readonly site: string
  readonly quantity: number
  /** The units' share of the line, after discount. */
  readonly amountMinor: number
  readonly taxMinor: number
  readonly promiseAt: number
  readonly shipment: string
  /** The replacement that it is part of; empty for what was sold. */
  readonly instead: string
  /** Sites that will not send these units. */
  readonly refusedBy: readonly string[]
  /** What was split off last: the rest becomes an allocation of its own. */
  readonly rest: { readonly quantity: number; readonly amountMinor: number; readonly taxMinor: number }
  /** Units that the last version no longer has. */
  readonly removed: number
}

export type AllocationEvent =
  | { readonly type: "reserve" | "reserveAgain"; readonly at: number }
  | { readonly type: "backorder"; readonly at: number }
  | { readonly type: "split"; readonly at: number; readonly keep: number }
  | { readonly type: "release"; readonly at: number; readonly shipment: string }
  /** The site sends none of them after all; `forGood`: whatever it has. */
  | { readonly type: "reject"; readonly at: number; readonly forGood: boolean }
  | { readonly type: "recall"; readonly at: number }
  | { readonly type: "move"; readonly at: number; readonly from: string; readonly to: string }
  | { readonly type: "pack"; readonly at: number }
  | { readonly type: "ship"; readonly at: number }
  /** Another order comes first: these units wait again. */
  | { readonly type: "yield"; readonly at: number }
  | { readonly type: "cancel"; readonly at: number }
  /** A newer version of the order has fewer of them, or asks another price. */
  | {
      readonly type: "resize"
      readonly at: number
      readonly quantity: number
      readonly amountMinor: number
      readonly taxMinor: number
    }
  | { readonly type: "remove"; readonly at: number }
  /** What its units cost, now that it is known which of the line are packed before them. */
  | { readonly type: "price"; readonly at: number; readonly amountMinor: number; readonly taxMinor: number }

const shareOf = (amount: number, keep: number, quantity: number): number => Math.floor((amount * keep) / quantity)
const move = (rule: string) => ({ type: "post" as const, params: { rule } })
/** Units that are no longer part of the order leave its demand; they are not cancelled ones. */
const revisable = (rule: string) =>
  ({
    resize: { actions: ["resize", move(rule)] },
    remove: { target: "removed", actions: ["removeAll", move(rule)] },
  }) as const

export const allocationMachine = setup({
  types: {
    context: {} as AllocationContext,
    events: {} as AllocationEvent,
    input: {} as Omit<AllocationContext, "shipment" | "rest" | "removed" | "instead"> &
      Partial<Pick<AllocationContext, "instead">>,
  },
  guards: {
    splits: ({ context, event }) => event.type === "split" && event.keep > 0 && event.keep < context.quantity,
    isRefused: ({ context }) => context.refusedBy.length > 0,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    makeRest: effect,
    placeRest: effect,
    tellLate: effect,
    tellHopeless: effect,
    askAround: effect,
    forgetRefusals: assign({ refusedBy: [] }),
    split: assign(({ context, event }) => {
      if (event.type !== "split") return {}
      const amountMinor = shareOf(context.amountMinor, event.keep, context.quantity)
      const taxMinor = shareOf(context.taxMinor, event.keep, context.quantity)
      return {
        quantity: event.keep,
        amountMinor,
        taxMinor,
        rest: {
          quantity: context.quantity - event.keep,
          amountMinor: context.amountMinor - amountMinor,
          taxMinor: context.taxMinor - taxMinor,
        },
      }
    }),
    resize: assign(({ context, event }) => {
      if (event.type !== "resize") return {}
      const { quantity, amountMinor, taxMinor } = event
      return { quantity, amountMinor, taxMinor, removed: context.quantity - quantity }
    }),
    keepPrice: assign(({ event }) =>
      event.type === "price" ? { amountMinor: event.amountMinor, taxMinor: event.taxMinor } : {},
    ),
    removeAll: assign({ removed: ({ context }) => context.quantity }),
    keepRefusal: assign({
      refusedBy: ({ context, event }) =>
        event.type === "reject" && event.forGood ? [...context.refusedBy, context.site] : context.refusedBy,
    }),
    moveTo: assign({ site: ({ context, event }) => (event.type === "move" ? event.to : context.site) }),
    keepShipment: assign({
      shipment: ({ context, event }) => (event.type === "release" ? event.shipment : context.shipment),
    }),
  },
  delays: delayNames("untilPromise", "refusalHolds", "backorderLimit"),
}).createMachine({
  id: "allocation",
  context: ({ input }) => ({
    instead: "",
    ...input,
    shipment: "",
    rest: { quantity: 0, amountMinor: 0, taxMinor: 0 },
    removed: 0,
  }),
  initial: "open",
  states: {
    /** On its way to a site: in the same turn it is set aside there, or waits. Whoever wants something of it finds it as that. */
    open: {
      on: {
        // Another site has them, or some of them.
        split: { guard: "splits", actions: ["split", "placeRest"] },
        move: { actions: ["moveTo", move("move")] },
        reserve: { target: "reserved", actions: move("reserve") },
        reserveAgain: { target: "reserved", actions: move("reserveAgain") },
        backorder: { target: "backordered", actions: move("backorder") },
      },
    },
    backordered: {
      on: {
        split: { guard: "splits", actions: ["split", move("splitOff"), "makeRest"] },
        // Another site got some first.
        move: { actions: ["moveTo", move("moveWaiting")] },
        reserve: { target: "reserved", actions: move("fill") },
        cancel: { target: "cancelled", actions: move("cancelBackordered") },
        ...revisable("removeBackordered"),
      },
      after: {
        untilPromise: { actions: "tellLate" },
        // A strike ends and a bay is cleared: whoever would not send them may do so now.
        refusalHolds: { guard: "isRefused", actions: ["forgetRefusals", "askAround"] },
        backorderLimit: { actions: "tellHopeless" },
      },
    },
    reserved: {
      on: {
        release: { target: "released", actions: ["keepShipment", move("release")] },
        split: { guard: "splits", actions: ["split", move("yieldRest"), "makeRest"] },
        yield: { target: "backordered", actions: move("yield") },
        cancel: { target: "cancelled", actions: move("cancelReserved") },
        ...revisable("removeReserved"),
      },
    },
    released: {
      on: {
        pack: { target: "packed", actions: move("pack") },
        price: { actions: "keepPrice" },
        // The site found fewer than it was asked for: the rest is sourced again.
        split: { guard: "splits", actions: ["split", move("giveUp"), "placeRest"] },
        reject: { target: "open", actions: ["keepRefusal", move("reject")] },
        recall: { target: "reserved", actions: move("recall") },
        // Only an OMS that does not wait for the warehouse calls off what is still there.
        cancel: { target: "cancelled", actions: move("cancelReleased") },
      },
    },
    packed: {
      on: {
        ship: { target: "shipped", actions: move("ship") },
        pack: {},
        cancel: { target: "cancelled", actions: move("cancelPacked") },
      },
    },
    shipped: { on: { pack: {}, ship: {} } },
    removed: { type: "final" },
    // What leaves all the same has left.
    cancelled: { on: { pack: {}, ship: { target: "shipped", actions: move("shipCancelled") } } },
  },
})
