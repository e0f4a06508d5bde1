/**
 * A supplier's bill: held against its order and its receipt, paid when its terms have passed and all three agree.
 *
 * What does not agree is blocked until a person accepts it as it is, or has the supplier take the difference back.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { BillFacts } from "./ledger-facts.ts"

export interface VendorBillInput extends BillFacts {
  /** How much dearer than agreed it may be without anybody asking. */
  readonly toleranceMinor: number
}

export interface VendorBillContext extends VendorBillInput {
  readonly isDue: boolean
  /** What the supplier takes back of it. */
  readonly debitMinor: number
}

/** `match`: goods that it charges for have come; `receivedMinor` is what all of them cost by the order. */
export type VendorBillEvent =
  | { readonly type: "match"; readonly at: number; readonly receivedMinor: number }
  | { readonly type: "decide"; readonly at: number; readonly accepts: boolean }

const overcharge = ({ amountMinor, orderedMinor }: BillFacts): number => amountMinor - orderedMinor
const undelivered = ({ orderedMinor, receivedMinor }: BillFacts): number => Math.max(0, orderedMinor - receivedMinor)

export const vendorBillMachine = setup({
  types: { context: {} as VendorBillContext, events: {} as VendorBillEvent, input: {} as VendorBillInput },
  guards: {
    hasNoReceipt: ({ context }) => context.receivedMinor === 0,
    hasTooMany: ({ context }) => undelivered(context) > 0,
    isTooDear: ({ context }) => overcharge(context) > context.toleranceMinor,
    isDue: ({ context }) => context.isDue,
    accepts: ({ event }) => event.type === "decide" && event.accepts,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    tellPurchaseOrder: effect,
    match: assign({
      receivedMinor: ({ context, event }) => (event.type === "match" ? event.receivedMinor : context.receivedMinor),
    }),
    fallDue: assign({ isDue: true }),
    // Too many units go back at the price that was agreed, and all that is too dear goes back as well.
    debit: assign({
      debitMinor: ({ context }) => undelivered(context) + Math.max(0, overcharge(context)),
    }),
  },
  delays: delayNames("paymentTerms"),
}).createMachine({
  id: "vendorBill",
  context: ({ input }) => ({ ...input, isDue: false, debitMinor: 0 }),
  type: "parallel",
  states: {
    terms: {
      initial: "running",
      states: {
        running: { after: { paymentTerms: { target: "passed", actions: "fallDue" } } },
        passed: {},
      },
    },
    matching: {
      initial: "posting",
      states: {
        posting: { entry: { type: "post", params: { rule: "vendorBill" } }, always: "judging" },
        judging: {
          always: [
            { guard: "hasNoReceipt", target: "awaited" },
            { guard: "hasTooMany", target: "exception.quantity" },
            { guard: "isTooDear", target: "exception.price" },
            { target: "matched" },
          ],
        },
        awaited: { on: { match: { target: "judging", actions: "match" } } },
        // A delivery that came in parts may still settle it.
        exception: {
          initial: "price",
          states: { price: {}, quantity: {} },
          on: {
            match: { target: "judging", actions: "match" },
            decide: [
              { guard: "accepts", target: "matched", actions: { type: "post", params: { rule: "billAccepted" } } },
              { target: "matched", actions: ["debit", { type: "post", params: { rule: "debitNote" } }] },
            ],
          },
        },
        matched: { always: { guard: "isDue", target: "paid" }, on: { match: {} } },
        paid: {
          entry: [{ type: "post", params: { rule: "vendorPayment" } }, "tellPurchaseOrder"],
          on: { match: {} },
        },
      },
    },
  },
})
