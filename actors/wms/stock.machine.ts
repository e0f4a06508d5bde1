/** What a warehouse knows of one SKU: how much is on hand, how much of it is promised, and how many movements led here. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"

export interface StockContext {
  readonly onHand: number
  readonly allocated: number
  /** Units that are on record and that nobody would find; below zero, units that are there and not on record. */
  readonly mislaid: number
  /** Grows by one with every change, so that a reader can tell which of two figures is younger. */
  readonly movement: number
}

export type StockEvent =
  | {
      readonly type: "allocated" | "deallocated" | "shipped" | "received" | "returned"
      readonly at: number
      readonly quantity: number
    }
  | {
      readonly type: "mislaid"
      readonly at: number
      readonly quantity: number
      readonly reference: string
      /** Units that are really on the shelf. */
      readonly shelf: number
    }
  | {
      readonly type: "adjusted" | "discovered"
      readonly at: number
      readonly quantity: number
      readonly reference: string
      readonly reason: string
    }

const quantityOf = (event: StockEvent): number => event.quantity

export const stockMachine = setup({
  types: { context: {} as StockContext, events: {} as StockEvent, input: {} },
  guards: {
    isFree: ({ context, event }) => context.onHand - context.allocated >= quantityOf(event),
    isAllocated: ({ context, event }) => context.allocated >= quantityOf(event),
    isOnShelf: ({ event }) => event.type === "mislaid" && event.quantity <= event.shelf,
    // A count cannot take what is promised to a shipment: those are re-planned first.
    leavesAllocated: ({ context, event }) => context.onHand + quantityOf(event) >= context.allocated,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    promise: assign(({ context, event }) => ({
      allocated: context.allocated + quantityOf(event),
      movement: context.movement + 1,
    })),
    giveBack: assign(({ context, event }) => ({
      allocated: context.allocated - quantityOf(event),
      movement: context.movement + 1,
    })),
    takeOut: assign(({ context, event }) => ({
      onHand: context.onHand - quantityOf(event),
      allocated: context.allocated - quantityOf(event),
      movement: context.movement + 1,
    })),
    mislay: assign({ mislaid: ({ context, event }) => context.mislaid + quantityOf(event) }),
    putIn: assign(({ context, event }) => ({
      onHand: context.onHand + quantityOf(event),
      movement: context.movement + 1,
    })),
  },
}).createMachine({
  id: "stock",
  context: { onHand: 0, allocated: 0, mislaid: 0, movement: 0 },
  initial: "kept",
  states: {
    kept: {
      on: {
        allocated: { guard: "isFree", actions: "promise" },
        deallocated: { guard: "isAllocated", actions: "giveBack" },
        shipped: { guard: "isAllocated", actions: "takeOut" },
        received: { actions: "putIn" },
        returned: { actions: "putIn" },
        // The records do not know it: no figure changes.
        mislaid: { guard: "isOnShelf", actions: ["mislay", { type: "post", params: { rule: "mislay" } }] },
        // What was mislaid is known now.
        discovered: {
          guard: "leavesAllocated",
          actions: ["putIn", "mislay", { type: "post", params: { rule: "adjust" } }],
        },
        adjusted: { guard: "leavesAllocated", actions: ["putIn", { type: "post", params: { rule: "adjust" } }] },
      },
    },
  },
})
