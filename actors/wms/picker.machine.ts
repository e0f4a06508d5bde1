/** A person who picks: one task at a time, and takes another only while on shift. */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"
import type { Shift } from "../../sim/world/shifts.ts"

export interface PickerContext {
  readonly task: string | null
  /** Null for who is there whenever the site is open. */
  readonly shift: Shift | null
}

export type PickerEvent =
  | { readonly type: "take"; readonly at: number; readonly task: string }
  | { readonly type: "finish"; readonly at: number }

export const pickerMachine = setup({
  types: { context: {} as PickerContext, events: {} as PickerEvent, input: {} as Pick<PickerContext, "shift"> },
  actions: {
    seekTask: effect,
    take: assign({ task: ({ context, event }) => (event.type === "take" ? event.task : context.task) }),
    drop: assign({ task: null }),
  },
}).createMachine({
  id: "picker",
  context: ({ input }) => ({ ...input, task: null }),
  initial: "idle",
  states: {
    idle: { on: { take: { target: "picking", actions: "take" } } },
    picking: { on: { finish: { target: "idle", actions: ["drop", "seekTask"] } } },
  },
})
