/**
 * A settlement period: collects sales, commission and refunds until it closes; its amount may be negative.
 *
 * Of its sales a reserve may be kept back, which the next settlement gives.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { SettlementLine } from "./contract.ts"

export interface SettlementContext {
  readonly currency: string
  readonly lines: readonly SettlementLine[]
  readonly closedAt: number
}

export type SettlementEvent =
  | { readonly type: "collect"; readonly at: number; readonly lines: readonly SettlementLine[] }
  | { readonly type: "close"; readonly at: number; readonly lines: readonly SettlementLine[] }

export const settlementMachine = setup({
  types: { context: {} as SettlementContext, events: {} as SettlementEvent, input: {} as { currency: string } },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    keepBack: effect,
    collect: assign({ lines: ({ context, event }) => [...context.lines, ...event.lines] }),
    stamp: assign({ closedAt: ({ event }) => event.at }),
  },
  delays: delayNames("periodEnd"),
}).createMachine({
  id: "settlement",
  context: ({ input }) => ({ currency: input.currency, lines: [], closedAt: 0 }),
  initial: "open",
  states: {
    open: { on: { collect: { actions: "collect" } }, after: { periodEnd: "closing" } },
    /** Only within the turn that ends the period: whatever comes at that instant is the next period's. */
    closing: {
      entry: "keepBack",
      on: { close: { target: "closed", actions: ["collect", "stamp"] } },
    },
    closed: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "settlement" } },
        { type: "publish", params: { topic: "settlement.closed" } },
      ],
    },
  },
})
