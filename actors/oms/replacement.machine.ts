/** Goods that a buyer gets instead of others: set aside at once, released when the policy says so, at no charge. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface ReplacementContext {
  readonly order: string
  /** The return that it makes good. */
  readonly return: string
  readonly lines: readonly Units[]
  readonly promiseAt: number
  /** It may leave as soon as it is set aside. */
  readonly isDue: boolean
  /** Nothing of it waits for a receipt any more. */
  readonly isComplete: boolean
}

export type ReplacementEvent =
  | { readonly type: "sourced" | "release" | "stockCame" | "cancel"; readonly at: number }
  | { readonly type: "released"; readonly at: number; readonly isComplete: boolean }

export const replacementMachine = setup({
  types: {
    context: {} as ReplacementContext,
    events: {} as ReplacementEvent,
    input: {} as Omit<ReplacementContext, "isComplete" | "isDue">,
  },
  guards: {
    isDue: ({ context }) => context.isDue,
    isComplete: ({ context }) => context.isComplete,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    source: effect,
    releaseReserved: effect,
    giveBack: effect,
    keepDue: assign({ isDue: true }),
    keepComplete: assign({
      isComplete: ({ context, event }) => (event.type === "released" ? event.isComplete : context.isComplete),
    }),
  },
}).createMachine({
  id: "replacement",
  context: ({ input }) => ({ ...input, isDue: false, isComplete: false }),
  initial: "sourcing",
  states: {
    sourcing: {
      entry: [{ type: "post", params: { rule: "instead" } }, "source"],
      on: { sourced: "held", release: { actions: "keepDue" }, stockCame: {} },
    },
    held: {
      always: { guard: "isDue", target: "releasing" },
      on: { release: "releasing", cancel: "cancelled", stockCame: {} },
    },
    releasing: {
      entry: "releaseReserved",
      on: { released: { target: "judging", actions: "keepComplete" }, release: {}, stockCame: {} },
    },
    judging: { always: [{ guard: "isComplete", target: "released" }, { target: "waiting" }] },
    waiting: { on: { stockCame: "releasing", release: {}, cancel: {} } },
    // A warehouse may still find that it lacks units that it was asked for.
    released: { on: { stockCame: "releasing", release: {}, cancel: {} } },
    cancelled: { entry: "giveBack", on: { release: {}, stockCame: {}, cancel: {} } },
  },
})
