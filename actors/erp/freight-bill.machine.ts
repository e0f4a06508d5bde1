/**
 * A carrier's bill: every parcel on it must be of a shipment that has left; then it is an expense, and paid when its terms have passed.
 *
 * The word that a shipment has left may be late, so a bill that names a stranger waits for a while before a person is asked.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { FreightFacts } from "./ledger-facts.ts"

export interface FreightBillInput extends FreightFacts {
  readonly checksMax: number
}

export interface FreightBillContext extends FreightBillInput {
  /** Labels of shipments that nobody knows. */
  readonly strangers: readonly string[]
  readonly checks: number
}

export type FreightBillEvent =
  | { readonly type: "checked"; readonly at: number; readonly strangers: readonly string[] }
  | { readonly type: "decide"; readonly at: number; readonly accepts: boolean }

const keep = { actions: "keepStrangers" } as const

export const freightBillMachine = setup({
  types: { context: {} as FreightBillContext, events: {} as FreightBillEvent, input: {} as FreightBillInput },
  guards: {
    isOurs: ({ event }) => event.type === "checked" && event.strangers.length === 0,
    mayCheckAgain: ({ context }) => context.checks + 1 < context.checksMax,
    accepts: ({ event }) => event.type === "decide" && event.accepts,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    check: effect,
    keepStrangers: assign(({ context, event }) =>
      event.type === "checked" ? { checks: context.checks + 1, strangers: event.strangers } : {},
    ),
    // What is no parcel of ours is taken off.
    strike: assign(({ context }) => ({
      lines: context.lines.filter(({ label }) => !context.strangers.includes(label)),
    })),
  },
  delays: delayNames("reconcileRetry", "paymentTerms"),
}).createMachine({
  id: "freightBill",
  context: ({ input }) => ({ ...input, strangers: [], checks: 0 }),
  initial: "checking",
  states: {
    checking: {
      entry: "check",
      on: {
        checked: [
          { guard: "isOurs", target: "owed" },
          { guard: "mayCheckAgain", target: "waiting", ...keep },
          { target: "exception", ...keep },
        ],
      },
    },
    waiting: { after: { reconcileRetry: "checking" } },
    exception: {
      on: {
        decide: [
          { guard: "accepts", target: "owed" },
          { target: "owed", actions: "strike" },
        ],
      },
    },
    owed: { entry: { type: "post", params: { rule: "freight" } }, after: { paymentTerms: "paid" } },
    paid: { type: "final", entry: { type: "post", params: { rule: "freightPayment" } } },
  },
})
