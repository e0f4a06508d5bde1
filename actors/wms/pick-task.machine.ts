/** The picking of one shipment: waits for a picker, then takes as long as its lines take. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface PickTaskContext {
  readonly shipment: string
  readonly promiseAt: number
  readonly readyAt: number
  readonly lines: number
  readonly picker: string | null
}

export type PickTaskEvent =
  | { readonly type: "start"; readonly at: number; readonly picker: string }
  | { readonly type: "cancel"; readonly at: number }

export const pickTaskMachine = setup({
  types: {
    context: {} as PickTaskContext,
    events: {} as PickTaskEvent,
    input: {} as Omit<PickTaskContext, "picker">,
  },
  actions: {
    callPicker: effect,
    tellStarted: effect,
    tellDone: effect,
    freePicker: effect,
    take: assign({ picker: ({ context, event }) => (event.type === "start" ? event.picker : context.picker) }),
  },
  delays: delayNames("pickTime"),
}).createMachine({
  id: "pickTask",
  context: ({ input }) => ({ ...input, picker: null }),
  initial: "ready",
  states: {
    ready: { entry: "callPicker", on: { start: { target: "picking", actions: "take" }, cancel: "cancelled" } },
    picking: {
      entry: "tellStarted",
      on: { cancel: { target: "cancelled", actions: "freePicker" } },
      after: { pickTime: "done" },
    },
    done: { type: "final", entry: "tellDone" },
    cancelled: { type: "final" },
  },
})
