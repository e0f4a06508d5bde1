/** An invoice for one shipment: open until it is paid, or credited when everything it charged for goods was given back. */
import { assign, setup } from "xstate"
import { effect, withParams } from "../../sim/statechart/effects.ts"
import type { InvoiceFacts } from "./ledger-facts.ts"

export interface InvoiceInput extends InvoiceFacts {
  readonly lineCount: number
  /** What a return can give back: the goods and our tax on them, not the charges. */
  readonly creditableMinor: number
}

export interface InvoiceContext extends InvoiceInput {
  readonly totalMinor: number
  readonly appliedMinor: number
  /** What of that nobody had to pay: it came back before it was paid for. */
  readonly setOffMinor: number
  readonly creditedMinor: number
}

export type InvoiceEvent =
  | { readonly type: "apply"; readonly at: number; readonly amountMinor: number }
  | { readonly type: "setOff"; readonly at: number; readonly amountMinor: number }
  | { readonly type: "credit"; readonly at: number; readonly amountMinor: number }

export const invoiceMachine = setup({
  types: { context: {} as InvoiceContext, events: {} as InvoiceEvent, input: {} as InvoiceInput },
  guards: {
    isPaid: ({ context }) => context.appliedMinor >= context.totalMinor,
    isCredited: ({ context }) => context.creditedMinor > 0 && context.creditedMinor >= context.creditableMinor,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    applyDeposits: effect,
    apply: assign({
      appliedMinor: ({ context, event }) => context.appliedMinor + (event.type === "apply" ? event.amountMinor : 0),
    }),
    setOff: assign(({ context, event }) =>
      event.type === "setOff"
        ? {
            appliedMinor: context.appliedMinor + event.amountMinor,
            setOffMinor: context.setOffMinor + event.amountMinor,
          }
        : {},
    ),
    credit: assign({
      creditedMinor: ({ context, event }) => context.creditedMinor + (event.type === "credit" ? event.amountMinor : 0),
    }),
  },
}).createMachine({
  id: "invoice",
  context: ({ input }) => ({
    ...input,
    totalMinor: input.goodsMinor + input.chargesMinor + input.taxMinor,
    appliedMinor: 0,
    setOffMinor: 0,
    creditedMinor: 0,
  }),
  initial: "posting",
  on: { apply: { actions: "apply" }, setOff: { actions: "setOff" }, credit: { actions: "credit" } },
  states: {
    posting: { entry: [{ type: "post", params: { rule: "invoice" } }, "applyDeposits"], always: "open" },
    open: {
      always: [
        { guard: "isCredited", target: "credited" },
        { guard: "isPaid", target: "paid" },
      ],
    },
    paid: { always: { guard: "isCredited", target: "credited" } },
    // A marketplace still settles the sale and its refund after both are in our books.
    credited: {},
  },
})
