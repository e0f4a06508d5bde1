/** A document whose month was closed when it came: refused there, and by rule posted into the month that is open. */
import { setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"

export interface LatePostingContext {
  readonly document: string
  /** `2024-03`: where it belongs, and where it is posted. */
  readonly belongsTo: string
  readonly postedTo: string
}

export const latePostingMachine = setup({
  types: { context: {} as LatePostingContext, input: {} as LatePostingContext },
  actions: { post: withParams<{ rule: string }>() },
}).createMachine({
  id: "latePosting",
  context: ({ input }) => input,
  initial: "postedToOpenPeriod",
  states: { postedToOpenPeriod: { type: "final", entry: { type: "post", params: { rule: "latePosting" } } } },
})
