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
  /** It is for the order as a whole, and pays one invoice after the other. */
  readonly isOnAccount: boolean
}

export interface PaymentApplicationContext extends PaymentApplicationInput {
  /** The payout that carried it to the bank; empty before. */
  readonly payout: string
  /** What of it has paid invoices; and the last of them with its part. */
  readonly appliedMinor: number
  readonly invoice: string
  readonly partMinor: number
}

export type PaymentApplicationEvent =
  | { readonly type: "invoiced"; readonly at: number }
  | { readonly type: "apply"; readonly at: number; readonly invoice: string; readonly amountMinor: number }
  | { readonly type: "reconcile"; readonly at: number; readonly payout: string }

export const paymentApplicationMachine = setup({
  types: {
    context: {} as PaymentApplicationContext,
    events: {} as PaymentApplicationEvent,
    input: {} as PaymentApplicationInput,
  },
  guards: {
    isOnAccount: ({ context }) => context.isOnAccount,
    isInvoiced: ({ context }) => context.isInvoiced,
    sellsGiftCard: ({ context }) => context.sellsGiftCard,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    settleInvoice: effect,
    payInvoices: effect,
    payInvoice: effect,
    keepPart: assign(({ context, event }) =>
      event.type === "apply"
        ? {
            invoice: event.invoice,
            partMinor: event.amountMinor,
            appliedMinor: context.appliedMinor + event.amountMinor,
          }
        : {},
    ),
    keepPayout: assign({
      payout: ({ context, event }) => (event.type === "reconcile" ? event.payout : context.payout),
    }),
  },
}).createMachine({
  id: "paymentApplication",
  context: ({ input }) => ({ ...input, payout: "", appliedMinor: 0, invoice: "", partMinor: 0 }),
  initial: "posting",
  on: { reconcile: { actions: "keepPayout" } },
  states: {
    posting: {
      entry: { type: "post", params: { rule: "capture" } },
      always: [
        { guard: "sellsGiftCard", target: "owed" },
        { guard: "isOnAccount", target: "onAccount" },
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
    onAccount: {
      entry: "payInvoices",
      on: { apply: { actions: ["keepPart", { type: "post", params: { rule: "applyDeposit" } }, "payInvoice"] } },
    },
    owed: {},
    applied: { on: { invoiced: {} } },
  },
})
