/** A site's purchasing: from the first shortage it collects for a while, then orders all that is short together. */
import { setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface PlannerContext {
  readonly site: string
}

export const plannerMachine = setup({
  types: {
    context: {} as PlannerContext,
    events: {} as { readonly type: "needed"; readonly at: number },
    input: {} as PlannerContext,
  },
  actions: { plan: effect },
  delays: delayNames("planningDelay"),
}).createMachine({
  id: "planner",
  context: ({ input }) => input,
  initial: "idle",
  states: {
    idle: { on: { needed: "collecting" } },
    collecting: { on: { needed: {} }, after: { planningDelay: { target: "idle", actions: "plan" } } },
  },
})
