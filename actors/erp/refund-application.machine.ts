/**
 * Money that the provider paid back: posted when it is heard of, then found again in a payout.
 *
 * What a person paid back in the dashboard has no return of its own: it settles an open credit note of the same order, now or when
 * one is written; goodwill is nobody's claim and an expense at once. What the buyer has for a return already, from a bank or as
 * goodwill, settles its credit note without any payment of ours.
 */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

/** From where the buyer has what a return gives back: from a bank, or as goodwill. */
export type BackAlready = "chargedBack" | "goodwillOwed"

export const isBackAlready = (reason: string): reason is BackAlready =>
  reason === "chargedBack" || reason === "goodwillOwed"

export interface RefundApplicationInput {
  readonly refund: string
  readonly order: string
  readonly reference: string
  /** Why a person made it, or from where the buyer has it already (`BackAlready`); empty for refunds through the API. */
  readonly reason: string
  /** The gift card that it went back to; empty for cards. */
  readonly giftCard: string
  readonly currency: string
  readonly amountMinor: number
}

export interface RefundApplicationContext extends RefundApplicationInput {
  /** The credit note that it has settled; empty before. */
  readonly creditNote: string
  /** The payout that it was taken from; empty before. */
  readonly payout: string
}

export type RefundApplicationEvent =
  | { readonly type: "settle"; readonly at: number; readonly creditNote: string }
  | { readonly type: "reconcile"; readonly at: number; readonly payout: string }

export const refundApplicationMachine = setup({
  types: {
    context: {} as RefundApplicationContext,
    events: {} as RefundApplicationEvent,
    input: {} as RefundApplicationInput,
  },
  guards: {
    isGoodwill: ({ context }) => context.reason === "goodwill",
    isChargedBack: ({ context }) => context.reason === "chargedBack",
    isGoodwillOwed: ({ context }) => context.reason === "goodwillOwed",
  },
  actions: {
    post: withParams<{ rule: string }>(),
    findCreditNote: effect,
    tellCreditNote: effect,
    keepCreditNote: assign({
      creditNote: ({ context, event }) => (event.type === "settle" ? event.creditNote : context.creditNote),
    }),
    keepPayout: assign({
      payout: ({ context, event }) => (event.type === "reconcile" ? event.payout : context.payout),
    }),
  },
}).createMachine({
  id: "refundApplication",
  context: ({ input }) => ({ ...input, creditNote: "", payout: "" }),
  initial: "judging",
  on: { reconcile: { actions: "keepPayout" } },
  states: {
    judging: {
      always: [
        { guard: "isChargedBack", target: "chargedBack" },
        { guard: "isGoodwillOwed", target: "goodwillOwed" },
        { target: "posting" },
      ],
    },
    posting: {
      entry: { type: "post", params: { rule: "refund" } },
      always: [{ guard: "isGoodwill", target: "goodwill" }, { target: "unmatched" }],
    },
    /** Not paid by us: the charge that the bank took back was lost to whom it was owed anyway. */
    chargedBack: { entry: { type: "post", params: { rule: "chargedBack" } }, always: "unmatched" },
    /** It was an expense when it was given, as long as nobody had a claim to it. */
    goodwillOwed: { entry: { type: "post", params: { rule: "goodwillOwed" } }, always: "unmatched" },
    unmatched: {
      entry: "findCreditNote",
      on: { settle: { target: "matched", actions: ["keepCreditNote", "tellCreditNote"] } },
    },
    matched: { on: { settle: {} } },
    goodwill: { entry: { type: "post", params: { rule: "goodwill" } }, on: { settle: {} } },
  },
})
