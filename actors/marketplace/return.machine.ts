/** A return as the marketplace follows it: asked for, taken by the seller, ended when the money was given back. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface ReturnContext {
  readonly order: string
  readonly lines: readonly Units[]
  readonly site: string
  readonly refundedMinor: number
  /** The buyer's own name for it; null when nobody asked for it here: the seller tells how it ended. */
  readonly withdrawal: string | null
}

export type ReturnEvent =
  | { readonly type: "approve"; readonly at: number; readonly site: string }
  | { readonly type: "resolve"; readonly at: number; readonly refundedMinor: number }

const resolve = [{ guard: "givesBack", target: "resolved", actions: "keepAmount" }, { target: "refused" }] as const

export const returnMachine = setup({
  types: {
    context: {} as ReturnContext,
    events: {} as ReturnEvent,
    input: {} as Pick<ReturnContext, "order" | "lines" | "withdrawal">,
  },
  guards: {
    isToldOnly: ({ context }) => context.withdrawal === null,
    givesBack: ({ event }) => event.type === "resolve" && event.refundedMinor > 0,
  },
  actions: {
    publish: withParams<{ topic: string }>(),
    tellBuyer: withParams<{ template: string }>(),
    keepSite: assign({ site: ({ context, event }) => (event.type === "approve" ? event.site : context.site) }),
    keepAmount: assign({
      refundedMinor: ({ context, event }) => (event.type === "resolve" ? event.refundedMinor : context.refundedMinor),
    }),
  },
}).createMachine({
  id: "return",
  context: ({ input }) => ({ ...input, site: "", refundedMinor: 0 }),
  initial: "opening",
  states: {
    opening: { always: [{ guard: "isToldOnly", target: "told" }, { target: "requested" }] },
    told: { on: { resolve } },
    requested: {
      entry: { type: "publish", params: { topic: "return.requested" } },
      // The parcel may be quicker than the seller's approval.
      on: { approve: { target: "approved", actions: "keepSite" }, resolve },
    },
    approved: {
      entry: { type: "tellBuyer", params: { template: "returnApproved" } },
      on: { resolve, approve: {} },
    },
    resolved: { type: "final", entry: { type: "tellBuyer", params: { template: "refunded" } } },
    refused: { type: "final", entry: { type: "tellBuyer", params: { template: "returnRefused" } } },
  },
})
