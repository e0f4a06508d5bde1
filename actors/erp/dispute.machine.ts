/** A charge that a cardholder disputes, in the books: a receivable against the bank until it is won or lost. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { DisputeFacts } from "./ledger-facts.ts"

export interface DisputeContext extends DisputeFacts {
  /** Payouts that carried its lines; empty before. */
  readonly payout: string
  readonly reversalPayout: string
}

export type DisputeEvent =
  | { readonly type: "won"; readonly at: number }
  | { readonly type: "lost"; readonly at: number }
  | { readonly type: "reconcile"; readonly at: number; readonly payout: string }
  | { readonly type: "reconcileReversal"; readonly at: number; readonly payout: string }

export const disputeMachine = setup({
  types: { context: {} as DisputeContext, events: {} as DisputeEvent, input: {} as DisputeFacts },
  actions: {
    post: withParams<{ rule: string }>(),
    keepPayout: assign({
      payout: ({ context, event }) => (event.type === "reconcile" ? event.payout : context.payout),
    }),
    keepReversal: assign({
      reversalPayout: ({ context, event }) =>
        event.type === "reconcileReversal" ? event.payout : context.reversalPayout,
    }),
  },
}).createMachine({
  id: "dispute",
  context: ({ input }) => ({ ...input, payout: "", reversalPayout: "" }),
  initial: "open",
  on: { reconcile: { actions: "keepPayout" }, reconcileReversal: { actions: "keepReversal" } },
  states: {
    open: { entry: { type: "post", params: { rule: "disputeOpened" } }, on: { won: "won", lost: "lost" } },
    won: { entry: { type: "post", params: { rule: "disputeWon" } }, on: { won: {} } },
    lost: { entry: { type: "post", params: { rule: "disputeLost" } }, on: { lost: {} } },
  },
})
