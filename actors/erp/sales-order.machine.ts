/** A sales order: what was sold, and how much of it was shipped, billed, taken back or cancelled since. */
import { assign, setup } from "xstate"
import { withParams } from "../../sim/statechart/effects.ts"
import type { Charge, OrderLine } from "../shapes.ts"

/** The order as its channel sold it. */
export interface Sold {
  readonly channel: string
  readonly currency: string
  readonly settledBy: "psp" | "marketplace"
  readonly placedAt: number
  readonly lines: readonly OrderLine[]
  readonly charges: readonly Charge[]
  readonly totalMinor: number
  /** Pieces that are to be sent: more than articles were sold where kits are among them. */
  readonly units: number
}

export interface SalesOrderContext {
  /** Null while only consequences of the order have been heard of: messages overtake each other. */
  readonly sold: Sold | null
  /** The last version's name; empty for the order as it was placed. */
  readonly edit: string
  readonly orderedUnits: number
  readonly shippedUnits: number
  readonly cancelledUnits: number
  readonly returnedUnits: number
  readonly invoicedMinor: number
  readonly creditedMinor: number
  /** The rest was cancelled, possibly before the order itself arrived. */
  readonly isRestCancelled: boolean
}

export type SalesOrderEvent =
  | { readonly type: "confirm"; readonly at: number; readonly sold: Sold }
  | { readonly type: "shipped"; readonly at: number; readonly units: number; readonly amountMinor: number }
  | { readonly type: "returned"; readonly at: number; readonly units: number; readonly amountMinor: number }
  | { readonly type: "cancelRest"; readonly at: number }
  | ({ readonly type: "change"; readonly at: number; readonly edit: string } & Pick<
      Sold,
      "lines" | "charges" | "totalMinor" | "units"
    >)

/** An edited order is another version of the same one: the units that have left stay what they are. */
const change = {
  target: "judging",
  actions: ["keepVersion", { type: "post", params: { rule: "salesOrder" } }],
} as const

export const salesOrderMachine = setup({
  types: {
    context: {} as SalesOrderContext,
    events: {} as SalesOrderEvent,
    input: {} as { readonly sold: Sold | null },
  },
  guards: {
    isKnown: ({ context }) => context.sold !== null,
    isCancelled: ({ context }) => context.shippedUnits === 0 && context.cancelledUnits >= context.orderedUnits,
    isDone: ({ context }) => context.shippedUnits + context.cancelledUnits >= context.orderedUnits,
    isBegun: ({ context }) => context.shippedUnits > 0,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    keep: assign(({ context, event }) => {
      if (event.type !== "confirm") return {}
      const orderedUnits = event.sold.units
      const cancelledUnits = context.isRestCancelled ? Math.max(0, orderedUnits - context.shippedUnits) : 0
      return { sold: event.sold, orderedUnits, cancelledUnits }
    }),
    keepVersion: assign(({ context, event }) => {
      if (event.type !== "change" || context.sold === null) return {}
      const { edit, lines, charges, totalMinor, units: orderedUnits } = event
      const sold = { ...context.sold, lines, charges, totalMinor, units: orderedUnits }
      const cancelledUnits = context.isRestCancelled ? Math.max(0, orderedUnits - context.shippedUnits) : 0
      return { sold, edit, orderedUnits, cancelledUnits }
    }),
    recordShipment: assign(({ context, event }) =>
      event.type === "shipped"
        ? {
            shippedUnits: context.shippedUnits + event.units,
            invoicedMinor: context.invoicedMinor + event.amountMinor,
          }
        : {},
    ),
    recordReturn: assign(({ context, event }) =>
      event.type === "returned"
        ? {
            returnedUnits: context.returnedUnits + event.units,
            creditedMinor: context.creditedMinor + event.amountMinor,
          }
        : {},
    ),
    cancelRest: assign(({ context }) => ({
      isRestCancelled: true,
      cancelledUnits: Math.max(0, context.orderedUnits - context.shippedUnits),
    })),
  },
}).createMachine({
  id: "salesOrder",
  context: ({ input }) => ({
    sold: input.sold,
    edit: "",
    orderedUnits: input.sold?.units ?? 0,
    shippedUnits: 0,
    cancelledUnits: 0,
    returnedUnits: 0,
    invoicedMinor: 0,
    creditedMinor: 0,
    isRestCancelled: false,
  }),
  initial: "arriving",
  on: { returned: { actions: "recordReturn" } },
  states: {
    arriving: {
      always: [
        { guard: "isKnown", target: "toDeliverAndBill", actions: { type: "post", params: { rule: "salesOrder" } } },
        { target: "unconfirmed" },
      ],
    },
    // What has been shipped or cancelled is recorded at once: goods do not wait for paper.
    unconfirmed: {
      on: {
        confirm: { target: "judging", actions: ["keep", { type: "post", params: { rule: "salesOrder" } }] },
        shipped: { actions: "recordShipment" },
        cancelRest: { actions: "cancelRest" },
      },
    },
    toDeliverAndBill: {
      on: {
        change,
        shipped: { target: "judging", actions: "recordShipment" },
        cancelRest: { target: "judging", actions: "cancelRest" },
      },
    },
    partlyDelivered: {
      on: {
        change,
        shipped: { target: "judging", actions: "recordShipment" },
        cancelRest: { target: "judging", actions: "cancelRest" },
      },
    },
    judging: {
      always: [
        { guard: "isCancelled", target: "cancelled" },
        { guard: "isDone", target: "completed" },
        { guard: "isBegun", target: "partlyDelivered" },
        { target: "toDeliverAndBill" },
      ],
    },
    completed: { on: { change, shipped: { actions: "recordShipment" }, cancelRest: {} } },
    // A warehouse may have shipped before it heard of the cancellation.
    cancelled: { on: { change, shipped: { target: "judging", actions: "recordShipment" }, cancelRest: {} } },
  },
})
