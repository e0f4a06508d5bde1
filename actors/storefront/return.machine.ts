/** A return as the channel follows it: asked for, taken by the seller, and ended when the money was given back. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface ReturnContext {
  readonly order: string
  readonly lines: readonly Units[]
  readonly instead: readonly Units[]
  readonly refundedMinor: number
  /** The buyer's own name for it; null when nobody asked for it here: the seller tells how it ended. */
  readonly withdrawal: string | null
}

export const returnMachine = setup({
  types: {
    context: {} as ReturnContext,
    events: {} as { readonly type: "resolve"; readonly at: number; readonly refundedMinor: number },
    input: {} as Omit<ReturnContext, "refundedMinor">,
  },
  guards: { isToldOnly: ({ context }) => context.withdrawal === null },
  actions: {
    publish: withParams<{ topic: string }>(),
    keepAmount: assign({ refundedMinor: ({ event }) => event.refundedMinor }),
  },
}).createMachine({
  id: "return",
  context: ({ input }) => ({ ...input, refundedMinor: 0 }),
  initial: "opening",
  states: {
    opening: { always: [{ guard: "isToldOnly", target: "told" }, { target: "requested" }] },
    told: { on: { resolve: { target: "resolved", actions: "keepAmount" } } },
    requested: {
      entry: { type: "publish", params: { topic: "return.requested" } },
      on: { resolve: { target: "resolved", actions: "keepAmount" } },
    },
    resolved: { type: "final" },
  },
})
