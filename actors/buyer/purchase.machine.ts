/** One purchase as the person behind it lives it: ordered or refused, told, received. */
import { assign, setup } from "xstate"
import { effect } from "../../sim/statechart/effects.ts"
import type { Checkout } from "../storefront/contract.ts"

export interface PurchaseContext {
  readonly channel: string
  readonly checkout: Checkout
  readonly parcels: readonly string[]
  readonly told: readonly string[]
}

export type PurchaseEvent =
  | { readonly type: "accepted"; readonly at: number }
  | { readonly type: "refused"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  | { readonly type: "received"; readonly at: number; readonly parcel: string }
  | { readonly type: "told"; readonly at: number; readonly template: string; readonly reference: string }

export const purchaseMachine = setup({
  types: {
    context: {} as PurchaseContext,
    events: {} as PurchaseEvent,
    input: {} as Pick<PurchaseContext, "channel" | "checkout">,
  },
  guards: { cancelled: ({ event }) => event.type === "told" && event.template === "orderCancelled" },
  actions: {
    order: effect,
    goodsCame: effect,
    keepParcel: assign({
      parcels: ({ context, event }) =>
        event.type === "received" ? [...context.parcels, event.parcel] : context.parcels,
    }),
    keepMessage: assign({
      told: ({ context, event }) =>
        event.type === "told" ? [...context.told, `${event.template} ${event.reference}`] : context.told,
    }),
  },
}).createMachine({
  id: "purchase",
  context: ({ input }) => ({ ...input, parcels: [], told: [] }),
  initial: "ordering",
  // Messages overtake each other: whatever the shop writes is read in any state.
  on: { told: { actions: "keepMessage" } },
  states: {
    ordering: {
      entry: "order",
      on: {
        accepted: "waiting",
        refused: "gone",
        unanswered: "doubtful",
        received: { target: "received", actions: "keepParcel" },
      },
    },
    /** The shop did not answer: perhaps there is an order, perhaps not. */
    doubtful: { on: { received: { target: "received", actions: "keepParcel" } } },
    waiting: {
      on: {
        told: [{ guard: "cancelled", target: "gone", actions: "keepMessage" }, { actions: "keepMessage" }],
        received: { target: "received", actions: "keepParcel" },
      },
    },
    received: { entry: "goodsCame", on: { received: { target: "received", reenter: true, actions: "keepParcel" } } },
    gone: { on: { accepted: {}, received: { actions: "keepParcel" } } },
  },
})
