/** A hold on an order: somebody has to look before anything is released. Decided by a person, or when a person usually would have. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export type HoldReason = "fraud" | "address" | "manual"

export interface HoldContext {
  readonly order: string
  readonly reason: HoldReason
  /** Whoever looks at it in the usual time will say no. */
  readonly isRejected: boolean
  readonly decidedBy: string
}

export type HoldEvent =
  | { readonly type: "release" | "reject"; readonly at: number; readonly by: string }
  /** The order came to an end without it. */
  | { readonly type: "drop"; readonly at: number }

export const holdMachine = setup({
  types: {
    context: {} as HoldContext,
    events: {} as HoldEvent,
    input: {} as Omit<HoldContext, "decidedBy">,
  },
  guards: { isRejected: ({ context }) => context.isRejected },
  actions: {
    freeOrder: effect,
    cancelOrder: effect,
    keepPerson: assign({ decidedBy: ({ context, event }) => ("by" in event ? event.by : context.decidedBy) }),
  },
  delays: delayNames("reviewTime"),
}).createMachine({
  id: "hold",
  context: ({ input }) => ({ ...input, decidedBy: "" }),
  initial: "placed",
  states: {
    placed: {
      after: { reviewTime: [{ guard: "isRejected", target: "rejected" }, { target: "released" }] },
      on: {
        release: { target: "released", actions: "keepPerson" },
        reject: { target: "rejected", actions: "keepPerson" },
        drop: "dropped",
      },
    },
    released: { type: "final", entry: "freeOrder" },
    rejected: { type: "final", entry: "cancelOrder" },
    dropped: { type: "final" },
  },
})
