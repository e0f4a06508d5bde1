/** An item of the catalogue with its standard cost. A cost that is told again does not revalue what is in stock. */
import { setup } from "xstate"

export interface ItemContext {
  readonly name: string
  readonly currency: string
  readonly costMinor: number
}

export const itemMachine = setup({
  types: {
    context: {} as ItemContext,
    events: {} as { readonly type: "load"; readonly at: number },
    input: {} as ItemContext,
  },
}).createMachine({
  id: "item",
  context: ({ input }) => input,
  initial: "active",
  states: { active: { on: { load: {} } } },
})
