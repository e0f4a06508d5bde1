/** One van at one shipper: collects labels until it comes, then scans every parcel. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface PickupContext {
  readonly pickupAt: number
  readonly labels: readonly string[]
}

export interface PickupEvent {
  readonly type: "add"
  readonly at: number
  readonly label: string
}

export const pickupMachine = setup({
  types: { context: {} as PickupContext, events: {} as PickupEvent, input: {} as { pickupAt: number } },
  actions: {
    scanParcels: effect,
    add: assign({ labels: ({ context, event }) => [...context.labels, event.label] }),
  },
  delays: delayNames("van"),
}).createMachine({
  id: "pickup",
  context: ({ input }) => ({ pickupAt: input.pickupAt, labels: [] }),
  initial: "planned",
  states: {
    planned: { on: { add: { actions: "add" } }, after: { van: "done" } },
    done: { type: "final", entry: "scanParcels" },
  },
})
