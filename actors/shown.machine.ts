/**
 * What a channel shows of one SKU: sold from at once, published anew with compare-and-set. It may fall below zero: then it is owed.
 *
 * Compared is the number of units that were ever sold. It only grows, so that it cannot be what it was by chance, as a
 * quantity can. Publications are numbered by their sender: one that was overtaken on its way, if only by one that lost its
 * compare, is not taken.
 */
import { assign, setup } from "xstate"
import { withParams } from "../sim/statechart/effects.ts"

export interface ShownContext {
  readonly available: number
  /** By how much it changed last. */
  readonly change: number
  /** Units ever sold. */
  readonly sold: number
  /** Of the last publication that was taken or lost its compare; 0 before the first. */
  readonly number: number
}

export type ShownEvent =
  | { readonly type: "sell"; readonly at: number; readonly quantity: number; readonly order: string }
  | {
      readonly type: "publish"
      readonly at: number
      readonly available: number
      /** Taken only if so many units have been sold; null in any case. */
      readonly sold: number | null
      readonly publication: string
      readonly number: number
    }
  /** A publication lost its compare: those that were sent before it come too late. */
  | { readonly type: "lose"; readonly at: number; readonly number: number }

export const shownMachine = (id: string) =>
  setup({
    types: { context: {} as ShownContext, events: {} as ShownEvent, input: {} as Pick<ShownContext, "available"> },
    guards: {
      asExpected: ({ context, event }) =>
        event.type === "publish" &&
        event.number > context.number &&
        (event.sold === null || event.sold === context.sold),
      sellable: ({ context }) => context.available > 0,
      soldOut: ({ context }) => context.available === 0,
      oversold: ({ context }) => context.available < 0,
    },
    actions: {
      post: withParams<{ rule: string }>(),
      take: assign(({ context, event }) =>
        event.type === "sell"
          ? {
              available: context.available - event.quantity,
              change: -event.quantity,
              sold: context.sold + event.quantity,
            }
          : {},
      ),
      keepNumber: assign({
        number: ({ context, event }) =>
          event.type === "lose" ? Math.max(context.number, event.number) : context.number,
      }),
      replace: assign(({ context, event }) =>
        event.type === "publish"
          ? { available: event.available, change: event.available - context.available, number: event.number }
          : {},
      ),
    },
  }).createMachine({
    id,
    context: ({ input }) => ({ ...input, change: 0, sold: 0, number: 0 }),
    initial: "soldOut",
    on: {
      sell: { actions: ["take", { type: "post", params: { rule: "sell" } }] },
      lose: { actions: "keepNumber" },
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
