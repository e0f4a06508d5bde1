/**
 * One SKU on one channel: what the OMS believes that the channel shows and has sold, and of how many of these units it has the orders.
 *
 * A lost compare tells of more units sold than there are orders for. Until these arrive, the units are subtracted from what is
 * published; when they do, nothing is subtracted a second time.
 */
import { assign, setup } from "xstate"

export interface ListingContext {
  readonly channel: string
  readonly sku: string
  readonly shown: number
  /** Units that the channel ever sold, as far as is known; what is published is compared with it. */
  readonly sold: number
  /** Units of which the orders are here, and how many of these have come since the last publication was sent. */
  readonly heard: number
  readonly heardSince: number
}

export type ListingEvent =
  | { readonly type: "sold"; readonly at: number; readonly quantity: number }
  | { readonly type: "published"; readonly at: number; readonly available: number }
  /** The compare was lost: this is what the channel shows instead, and what it ever sold. */
  | { readonly type: "corrected"; readonly at: number; readonly available: number; readonly sold: number }

/** Units that the channel has sold to somebody whose order is not here yet. */
export const unheardOf = ({ sold, heard }: Pick<ListingContext, "sold" | "heard">): number => Math.max(0, sold - heard)

export const listingMachine = setup({
  types: {
    context: {} as ListingContext,
    events: {} as ListingEvent,
    input: {} as Pick<ListingContext, "channel" | "sku">,
  },
  actions: {
    sell: assign(({ context, event }) => {
      if (event.type !== "sold") return {}
      const heard = context.heard + event.quantity
      const sold = Math.max(context.sold, heard)
      return {
        heard,
        heardSince: context.heardSince + event.quantity,
        sold,
        shown: context.shown - (sold - context.sold),
      }
    }),
    publish: assign(({ event }) => (event.type === "published" ? { shown: event.available, heardSince: 0 } : {})),
    correct: assign(({ context, event }) => {
      if (event.type !== "corrected") return {}
      // What was heard of meanwhile may be younger than the answer; what was heard of before is in it, unless the channel forgot it.
      const sold = Math.max(event.sold, Math.min(context.heard, event.sold + context.heardSince))
      return { sold, shown: event.available - (sold - event.sold) }
    }),
  },
}).createMachine({
  id: "listing",
  context: ({ input }) => ({ ...input, shown: 0, sold: 0, heard: 0, heardSince: 0 }),
  initial: "listed",
  states: {
    listed: {
      on: { sold: { actions: "sell" }, published: { actions: "publish" }, corrected: { actions: "correct" } },
    },
  },
})
