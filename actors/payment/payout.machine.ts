/** A day's balance of one currency: collects until the cut-off, then goes to the bank less the fees. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { BalanceTransaction } from "./contract.ts"

export interface PayoutContext {
  readonly currency: string
  readonly transactions: readonly BalanceTransaction[]
  readonly amountMinor: number
  readonly feesMinor: number
  readonly paidAt: number
}

export type PayoutEvent = { readonly type: "collect"; readonly at: number; readonly transaction: BalanceTransaction }

export const payoutMachine = setup({
  types: { context: {} as PayoutContext, events: {} as PayoutEvent, input: {} as { currency: string } },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    tellSources: effect,
    collect: assign(({ context, event }) =>
      event.type === "collect"
        ? {
            transactions: [...context.transactions, event.transaction],
            amountMinor: context.amountMinor + event.transaction.amountMinor - event.transaction.feeMinor,
            feesMinor: context.feesMinor + event.transaction.feeMinor,
          }
        : {},
    ),
    stamp: assign({ paidAt: ({ event }) => event.at }),
  },
  delays: delayNames("cutOff", "bankTime"),
}).createMachine({
  id: "payout",
  context: ({ input }) => ({ currency: input.currency, transactions: [], amountMinor: 0, feesMinor: 0, paidAt: 0 }),
  initial: "collecting",
  states: {
    collecting: { on: { collect: { actions: "collect" } }, after: { cutOff: "inTransit" } },
    inTransit: { after: { bankTime: { target: "paid", actions: "stamp" } } },
    paid: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "payout" } },
        { type: "publish", params: { topic: "payout.paid" } },
        "tellSources",
      ],
    },
  },
})
