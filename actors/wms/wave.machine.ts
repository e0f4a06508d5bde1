/** A wave: shipments that are released to the pickers together, at a cut-off. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface WaveContext {
  readonly cutOffAt: number
  /** Shipments that are not picked yet. */
  readonly open: readonly string[]
}

export interface WaveEvent {
  readonly type: "join" | "leave" | "picked"
  readonly at: number
  readonly shipment: string
}

export const waveMachine = setup({
  types: { context: {} as WaveContext, events: {} as WaveEvent, input: {} as { cutOffAt: number } },
  guards: { isEmpty: ({ context }) => context.open.length === 0 },
  actions: {
    releaseOrders: effect,
    add: assign({ open: ({ context, event }) => [...context.open, event.shipment] }),
    remove: assign({ open: ({ context, event }) => context.open.filter((shipment) => shipment !== event.shipment) }),
  },
  delays: delayNames("cutOff"),
}).createMachine({
  id: "wave",
  context: ({ input }) => ({ cutOffAt: input.cutOffAt, open: [] }),
  initial: "collecting",
  states: {
    collecting: { on: { join: { actions: "add" }, leave: { actions: "remove" } }, after: { cutOff: "released" } },
    released: {
      entry: "releaseOrders",
      on: { picked: { actions: "remove" }, leave: { actions: "remove" } },
      always: { guard: "isEmpty", target: "done" },
    },
    done: { type: "final" },
  },
})
