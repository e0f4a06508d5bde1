/** One van at one shipper: collects labels until it comes, then scans every parcel. A van that does not come, comes the next day. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface PickupContext {
  readonly pickupAt: number
  readonly labels: readonly string[]
}

export type PickupEvent =
  | { readonly type: "add"; readonly at: number; readonly label: string }
  | { readonly type: "miss"; readonly at: number; readonly pickupAt: number }

export const pickupMachine = setup({
  types: { context: {} as PickupContext, events: {} as PickupEvent, input: {} as { pickupAt: number } },
  actions: {
    scanParcels: effect,
    add: assign({
      labels: ({ context, event }) => (event.type === "add" ? [...context.labels, event.label] : context.labels),
    }),
    postpone: assign({ pickupAt: ({ context, event }) => (event.type === "miss" ? event.pickupAt : context.pickupAt) }),
  },
  delays: delayNames("van"),
}).createMachine({
  id: "pickup",
  context: ({ input }) => ({ pickupAt: input.pickupAt, labels: [] }),
  initial: "planned",
  states: {
    planned: {
      on: { add: { actions: "add" }, miss: { target: "missed", actions: "postpone" } },
      after: { van: "done" },
    },
    missed: {
      on: { add: { actions: "add" }, miss: { target: "missed", reenter: true, actions: "postpone" } },
      after: { van: "done" },
    },
    done: { type: "final", entry: "scanParcels" },
  },
})
