/** Money on its way back to the shopper: taken out of the balance when the scheme has accepted it. */
import { setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface RefundContext {
  readonly payment: string
  readonly order: string
  readonly reference: string
  readonly currency: string
  readonly amountMinor: number
}

export const refundMachine = setup({
  types: { context: {} as RefundContext, events: {} as { type: "paidOut"; at: number }, input: {} as RefundContext },
  actions: { post: withParams<{ rule: string }>(), publish: withParams<{ topic: string }>(), joinPayout: effect },
  delays: delayNames("refundTime"),
}).createMachine({
  id: "refund",
  context: ({ input }) => input,
  initial: "pending",
  states: {
    pending: { after: { refundTime: "succeeded" } },
    succeeded: {
      entry: [
        { type: "post", params: { rule: "refund" } },
        { type: "publish", params: { topic: "refund.succeeded" } },
        "joinPayout",
      ],
      on: { paidOut: "paidOut" },
    },
    paidOut: { type: "final" },
  },
})
