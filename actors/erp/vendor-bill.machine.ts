/** A supplier's bill: paid when its terms have passed and its goods have come, whichever is later. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { BillFacts } from "./ledger.ts"

export interface VendorBillInput extends BillFacts {
  readonly isMatched: boolean
}

/** `match`: the goods that it charges for have come. */
export type VendorBillEvent = { readonly type: "match"; readonly at: number }

export const vendorBillMachine = setup({
  types: { context: {} as VendorBillInput, events: {} as VendorBillEvent, input: {} as VendorBillInput },
  guards: { isMatched: ({ context }) => context.isMatched },
  actions: {
    post: withParams<{ rule: string }>(),
    tellPurchaseOrder: effect,
    match: assign({ isMatched: true }),
  },
  delays: delayNames("paymentTerms"),
}).createMachine({
  id: "vendorBill",
  context: ({ input }) => input,
  initial: "open",
  states: {
    open: {
      entry: { type: "post", params: { rule: "vendorBill" } },
      on: { match: { actions: "match" } },
      after: { paymentTerms: [{ guard: "isMatched", target: "paid" }, { target: "blocked" }] },
    },
    blocked: { on: { match: { target: "paid", actions: "match" } } },
    paid: {
      entry: [{ type: "post", params: { rule: "vendorPayment" } }, "tellPurchaseOrder"],
      on: { match: {} },
    },
  },
})
