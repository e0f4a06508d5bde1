/** An item that is a part of an article: by it the article is found when the item's stock changes. */
import { setup } from "xstate"

export interface ComponentContext {
  readonly sku: string
  readonly product: string
}

export const componentMachine = setup({
  types: { context: {} as ComponentContext, input: {} as ComponentContext },
}).createMachine({
  id: "component",
  context: ({ input }) => input,
  initial: "known",
  states: { known: {} },
})
