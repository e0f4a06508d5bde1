/** A settlement period: collects sales, commission and refunds until it closes; its amount may be negative. */
import { assign, setup } from "xstate"
import { delayNames, withParams } from "../../sim/statechart/effects.ts"
import type { SettlementLine } from "./contract.ts"

export interface SettlementContext {
  readonly currency: string
  readonly lines: readonly SettlementLine[]
  readonly closedAt: number
}

export type SettlementEvent = {
  readonly type: "collect"
  readonly at: number
  readonly lines: readonly SettlementLine[]
}

export const settlementMachine = setup({
  types: { context: {} as SettlementContext, events: {} as SettlementEvent, input: {} as { currency: string } },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    collect: assign({
      lines: ({ context, event }) => (event.type === "collect" ? [...context.lines, ...event.lines] : context.lines),
    }),
    stamp: assign({ closedAt: ({ event }) => event.at }),
  },
  delays: delayNames("periodEnd"),
}).createMachine({
  id: "settlement",
  context: ({ input }) => ({ currency: input.currency, lines: [], closedAt: 0 }),
  initial: "open",
  states: {
    open: { on: { collect: { actions: "collect" } }, after: { periodEnd: { target: "closed", actions: "stamp" } } },
    closed: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "settlement" } },
        { type: "publish", params: { topic: "settlement.closed" } },
      ],
    },
  },
})
