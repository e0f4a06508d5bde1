/** The floor of a site that works in shifts: when picks wait and nobody is there for them, the next shift begins with them. */
import { setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Shift } from "../../sim/world/shifts.ts"

export interface FloorContext {
  readonly shifts: readonly Shift[]
}

export const floorMachine = setup({
  types: {
    context: {} as FloorContext,
    events: {} as { readonly type: "wait"; readonly at: number },
    input: {} as FloorContext,
  },
  actions: { begin: effect },
  delays: delayNames("nextShift"),
}).createMachine({
  id: "floor",
  context: ({ input }) => input,
  initial: "clear",
  states: {
    clear: { on: { wait: "waiting" } },
    waiting: { on: { wait: {} }, after: { nextShift: { target: "clear", actions: "begin" } } },
  },
})
