/** A gift card: what it holds, and how much of that is set aside for orders that have not left yet. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"

export interface GiftCardContext {
  readonly currency: string
  readonly faceMinor: number
  readonly balanceMinor: number
  readonly heldMinor: number
}

export interface GiftCardEvent {
  readonly type: "hold" | "release" | "redeem" | "credit"
  readonly at: number
  readonly amountMinor: number
}

export const giftCardMachine = setup({
  types: {
    context: {} as GiftCardContext,
    events: {} as GiftCardEvent,
    input: {} as Pick<GiftCardContext, "currency" | "faceMinor">,
  },
  guards: { isEmpty: ({ context }) => context.balanceMinor === 0, isFilled: ({ context }) => context.balanceMinor > 0 },
  actions: {
    post: withParams<{ rule: string }>(),
    hold: assign({ heldMinor: ({ context, event }) => context.heldMinor + event.amountMinor }),
    release: assign({ heldMinor: ({ context, event }) => context.heldMinor - event.amountMinor }),
    redeem: assign({
      heldMinor: ({ context, event }) => context.heldMinor - event.amountMinor,
      balanceMinor: ({ context, event }) => context.balanceMinor - event.amountMinor,
    }),
    credit: assign({ balanceMinor: ({ context, event }) => context.balanceMinor + event.amountMinor }),
  },
}).createMachine({
  id: "giftCard",
  context: ({ input }) => ({ ...input, balanceMinor: input.faceMinor, heldMinor: 0 }),
  entry: { type: "post", params: { rule: "giftCardSold" } },
  initial: "active",
  on: {
    hold: { actions: "hold" },
    release: { actions: "release" },
    redeem: { actions: "redeem" },
    credit: { actions: "credit" },
  },
  states: {
    active: { always: { guard: "isEmpty", target: "spent" } },
    // A refund to it fills it again.
    spent: { always: { guard: "isFilled", target: "active" } },
  },
})
