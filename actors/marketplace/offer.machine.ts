/** What the marketplace shows of one SKU: sold from at once, fed anew with compare-and-set. It may fall below zero: then it is owed. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"

export interface OfferContext {
  readonly available: number
  /** By how much it changed last. */
  readonly change: number
}

export type OfferEvent =
  | { readonly type: "sell"; readonly at: number; readonly quantity: number; readonly order: string }
  | {
      readonly type: "publish"
      readonly at: number
      readonly available: number
      readonly expected: number | null
      readonly publication: string
    }

export const offerMachine = setup({
  types: { context: {} as OfferContext, events: {} as OfferEvent, input: {} as Pick<OfferContext, "available"> },
  guards: {
    asExpected: ({ context, event }) =>
      event.type === "publish" && (event.expected === null || event.expected === context.available),
    sellable: ({ context }) => context.available > 0,
    soldOut: ({ context }) => context.available === 0,
    oversold: ({ context }) => context.available < 0,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    take: assign(({ context, event }) =>
      event.type === "sell" ? { available: context.available - event.quantity, change: -event.quantity } : {},
    ),
    replace: assign(({ context, event }) =>
      event.type === "publish" ? { available: event.available, change: event.available - context.available } : {},
    ),
  },
}).createMachine({
  id: "offer",
  context: ({ input }) => ({ ...input, change: 0 }),
  initial: "soldOut",
  on: {
    sell: { actions: ["take", { type: "post", params: { rule: "sell" } }] },
    publish: { guard: "asExpected", actions: ["replace", { type: "post", params: { rule: "show" } }] },
  },
  states: {
    soldOut: {
      always: [
        { guard: "sellable", target: "inStock" },
        { guard: "oversold", target: "oversold" },
      ],
    },
    inStock: {
      always: [
        { guard: "soldOut", target: "soldOut" },
        { guard: "oversold", target: "oversold" },
      ],
    },
    oversold: {
      always: [
        { guard: "sellable", target: "inStock" },
        { guard: "soldOut", target: "soldOut" },
      ],
    },
  },
})
