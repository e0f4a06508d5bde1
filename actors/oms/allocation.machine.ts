/** An allocation: some units of one order line at one site. The only place where the state of a line is kept. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

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
  /** What was split off last: the rest becomes an allocation of its own. */
  readonly rest: { readonly quantity: number; readonly amountMinor: number; readonly taxMinor: number }
}

export type AllocationEvent =
  | { readonly type: "reserve"; readonly at: number }
  | { readonly type: "backorder"; readonly at: number }
  | { readonly type: "split"; readonly at: number; readonly keep: number }
  | { readonly type: "release"; readonly at: number; readonly shipment: string }
  | { readonly type: "reject"; readonly at: number }
  | { readonly type: "pack"; readonly at: number }
  | { readonly type: "ship"; readonly at: number }
  | { readonly type: "cancel"; readonly at: number }

const shareOf = (amount: number, keep: number, quantity: number): number => Math.floor((amount * keep) / quantity)
const move = (rule: string) => ({ type: "post" as const, params: { rule } })

export const allocationMachine = setup({
  types: {
    context: {} as AllocationContext,
    events: {} as AllocationEvent,
    input: {} as Omit<AllocationContext, "shipment" | "rest" | "instead"> & Partial<Pick<AllocationContext, "instead">>,
  },
  guards: { splits: ({ context, event }) => event.type === "split" && event.keep > 0 && event.keep < context.quantity },
  actions: {
    post: withParams<{ rule: string }>(),
    makeRest: effect,
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
    keepShipment: assign({
      shipment: ({ context, event }) => (event.type === "release" ? event.shipment : context.shipment),
    }),
  },
}).createMachine({
  id: "allocation",
  context: ({ input }) => ({ instead: "", ...input, shipment: "", rest: { quantity: 0, amountMinor: 0, taxMinor: 0 } }),
  initial: "open",
  states: {
    open: {
      on: {
        reserve: { target: "reserved", actions: move("reserve") },
        backorder: { target: "backordered", actions: move("backorder") },
        cancel: { target: "cancelled", actions: move("cancelOpen") },
      },
    },
    backordered: {
      on: {
        split: { guard: "splits", actions: ["split", move("splitOff"), "makeRest"] },
        reserve: { target: "reserved", actions: move("fill") },
        cancel: { target: "cancelled", actions: move("cancelBackordered") },
      },
    },
    reserved: {
      on: {
        release: { target: "released", actions: ["keepShipment", move("release")] },
        cancel: { target: "cancelled", actions: move("cancelReserved") },
      },
    },
    released: {
      on: {
        pack: { target: "packed", actions: move("pack") },
        reject: { target: "open", actions: move("reject") },
      },
    },
    packed: { on: { ship: { target: "shipped", actions: move("ship") }, pack: {} } },
    shipped: { on: { pack: {}, ship: {} } },
    cancelled: { type: "final" },
  },
})
