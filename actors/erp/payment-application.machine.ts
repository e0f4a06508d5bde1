/** Money that the provider took for a shipment: a deposit until the shipment is invoiced, then it settles the invoice. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"

export interface PaymentApplicationInput {
  readonly capture: string
  readonly order: string
  readonly shipment: string
  /** The gift card that it was taken from; empty for cards. */
  readonly giftCard: string
  /** A gift card was sold: what was taken is owed to whoever holds it. */
  readonly sellsGiftCard: boolean
  readonly currency: string
  readonly amountMinor: number
  readonly feeMinor: number
  readonly isInvoiced: boolean
}

export interface PaymentApplicationContext extends PaymentApplicationInput {
  /** The payout that carried it to the bank; empty before. */
  readonly payout: string
}

export type PaymentApplicationEvent =
  | { readonly type: "invoiced"; readonly at: number }
  | { readonly type: "reconcile"; readonly at: number; readonly payout: string }

export const paymentApplicationMachine = setup({
  types: {
    context: {} as PaymentApplicationContext,
    events: {} as PaymentApplicationEvent,
    input: {} as PaymentApplicationInput,
  },
  guards: {
    isInvoiced: ({ context }) => context.isInvoiced,
    sellsGiftCard: ({ context }) => context.sellsGiftCard,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    settleInvoice: effect,
    keepPayout: assign({
      payout: ({ context, event }) => (event.type === "reconcile" ? event.payout : context.payout),
    }),
  },
}).createMachine({
  id: "paymentApplication",
  context: ({ input }) => ({ ...input, payout: "" }),
  initial: "posting",
  on: { reconcile: { actions: "keepPayout" } },
  states: {
    posting: {
      entry: { type: "post", params: { rule: "capture" } },
      always: [
        { guard: "sellsGiftCard", target: "owed" },
        { guard: "isInvoiced", target: "applied", actions: "settleInvoice" },
        { target: "deposited" },
      ],
    },
    deposited: {
      on: {
        invoiced: {
          target: "applied",
          actions: [{ type: "post", params: { rule: "applyDeposit" } }, "settleInvoice"],
        },
      },
    },
    owed: {},
    applied: { on: { invoiced: {} } },
  },
})
