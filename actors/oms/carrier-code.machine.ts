/** What a marketplace calls a carrier. */
import { assign, setup } from "xstate"

export interface CarrierCodeContext {
  readonly code: string
}

export const carrierCodeMachine = setup({
  types: {
    context: {} as CarrierCodeContext,
    events: {} as { readonly type: "map"; readonly at: number; readonly code: string },
    input: {} as CarrierCodeContext,
  },
  actions: { keepCode: assign({ code: ({ event }) => event.code }) },
}).createMachine({
  id: "carrierCode",
  context: ({ input }) => input,
  initial: "mapped",
  states: { mapped: { on: { map: { actions: "keepCode" } } } },
})
