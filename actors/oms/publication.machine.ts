/** The stock feed to one channel: gathers SKUs that have changed, publishes them together, and again where a compare was lost. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface PublicationContext {
  readonly channel: string
  readonly number: number
  readonly changed: readonly string[]
  readonly sent: readonly string[]
  /** What the channel really showed where the compare was lost, and whether what it was compared with was in doubt. */
  readonly lost: readonly { readonly sku: string; readonly available: number; readonly inDoubt: boolean }[]
  /** SKUs of publications that nobody answered: what the channel shows is not known, so they are published whatever was said last. */
  readonly doubtful: readonly string[]
}

export type PublicationEvent =
  | { readonly type: "changed"; readonly at: number; readonly skus: readonly string[] }
  | {
      readonly type: "published"
      readonly at: number
      readonly lost: readonly { readonly sku: string; readonly available: number }[]
    }
  | { readonly type: "unanswered"; readonly at: number }

/** Sorted and without repetition, so that a feed does not depend on the order of what happened. */
const union = (a: readonly string[], b: readonly string[]): string[] =>
  [...new Set([...a, ...b])].toSorted((x, y) => (x < y ? -1 : x > y ? 1 : 0))

export const publicationMachine = setup({
  types: {
    context: {} as PublicationContext,
    events: {} as PublicationEvent,
    input: {} as Pick<PublicationContext, "channel">,
  },
  guards: {
    anyChanged: ({ context }) => context.changed.length > 0,
    anyLost: ({ context, event }) => event.type === "published" && event.lost.length + context.changed.length > 0,
  },
  actions: {
    send: effect,
    correct: effect,
    gather: assign({
      changed: ({ context, event }) =>
        event.type === "changed" ? union(context.changed, event.skus) : context.changed,
    }),
    take: assign(({ context }) => ({ sent: context.changed, changed: [], number: context.number + 1 })),
    gatherLost: assign(({ context, event }) =>
      event.type === "published"
        ? {
            lost: event.lost.map((entry) => ({ ...entry, inDoubt: context.doubtful.includes(entry.sku) })),
            changed: union(
              context.changed,
              event.lost.map((entry) => entry.sku),
            ),
          }
        : {},
    ),
    gatherSent: assign(({ context }) => ({
      changed: union(context.changed, context.sent),
      doubtful: union(context.doubtful, context.sent),
    })),
    // Only what was taken is sure: where the compare was lost, others of our own publications may still be taken after it.
    believe: assign(({ context, event }) =>
      event.type === "published"
        ? { doubtful: context.doubtful.filter((sku) => event.lost.some((entry) => entry.sku === sku)) }
        : {},
    ),
  },
  delays: delayNames("publishDelay"),
}).createMachine({
  id: "publication",
  context: ({ input }) => ({ ...input, number: 0, changed: [], sent: [], lost: [], doubtful: [] }),
  initial: "idle",
  states: {
    idle: { on: { changed: { target: "gathering", actions: "gather" } } },
    gathering: {
      on: { changed: { actions: "gather" } },
      after: { publishDelay: { target: "publishing", actions: "take" } },
    },
    publishing: {
      entry: "send",
      on: {
        changed: { actions: "gather" },
        published: [
          { guard: "anyLost", target: "gathering", actions: ["gatherLost", "correct", "believe"] },
          { target: "idle", actions: "believe" },
        ],
        unanswered: { target: "gathering", actions: "gatherSent" },
      },
    },
  },
})
