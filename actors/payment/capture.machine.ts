/** Money that was taken: waits in the provider's balance until a payout carries it to the bank. */
import { setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

export interface CaptureContext {
  readonly payment: string
  readonly order: string
  readonly reference: string
  readonly currency: string
  readonly amountMinor: number
  readonly feeMinor: number
}

export const captureMachine = setup({
  types: { context: {} as CaptureContext, events: {} as { type: "paidOut"; at: number }, input: {} as CaptureContext },
  actions: { post: withParams<{ rule: string }>(), publish: withParams<{ topic: string }>(), joinPayout: effect },
}).createMachine({
  id: "capture",
  context: ({ input }) => input,
  initial: "pending",
  states: {
    pending: {
      entry: [
        { type: "post", params: { rule: "capture" } },
        { type: "publish", params: { topic: "capture.succeeded" } },
        "joinPayout",
      ],
      on: { paidOut: "paidOut" },
    },
    paidOut: { type: "final" },
  },
})
