/**
 * A day's balance of one currency: collects until the cut-off, then goes to the bank less the fees.
 *
 * On its way the banks may change it: a cent less, a day later.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { BalanceTransaction } from "./contract.ts"

export interface PayoutContext {
  readonly currency: string
  readonly transactions: readonly BalanceTransaction[]
  readonly amountMinor: number
  readonly feesMinor: number
  /** What the banks made of it, beside what it adds up to. */
  readonly correctionMinor: number
  readonly promisedAt: number
  readonly paidAt: number
}

export type PayoutEvent =
  | { readonly type: "promise"; readonly at: number; readonly promisedAt: number }
  | { readonly type: "change"; readonly at: number; readonly correctionMinor: number }
  | { readonly type: "collect"; readonly at: number; readonly transaction: BalanceTransaction }

export const payoutMachine = setup({
  types: { context: {} as PayoutContext, events: {} as PayoutEvent, input: {} as { currency: string } },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    tellSources: effect,
    sayWhen: effect,
    keepPromise: assign({
      promisedAt: ({ context, event }) => (event.type === "promise" ? event.promisedAt : context.promisedAt),
    }),
    keepCorrection: assign({
      correctionMinor: ({ context, event }) =>
        event.type === "change" ? event.correctionMinor : context.correctionMinor,
    }),
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
  delays: delayNames("cutOff", "bankTime", "lateBankTime"),
}).createMachine({
  id: "payout",
  context: ({ input }) => ({
    currency: input.currency,
    transactions: [],
    amountMinor: 0,
    feesMinor: 0,
    correctionMinor: 0,
    promisedAt: 0,
    paidAt: 0,
  }),
  initial: "collecting",
  states: {
    collecting: { on: { collect: { actions: "collect" } }, after: { cutOff: "inTransit" } },
    inTransit: {
      entry: [{ type: "post", params: { rule: "payoutClosed" } }, "sayWhen"],
      on: { promise: { actions: "keepPromise" }, change: { target: "late", actions: "keepCorrection" } },
      after: { bankTime: { target: "paid", actions: "stamp" } },
    },
    late: { after: { lateBankTime: { target: "paid", actions: "stamp" } } },
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
