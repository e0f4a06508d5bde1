/** A purchase order: agreed with the supplier; its goods and its bill come in either order. */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { PurchaseLine } from "../supplier/contract.ts"

export interface PurchaseOrderInput {
  readonly site: string
  readonly supplier: string
  readonly currency: string
  readonly lines: readonly PurchaseLine[]
  readonly sendsMax: number
}

export interface PurchaseOrderContext extends PurchaseOrderInput {
  /** -1 before the supplier has promised. */
  readonly promisedAt: number
  readonly sends: number
}

export type PurchaseOrderEvent =
  | { readonly type: "send"; readonly at: number }
  | { readonly type: "confirmed"; readonly at: number; readonly promisedAt: number }
  | { readonly type: "refused"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  | { readonly type: "receive"; readonly at: number; readonly lines: readonly Units[] }
  | { readonly type: "bill"; readonly at: number }
  | { readonly type: "paid"; readonly at: number }

export const purchaseOrderMachine = setup({
  types: { context: {} as PurchaseOrderContext, events: {} as PurchaseOrderEvent, input: {} as PurchaseOrderInput },
  guards: { maySendAgain: ({ context }) => context.sends < context.sendsMax },
  actions: {
    askSupplier: effect,
    bookGoods: withParams<{ closes: boolean }>(),
    startOver: assign({ sends: 0 }),
    countSend: assign({ sends: ({ context }) => context.sends + 1 }),
    keepPromise: assign({
      promisedAt: ({ context, event }) => (event.type === "confirmed" ? event.promisedAt : context.promisedAt),
    }),
  },
  delays: delayNames("resendDelay"),
}).createMachine({
  id: "purchaseOrder",
  context: ({ input }) => ({ ...input, promisedAt: -1, sends: 0 }),
  type: "parallel",
  states: {
    agreement: {
      initial: "draft",
      states: {
        draft: { on: { send: "sent" } },
        sent: {
          entry: ["countSend", "askSupplier"],
          on: {
            confirmed: { target: "confirmed", actions: "keepPromise" },
            refused: "rejected",
            unanswered: [{ guard: "maySendAgain", target: "unanswered" }, { target: "rejected" }],
          },
        },
        unanswered: { after: { resendDelay: "sent" } },
        confirmed: {},
        // The units stay on order: buying them again by itself would only be refused again. A person may send it once more.
        rejected: { on: { send: { target: "sent", actions: "startOver" } } },
      },
    },
    goods: {
      initial: "awaited",
      states: {
        awaited: { on: { receive: { target: "received", actions: { type: "bookGoods", params: { closes: true } } } } },
        received: { on: { receive: { actions: { type: "bookGoods", params: { closes: false } } } } },
      },
    },
    bill: {
      initial: "awaited",
      states: {
        awaited: { on: { bill: "billed" } },
        // A second bill for the same order is refused.
        billed: { on: { paid: "paid" } },
        paid: {},
      },
    },
  },
})
