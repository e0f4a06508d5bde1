/** Money that was taken: from a card it waits in the provider's balance until a payout carries it to the bank; a gift card's is ours. */
import { setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

export interface CaptureContext {
  /** Empty when a gift card was sold. */
  readonly payment: string
  readonly order: string
  readonly reference: string
  /** The gift card that it was taken from; empty for cards. */
  readonly giftCard: string
  readonly currency: string
  readonly amountMinor: number
  readonly feeMinor: number
}

export const captureMachine = setup({
  types: { context: {} as CaptureContext, events: {} as { type: "paidOut"; at: number }, input: {} as CaptureContext },
  guards: { isGiftCard: ({ context }) => context.giftCard !== "" },
  actions: { post: withParams<{ rule: string }>(), publish: withParams<{ topic: string }>(), joinPayout: effect },
}).createMachine({
  id: "capture",
  context: ({ input }) => input,
  initial: "taken",
  states: {
    taken: {
      entry: [
        { type: "post", params: { rule: "capture" } },
        { type: "publish", params: { topic: "capture.succeeded" } },
      ],
      always: [{ guard: "isGiftCard", target: "redeemed" }, { target: "pending" }],
    },
    pending: { entry: "joinPayout", on: { paidOut: "paidOut" } },
    paidOut: { type: "final" },
    redeemed: { type: "final" },
  },
})
