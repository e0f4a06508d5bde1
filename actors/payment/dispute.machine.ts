/** A charge that a cardholder's bank takes back: it waits for evidence, looks at it, and gives the money back or keeps it. */
import { assign, setup } from "xstate"
import { delayNames, withParams } from "../../sim/statechart/effects.ts"

export interface DisputeContext {
  readonly payment: string
  readonly order: string
  readonly reason: string
  readonly currency: string
  readonly amountMinor: number
  readonly feeMinor: number
  /** What of the fee comes back when the dispute is won. */
  readonly feeReturnedMinor: number
  /** Convincing evidence that is handed in on the last day if there is none yet; nothing if nobody will answer. */
  readonly lastWord: readonly string[]
  readonly evidence: readonly string[]
  /** The bank accepts the evidence. */
  readonly convinced: boolean
}

export type DisputeEvent =
  | {
      readonly type: "submit"
      readonly at: number
      readonly evidence: readonly string[]
      readonly convinced: boolean
    }
  | { readonly type: "accept"; readonly at: number }

export const disputeMachine = setup({
  types: {
    context: {} as DisputeContext,
    events: {} as DisputeEvent,
    input: {} as Omit<DisputeContext, "evidence" | "convinced">,
  },
  guards: {
    convinced: ({ context }) => context.convinced,
    hasLastWord: ({ context }) => context.lastWord.length > 0,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    publish: withParams<{ topic: string }>(),
    joinPayout: withParams<{ type: "dispute" | "disputeReversal" }>(),
    keepEvidence: assign(({ event }) =>
      event.type === "submit" ? { evidence: event.evidence, convinced: event.convinced } : {},
    ),
    sayLastWord: assign(({ context }) => ({ evidence: context.lastWord, convinced: true })),
  },
  delays: delayNames("evidenceDue", "reviewTime"),
}).createMachine({
  id: "dispute",
  context: ({ input }) => ({ ...input, evidence: [], convinced: false }),
  initial: "needsResponse",
  entry: [
    { type: "post", params: { rule: "disputeOpened" } },
    { type: "publish", params: { topic: "dispute.opened" } },
    { type: "joinPayout", params: { type: "dispute" } },
  ],
  states: {
    needsResponse: {
      on: { submit: { target: "underReview", actions: "keepEvidence" }, accept: "lost" },
      after: {
        evidenceDue: [{ guard: "hasLastWord", target: "underReview", actions: "sayLastWord" }, { target: "lost" }],
      },
    },
    underReview: { after: { reviewTime: [{ guard: "convinced", target: "won" }, { target: "lost" }] } },
    won: {
      entry: [
        { type: "post", params: { rule: "disputeWon" } },
        { type: "publish", params: { topic: "dispute.closed" } },
        { type: "joinPayout", params: { type: "disputeReversal" } },
      ],
    },
    lost: {
      entry: [
        { type: "post", params: { rule: "disputeLost" } },
        { type: "publish", params: { topic: "dispute.closed" } },
      ],
    },
  },
})
