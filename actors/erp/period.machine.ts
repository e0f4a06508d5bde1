/** A month of the books: open until a few days after its end, then closed for good; what is dated in it and comes later is refused. */
import { assign, setup } from "xstate"
import { delayNames, withParams } from "../../sim/statechart/effects.ts"

export interface PeriodContext {
  /** The first instant that no longer belongs to it. */
  readonly endsAt: number
  /** Of the document that opened it. */
  readonly currency: string
  /** Documents of it that were posted after its end and before its close. */
  readonly backdated: number
}

export const periodMachine = setup({
  types: {
    context: {} as PeriodContext,
    events: {} as { readonly type: "backdate"; readonly at: number },
    input: {} as Pick<PeriodContext, "endsAt" | "currency">,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    count: assign({ backdated: ({ context }) => context.backdated + 1 }),
  },
  delays: delayNames("closeDelay"),
}).createMachine({
  id: "period",
  context: ({ input }) => ({ ...input, backdated: 0 }),
  initial: "open",
  states: {
    open: { on: { backdate: { actions: "count" } }, after: { closeDelay: "closed" } },
    closed: { entry: { type: "post", params: { rule: "close" } } },
  },
})
