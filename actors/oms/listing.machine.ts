/** One SKU on one channel: the quantity that the OMS believes the channel shows. */
import { assign, setup } from "xstate"

export interface ListingContext {
  readonly channel: string
  readonly sku: string
  readonly shown: number
}

export type ListingEvent =
  | { readonly type: "sold"; readonly at: number; readonly quantity: number }
  | { readonly type: "shown"; readonly at: number; readonly available: number }

export const listingMachine = setup({
  types: { context: {} as ListingContext, events: {} as ListingEvent, input: {} as Omit<ListingContext, "shown"> },
  actions: {
    sell: assign({ shown: ({ context, event }) => context.shown - (event.type === "sold" ? event.quantity : 0) }),
    show: assign({ shown: ({ context, event }) => (event.type === "shown" ? event.available : context.shown) }),
  },
}).createMachine({
  id: "listing",
  context: ({ input }) => ({ ...input, shown: 0 }),
  initial: "listed",
  states: { listed: { on: { sold: { actions: "sell" }, shown: { actions: "show" } } } },
})
