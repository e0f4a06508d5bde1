/** The parcels of a shipment being announced to one carrier, so that its next pickup takes them. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface ManifestContext {
  readonly shipment: string
  readonly carrier: string
  readonly labels: readonly string[]
  readonly pickupAt: number | null
  /** How often the carrier could not be reached, and how often that may be. */
  readonly tries: number
  readonly triesMax: number
}

export type ManifestEvent =
  | { readonly type: "closed"; readonly at: number; readonly pickupAt: number }
  | { readonly type: "refused" | "failed"; readonly at: number }

export const manifestMachine = setup({
  types: {
    context: {} as ManifestContext,
    events: {} as ManifestEvent,
    input: {} as Omit<ManifestContext, "pickupAt" | "tries">,
  },
  guards: { hasTries: ({ context }) => context.tries < context.triesMax },
  actions: {
    announce: effect,
    keepPickup: assign({ pickupAt: ({ event }) => (event.type === "closed" ? event.pickupAt : null) }),
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
  },
  delays: delayNames("labelRetry"),
}).createMachine({
  id: "manifest",
  context: ({ input }) => ({ ...input, pickupAt: null, tries: 0 }),
  initial: "closing",
  states: {
    closing: {
      entry: "announce",
      on: { closed: { target: "closed", actions: "keepPickup" }, refused: "refused", failed: "waiting" },
    },
    waiting: {
      entry: "countTry",
      after: { labelRetry: [{ guard: "hasTries", target: "closing" }, { target: "refused" }] },
    },
    closed: { type: "final" },
    /** No van is planned: who misses the first scan has the parcels traced, and they are announced anew. */
    refused: { type: "final" },
  },
})
