/** Counted goods on their way from the dock to the shelves: sellable when they are there. */
import { setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface PutawayContext {
  readonly notice: string
  readonly receipt: string
  readonly lines: readonly Units[]
}

export const putawayMachine = setup({
  types: {
    context: {} as PutawayContext,
    events: {} as { readonly type: "never"; readonly at: number },
    input: {} as PutawayContext,
  },
  actions: { post: withParams<{ rule: string }>(), publish: withParams<{ topic: string }>(), store: effect },
  delays: delayNames("putawayTime"),
}).createMachine({
  id: "putaway",
  context: ({ input }) => input,
  initial: "waiting",
  states: {
    waiting: { after: { putawayTime: "done" } },
    done: {
      type: "final",
      entry: [
        { type: "post", params: { rule: "putaway" } },
        "store",
        { type: "publish", params: { topic: "stock.changed" } },
      ],
    },
  },
})
