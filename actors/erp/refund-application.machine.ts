/** Money that the provider paid back: posted when it is heard of, then found again in a payout. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

export interface RefundApplicationInput {
  readonly refund: string
  readonly order: string
  readonly reference: string
  /** The gift card that it went back to; empty for cards. */
  readonly giftCard: string
  readonly currency: string
  readonly amountMinor: number
}

export interface RefundApplicationContext extends RefundApplicationInput {
  /** The payout that it was taken from; empty before. */
  readonly payout: string
}

export type RefundApplicationEvent = { readonly type: "reconcile"; readonly at: number; readonly payout: string }

export const refundApplicationMachine = setup({
  types: {
    context: {} as RefundApplicationContext,
    events: {} as RefundApplicationEvent,
    input: {} as RefundApplicationInput,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    settleCreditNote: effect,
    keepPayout: assign({ payout: ({ event }) => event.payout }),
  },
}).createMachine({
  id: "refundApplication",
  context: ({ input }) => ({ ...input, payout: "" }),
  initial: "posted",
  states: {
    posted: {
      entry: [{ type: "post", params: { rule: "refund" } }, "settleCreditNote"],
      on: { reconcile: { target: "reconciled", actions: "keepPayout" } },
    },
    reconciled: { on: { reconcile: {} } },
  },
})
