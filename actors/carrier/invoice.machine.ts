/** What a carrier charges for: collects what it has fetched in a week, then bills it, and bills it again until somebody takes the bill. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { FreightLine } from "../erp/contract.ts"

export interface InvoiceContext {
  /** Who pays. */
  readonly customer: string
  readonly currency: string
  readonly lines: readonly FreightLine[]
}

export type InvoiceEvent =
  | { readonly type: "collect"; readonly at: number; readonly line: FreightLine }
  | { readonly type: "taken" | "notTaken" | "unanswered"; readonly at: number }

export const invoiceMachine = setup({
  types: {
    context: {} as InvoiceContext,
    events: {} as InvoiceEvent,
    input: {} as Pick<InvoiceContext, "customer" | "currency">,
  },
  actions: {
    bill: effect,
    collect: assign({
      lines: ({ context, event }) => (event.type === "collect" ? [...context.lines, event.line] : context.lines),
    }),
  },
  delays: delayNames("weekEnd", "billAgain"),
}).createMachine({
  id: "invoice",
  context: ({ input }) => ({ ...input, lines: [] }),
  initial: "collecting",
  states: {
    collecting: { on: { collect: { actions: "collect" } }, after: { weekEnd: "billing" } },
    billing: { entry: "bill", on: { taken: "billed", notTaken: "refused", unanswered: "billingAgain" } },
    billingAgain: { after: { billAgain: "billing" } },
    billed: { type: "final" },
    /** Asking again would change nothing: somebody has to talk to the customer. */
    refused: { type: "final" },
  },
})
