/**
 * A customer's purchase order: goods are announced, carried, unloaded and billed; what the supplier was short of may follow later.
 *
 * What is not taken is tried again, and stands where it is when that does not help, until a person has spoken with the other side.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { PurchaseLine } from "./contract.ts"

export interface PurchaseOrderInput {
  /** Who ordered, and who gets the bill. */
  readonly buyer: string
  readonly site: string
  readonly currency: string
  readonly lines: readonly PurchaseLine[]
  readonly promisedAt: number
  /** What really leaves, and what the supplier does not have yet and sends later. */
  readonly ships: readonly PurchaseLine[]
  readonly rest: readonly PurchaseLine[]
  readonly triesMax: number
}

export interface PurchaseOrderContext extends PurchaseOrderInput {
  /** Of the step at hand. */
  readonly tries: number
  /** Which delivery it is: the first, or the second with the rest. */
  readonly delivery: number
}

export type PurchaseOrderEvent =
  /** What the other side made of a notice, a delivery or a bill. */
  | { readonly type: "taken" | "notTaken"; readonly at: number }
  /** A person has spoken with the other side. */
  | { readonly type: "tryAgain"; readonly at: number }

const post = (rule: string) => ({ type: "post" as const, params: { rule } })
/** Whether the other side has it after all nobody knows before it has been asked again. */
const stranded = (step: string) =>
  ({
    entry: post("strand"),
    on: { tryAgain: { target: step, actions: ["startOver", post("moveOn")] } },
  }) as const

export const purchaseOrderMachine = setup({
  types: { context: {} as PurchaseOrderContext, events: {} as PurchaseOrderEvent, input: {} as PurchaseOrderInput },
  guards: {
    mayTryAgain: ({ context }) => context.tries < context.triesMax,
    hasRest: ({ context }) => context.rest.length > 0,
    isRest: ({ context }) => context.delivery > 1,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    announce: effect,
    unload: effect,
    bill: effect,
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    startOver: assign({ tries: 0 }),
    takeRest: assign({
      ships: ({ context }) => context.rest,
      rest: [],
      delivery: ({ context }) => context.delivery + 1,
    }),
  },
  delays: delayNames("leadTime", "transit", "billingDelay", "retryDelay", "restTime"),
}).createMachine({
  id: "purchaseOrder",
  context: ({ input }) => ({ ...input, tries: 0, delivery: 1 }),
  initial: "accepted",
  states: {
    accepted: {
      after: { leadTime: { target: "shipped", actions: { type: "post", params: { rule: "supply" } } } },
    },
    shipped: {
      entry: "startOver",
      initial: "announcing",
      states: {
        announcing: {
          entry: ["countTry", "announce"],
          on: {
            taken: "#purchaseOrder.inTransit",
            notTaken: [{ guard: "mayTryAgain", target: "waiting" }, { target: "stuck" }],
          },
        },
        waiting: { after: { retryDelay: "announcing" } },
        stuck: stranded("announcing"),
      },
    },
    inTransit: { after: { transit: "arrived" } },
    arrived: {
      entry: "startOver",
      initial: "unloading",
      states: {
        unloading: {
          entry: ["countTry", "unload"],
          on: {
            taken: [{ guard: "isRest", target: "#purchaseOrder.billed" }, { target: "#purchaseOrder.delivered" }],
            notTaken: [{ guard: "mayTryAgain", target: "waiting" }, { target: "stuck" }],
          },
        },
        waiting: { after: { retryDelay: "unloading" } },
        stuck: stranded("unloading"),
      },
    },
    delivered: {
      entry: "startOver",
      initial: "waiting",
      states: {
        waiting: { after: { billingDelay: "billing" } },
        billing: {
          entry: ["countTry", "bill"],
          on: {
            taken: [{ guard: "hasRest", target: "#purchaseOrder.backordered" }, { target: "#purchaseOrder.billed" }],
            notTaken: [{ guard: "mayTryAgain", target: "retrying" }, { target: "stuck" }],
          },
        },
        retrying: { after: { retryDelay: "billing" } },
        stuck: { on: { tryAgain: { target: "billing", actions: "startOver" } } },
      },
    },
    /** Billed as it was ordered; the rest of it is not there yet. */
    backordered: { after: { restTime: { target: "shipped", actions: ["takeRest", post("supply")] } } },
    billed: { type: "final" },
  },
})
