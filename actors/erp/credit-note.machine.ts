/** A credit note for units that came back: open until the money for them has gone back too. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"
import type { CreditFacts, Goods } from "./ledger-facts.ts"

export interface CreditNoteInput extends CreditFacts {
  readonly site: string
  readonly restocked: readonly Goods[]
  readonly scrapped: readonly Goods[]
  /** Nothing came back: what was paid in advance is owed to the buyer again. */
  readonly isDeposit: boolean
}

export interface CreditNoteContext extends CreditNoteInput {
  readonly refundedMinor: number
}

export type CreditNoteEvent = { readonly type: "refunded"; readonly at: number; readonly amountMinor: number }

export const creditNoteMachine = setup({
  types: { context: {} as CreditNoteContext, events: {} as CreditNoteEvent, input: {} as CreditNoteInput },
  guards: {
    isDeposit: ({ context }) => context.isDeposit,
    isRefunded: ({ context }) =>
      context.refundedMinor + context.setOffMinor >= context.goodsMinor + context.chargesMinor + context.taxMinor,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    collectRefunds: effect,
    recordRefund: assign({ refundedMinor: ({ context, event }) => context.refundedMinor + event.amountMinor }),
  },
}).createMachine({
  id: "creditNote",
  context: ({ input }) => ({ ...input, refundedMinor: 0 }),
  initial: "opening",
  on: { refunded: { actions: "recordRefund" } },
  states: {
    opening: { always: [{ guard: "isDeposit", target: "releasing" }, { target: "posting" }] },
    releasing: { entry: [{ type: "post", params: { rule: "depositReleased" } }, "collectRefunds"], always: "open" },
    posting: {
      entry: [
        { type: "post", params: { rule: "creditNote" } },
        { type: "post", params: { rule: "goodsBack" } },
        { type: "post", params: { rule: "goodsScrapped" } },
        "collectRefunds",
      ],
      always: "open",
    },
    open: { always: { guard: "isRefunded", target: "refunded" } },
    refunded: {},
  },
})
