/** Units of a shipment that was called off in somebody's hands, on their way back to the shelf: promised to nobody until they lie there. */
import { setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface PutbackContext {
  readonly shipment: string
  readonly lines: readonly Units[]
}

export const putbackMachine = setup({
  types: {
    context: {} as PutbackContext,
    events: {} as { readonly type: "never"; readonly at: number },
    input: {} as PutbackContext,
  },
  actions: { publish: withParams<{ topic: string }>(), giveBack: effect, tellShelved: effect },
  delays: delayNames("putbackTime"),
}).createMachine({
  id: "putback",
  context: ({ input }) => input,
  initial: "carrying",
  states: {
    carrying: { after: { putbackTime: "shelved" } },
    shelved: {
      type: "final",
      entry: ["giveBack", { type: "publish", params: { topic: "stock.changed" } }, "tellShelved"],
    },
  },
})
