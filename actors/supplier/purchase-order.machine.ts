/** A customer's purchase order: goods are announced, carried, unloaded and billed; what is not taken is tried again. */
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
  /** What really leaves. */
  readonly ships: readonly PurchaseLine[]
  readonly triesMax: number
}

export interface PurchaseOrderContext extends PurchaseOrderInput {
  /** Of the step at hand. */
  readonly tries: number
}

/** What the other side made of a notice, a delivery or a bill. */
export type PurchaseOrderEvent = { readonly type: "taken" | "notTaken"; readonly at: number }

export const purchaseOrderMachine = setup({
  types: { context: {} as PurchaseOrderContext, events: {} as PurchaseOrderEvent, input: {} as PurchaseOrderInput },
  guards: { mayTryAgain: ({ context }) => context.tries < context.triesMax },
  actions: {
    post: withParams<{ rule: string }>(),
    announce: effect,
    unload: effect,
    bill: effect,
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    startOver: assign({ tries: 0 }),
  },
  delays: delayNames("leadTime", "transit", "billingDelay", "retryDelay"),
}).createMachine({
  id: "purchaseOrder",
  context: ({ input }) => ({ ...input, tries: 0 }),
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
            notTaken: [{ guard: "mayTryAgain", target: "waiting" }, { target: "#purchaseOrder.stuck" }],
          },
        },
        waiting: { after: { retryDelay: "announcing" } },
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
            taken: "#purchaseOrder.delivered",
            notTaken: [{ guard: "mayTryAgain", target: "waiting" }, { target: "#purchaseOrder.stuck" }],
          },
        },
        waiting: { after: { retryDelay: "unloading" } },
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
            taken: "#purchaseOrder.billed",
            notTaken: [{ guard: "mayTryAgain", target: "retrying" }, { target: "#purchaseOrder.stuck" }],
          },
        },
        retrying: { after: { retryDelay: "billing" } },
      },
    },
    billed: { type: "final" },
    // Nobody takes it; a person has to look.
    stuck: { type: "final" },
  },
})
