/**
 * The stock feed to one channel: gathers SKUs that have changed, publishes them together, and again where a compare was lost.
 *
 * What nobody answered is published again after a while, whatever was said last: what the channel shows is not known.
 */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { LostCompare } from "../storefront/contract.ts"

export interface PublicationContext {
  readonly channel: string
  readonly number: number
  readonly changed: readonly string[]
  readonly sent: readonly string[]
  /** What the channel really shows and has sold where the compare was lost. */
  readonly lost: readonly LostCompare[]
  /** SKUs of publications that nobody answered. */
  readonly doubtful: readonly string[]
}

export type PublicationEvent =
  | { readonly type: "changed"; readonly at: number; readonly skus: readonly string[] }
  | { readonly type: "published"; readonly at: number; readonly lost: readonly LostCompare[] }
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
            lost: event.lost,
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
    // Whatever was in doubt was published with the rest, and from now on nothing older is taken.
    believe: assign({ doubtful: [] }),
  },
  delays: delayNames("publishDelay", "askAgain"),
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
        unanswered: { target: "unanswered", actions: "gatherSent" },
      },
    },
    unanswered: {
      on: { changed: { actions: "gather" } },
      after: { askAgain: { target: "publishing", actions: "take" } },
    },
  },
})
