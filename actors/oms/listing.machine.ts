/**
 * One SKU on one channel: the quantity that the OMS believes the channel shows, and what it has sold that the OMS has not heard of.
 *
 * A lost compare says that units were sold meanwhile. Until their orders arrive they are subtracted from what is published; when they
 * do, they are not subtracted a second time.
 */
import { assign, setup } from "xstate"

export interface ListingContext {
  readonly channel: string
  readonly sku: string
  readonly shown: number
  /** What the last publication expected the channel to show, and units of which orders were heard of since. */
  readonly expected: number
  readonly heard: number
  readonly unheard: number
}

export type ListingEvent =
  | { readonly type: "sold"; readonly at: number; readonly quantity: number }
  | { readonly type: "published"; readonly at: number; readonly available: number }
  /** The compare was lost: the channel shows this instead. When nobody knew whether it took what was said last, that is reason enough. */
  | { readonly type: "corrected"; readonly at: number; readonly available: number; readonly inDoubt: boolean }

export const listingMachine = setup({
  types: {
    context: {} as ListingContext,
    events: {} as ListingEvent,
    input: {} as Pick<ListingContext, "channel" | "sku">,
  },
  actions: {
    sell: assign(({ context, event }) => {
      if (event.type !== "sold") return {}
      const known = Math.min(context.unheard, event.quantity)
      return {
        unheard: context.unheard - known,
        shown: context.shown - (event.quantity - known),
        heard: context.heard + (event.quantity - known),
      }
    }),
    publish: assign(({ context, event }) =>
      event.type === "published" ? { expected: context.shown, shown: event.available, heard: 0 } : {},
    ),
    correct: assign(({ context, event }) => {
      if (event.type !== "corrected") return {}
      if (event.inDoubt) return { shown: event.available }
      const missing = context.expected - context.heard - event.available
      // What was heard of and is not missing was sold after the channel had answered.
      const later = Math.min(context.heard, Math.max(0, -missing))
      return { shown: event.available - later, unheard: context.unheard + Math.max(0, missing) }
    }),
  },
}).createMachine({
  id: "listing",
  context: ({ input }) => ({ ...input, shown: 0, expected: 0, heard: 0, unheard: 0 }),
  initial: "listed",
  states: {
    listed: {
      on: { sold: { actions: "sell" }, published: { actions: "publish" }, corrected: { actions: "correct" } },
    },
  },
})
