/** Money on its way back to the shopper: taken out of the balance when the scheme has accepted it, or put on the gift card. */
import { setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

export interface RefundContext {
  readonly payment: string
  readonly order: string
  readonly reference: string
  /** Why a person made it; empty for refunds through the API. */
  readonly reason: string
  /** The gift card that it goes back to; empty for cards. */
  readonly giftCard: string
  readonly currency: string
  readonly amountMinor: number
}

export const refundMachine = setup({
  types: { context: {} as RefundContext, events: {} as { type: "paidOut"; at: number }, input: {} as RefundContext },
  guards: { isGiftCard: ({ context }) => context.giftCard !== "" },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    joinPayout: effect,
    creditGiftCard: effect,
  },
  delays: delayNames("refundTime"),
}).createMachine({
  id: "refund",
  context: ({ input }) => input,
  initial: "pending",
  states: {
    pending: {
      after: { refundTime: [{ guard: "isGiftCard", target: "credited" }, { target: "succeeded" }] },
    },
    succeeded: {
      entry: [
        { type: "post", params: { rule: "refund" } },
        { type: "publish", params: { topic: "refund.succeeded" } },
        "joinPayout",
      ],
      on: { paidOut: "paidOut" },
    },
    credited: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "refund" } },
        { type: "publish", params: { topic: "refund.succeeded" } },
        "creditGiftCard",
      ],
    },
    paidOut: { type: "final" },
  },
})
