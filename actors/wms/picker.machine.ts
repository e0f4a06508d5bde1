/** A person who picks: one task at a time. */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"

export interface PickerContext {
  readonly task: string | null
}

export type PickerEvent =
  | { readonly type: "take"; readonly at: number; readonly task: string }
  | { readonly type: "finish"; readonly at: number }

export const pickerMachine = setup({
  types: { context: {} as PickerContext, events: {} as PickerEvent, input: {} },
  actions: {
    seekTask: effect,
    take: assign({ task: ({ context, event }) => (event.type === "take" ? event.task : context.task) }),
    drop: assign({ task: null }),
  },
}).createMachine({
  id: "picker",
  context: { task: null },
  initial: "idle",
  states: {
    idle: { on: { take: { target: "picking", actions: "take" } } },
    picking: { on: { finish: { target: "idle", actions: ["drop", "seekTask"] } } },
  },
})
