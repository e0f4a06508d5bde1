/** A count of some SKUs: made on purpose, or at once where a picker stands before an empty shelf. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface Difference {
  readonly sku: string
  readonly quantity: number
}

export interface CycleCountInput {
  readonly skus: readonly string[]
  readonly reason: "count" | "shortPick"
}

export interface CycleCountContext extends CycleCountInput {
  readonly differences: readonly Difference[]
}

export interface CycleCountEvent {
  readonly type: "counted"
  readonly at: number
  readonly differences: readonly Difference[]
}

export const cycleCountMachine = setup({
  types: { context: {} as CycleCountContext, events: {} as CycleCountEvent, input: {} as CycleCountInput },
  guards: {
    isAtShelf: ({ context }) => context.reason === "shortPick",
    differs: ({ event }) => event.type === "counted" && event.differences.length > 0,
  },
  actions: {
    publish: withParams<{ topic: string }>(),
    compare: effect,
    keep: assign(({ event }) => ({ differences: event.differences })),
  },
  delays: delayNames("countTime"),
}).createMachine({
  id: "cycleCount",
  context: ({ input }) => ({ ...input, differences: [] }),
  initial: "requested",
  states: {
    requested: { always: [{ guard: "isAtShelf", target: "comparing" }, { target: "counting" }] },
    counting: { after: { countTime: "comparing" } },
    comparing: {
      entry: "compare",
      on: { counted: [{ guard: "differs", target: "adjusted", actions: "keep" }, { target: "matched" }] },
    },
    matched: { type: "final" },
    adjusted: { type: "final", entry: { type: "publish", params: { topic: "stock.adjusted" } } },
  },
})
