/** What a channel shows of one SKU: sold from at once, published anew with compare-and-set. It may fall below zero: then it is owed. */
import { assign, setup } from "xstate"

export interface LevelContext {
  readonly available: number
}

export type LevelEvent =
  | { readonly type: "sell"; readonly at: number; readonly quantity: number }
  | { readonly type: "publish"; readonly at: number; readonly available: number; readonly expected: number | null }

export const levelMachine = setup({
  types: { context: {} as LevelContext, events: {} as LevelEvent, input: {} as LevelContext },
  guards: {
    asExpected: ({ context, event }) =>
      event.type === "publish" && (event.expected === null || event.expected === context.available),
    sellable: ({ context }) => context.available > 0,
    soldOut: ({ context }) => context.available === 0,
    oversold: ({ context }) => context.available < 0,
  },
  actions: {
    take: assign({
      available: ({ context, event }) => context.available - (event.type === "sell" ? event.quantity : 0),
    }),
    replace: assign({
      available: ({ context, event }) => (event.type === "publish" ? event.available : context.available),
    }),
  },
}).createMachine({
  id: "level",
  context: ({ input }) => input,
  initial: "soldOut",
  on: { sell: { actions: "take" }, publish: { guard: "asExpected", actions: "replace" } },
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
