/**
 * A statement of money that somebody else held for us: asked for line by line, compared with our books, and posted only when
 * everything on it is ours. The payment provider's payouts and the marketplace's settlements go the same way.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"

/** Signed as we see it. */
export interface StatementLine {
  readonly kind: string
  /** Empty where the statement does not name it. */
  readonly order: string
  /** What we know the line by: capture, refund, shipment or return. */
  readonly reference: string
  readonly amountMinor: number
  readonly feeMinor: number
}

export interface Unmatched {
  readonly reference: string
  readonly says: string
}

export interface StatementInput {
  readonly counterparty: string
  readonly currency: string
  readonly amountMinor: number
  readonly feesMinor: number
  /** It came later than was promised. */
  readonly isLate: boolean
  /** Posted as one sum without a look at its lines. */
  readonly byTotal: boolean
  /** A difference of so much is a matter of rounding. */
  readonly toleranceMinor: number
  readonly checksMax: number
}

export interface StatementContext extends StatementInput {
  readonly lines: readonly StatementLine[]
  /** What was paid less what the lines add up to. */
  readonly differenceMinor: number
  readonly unmatched: readonly Unmatched[]
  readonly checks: number
}

export type StatementEvent =
  | { readonly type: "listed"; readonly at: number; readonly lines: readonly StatementLine[] }
  | { readonly type: "unanswered"; readonly at: number }
  | {
      readonly type: "compared"
      readonly at: number
      readonly differenceMinor: number
      readonly unmatched: readonly Unmatched[]
    }

const reconciliation = (id: "payout" | "settlement") =>
  setup({
    types: { context: {} as StatementContext, events: {} as StatementEvent, input: {} as StatementInput },
    guards: {
      byTotal: ({ context }) => context.byTotal,
      matches: ({ context, event }) =>
        event.type === "compared" && event.differenceMinor === 0 && event.unmatched.length === 0 && !context.isLate,
      isTolerable: ({ context, event }) =>
        event.type === "compared" &&
        Math.abs(event.differenceMinor) <= context.toleranceMinor &&
        event.unmatched.length === 0,
      mayCheckAgain: ({ context }) => context.checks + 1 < context.checksMax,
    },
    actions: {
      post: withParams<{ rule: string }>(),
      askForLines: effect,
      compare: effect,
      tellSources: effect,
      keepLines: assign({ lines: ({ context, event }) => (event.type === "listed" ? event.lines : context.lines) }),
      keepFindings: assign(({ context, event }) => ({
        checks: context.checks + 1,
        ...(event.type === "compared" ? { differenceMinor: event.differenceMinor, unmatched: event.unmatched } : {}),
      })),
    },
    delays: delayNames("reconcileRetry"),
  }).createMachine({
    id,
    context: ({ input }) => ({ ...input, lines: [], differenceMinor: 0, unmatched: [], checks: 0 }),
    initial: "reconciling",
    states: {
      reconciling: {
        initial: "choosing",
        states: {
          choosing: { always: [{ guard: "byTotal", target: `#${id}.reconciled` }, { target: "asking" }] },
          asking: {
            entry: "askForLines",
            on: {
              listed: { target: "comparing", actions: "keepLines" },
              unanswered: [
                { guard: "mayCheckAgain", target: `#${id}.exception.waiting`, actions: "keepFindings" },
                { target: `#${id}.exception.resting`, actions: "keepFindings" },
              ],
            },
          },
          comparing: {
            entry: "compare",
            on: {
              compared: [
                { guard: "matches", target: `#${id}.reconciled`, actions: "keepFindings" },
                { guard: "isTolerable", target: `#${id}.reconciledWithException`, actions: "keepFindings" },
                { guard: "mayCheckAgain", target: `#${id}.exception.waiting`, actions: "keepFindings" },
                { target: `#${id}.exception.resting`, actions: "keepFindings" },
              ],
            },
          },
        },
      },
      exception: {
        initial: "waiting",
        states: {
          // What is missing may only be late: a webhook that was lost is found again by a poll.
          waiting: { after: { reconcileRetry: `#${id}.reconciling` } },
          // Somebody has to look at it; asking again for ever would not end.
          resting: {},
        },
      },
      // All of it is ours, but it is a cent or a day off: posted, and somebody may ask the bank why.
      reconciledWithException: {
        type: "final",
        entry: [{ type: "post", params: { rule: id } }, "tellSources"],
      },
      reconciled: { type: "final", entry: [{ type: "post", params: { rule: id } }, "tellSources"] },
    },
  })

export const payoutMachine = reconciliation("payout")
export const settlementMachine = reconciliation("settlement")
