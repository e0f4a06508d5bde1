/** An article that channels sell and that is packed as something else; unmapped as long as nobody has said as what. */
import { assign, setup } from "xstate"
import type { Kit, Units } from "../shapes.ts"

export interface ProductEvent {
  readonly type: "map"
  readonly at: number
  readonly components: readonly Units[]
}

export const productMachine = setup({
  types: { context: {} as Kit, events: {} as ProductEvent, input: {} as Kit },
  guards: { isMapped: ({ context }) => context.components.length > 0 },
  actions: { keepComponents: assign({ components: ({ event }) => event.components }) },
}).createMachine({
  id: "product",
  context: ({ input }) => input,
  initial: "unmapped",
  on: { map: { actions: "keepComponents" } },
  states: {
    unmapped: { always: { guard: "isMapped", target: "mapped" } },
    mapped: {},
  },
})
