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
  /** It is ours, for another amount: a person may book it with the difference. */
  readonly isOurs: boolean
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
  /** A person has taken it as it is: its difference is no rounding. */
  readonly isAccepted: boolean
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
  | { readonly type: "accept" | "compareAgain"; readonly at: number }

const reconciliation = (id: "payout" | "settlement") => {
  // Banks stand between the provider and us: what a payout is may differ from what it is made of, and come late. A settlement says both.
  const isPayout = id === "payout"
  const byTotal = isPayout ? [{ guard: "byTotal", target: `#${id}.reconciled` } as const] : []
  const tolerated = isPayout
    ? [{ guard: "isTolerable", target: `#${id}.reconciledWithException`, actions: "keepFindings" } as const]
    : []
  return setup({
    types: { context: {} as StatementContext, events: {} as StatementEvent, input: {} as StatementInput },
    guards: {
      byTotal: ({ context }) => context.byTotal,
      matches: ({ context, event }) =>
        event.type === "compared" && event.differenceMinor === 0 && event.unmatched.length === 0 && !context.isLate,
      isTolerable: ({ context, event }) =>
        event.type === "compared" &&
        Math.abs(event.differenceMinor) <= context.toleranceMinor &&
        event.unmatched.length === 0,
      isOurs: ({ context }) => context.lines.length > 0 && context.unmatched.every(({ isOurs }) => isOurs),
      mayCheckAgain: ({ context }) => context.checks + 1 < context.checksMax,
    },
    actions: {
      post: withParams<{ rule: string }>(),
      askForLines: effect,
      compare: effect,
      tellSources: effect,
      countAnew: assign({ checks: 0 }),
      keepAccepted: assign({ isAccepted: true }),
      keepLines: assign({ lines: ({ context, event }) => (event.type === "listed" ? event.lines : context.lines) }),
      keepFindings: assign(({ context, event }) => ({
        checks: context.checks + 1,
        ...(event.type === "compared" ? { differenceMinor: event.differenceMinor, unmatched: event.unmatched } : {}),
      })),
    },
    delays: delayNames("reconcileRetry"),
  }).createMachine({
    id,
    context: ({ input }) => ({ ...input, lines: [], differenceMinor: 0, unmatched: [], checks: 0, isAccepted: false }),
    initial: "reconciling",
    states: {
      reconciling: {
        initial: "choosing",
        states: {
          choosing: { always: [...byTotal, { target: "asking" }] },
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
                ...tolerated,
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
          resting: {
            on: {
              accept: { guard: "isOurs", target: `#${id}.reconciledWithException`, actions: "keepAccepted" },
              compareAgain: { target: `#${id}.reconciling`, actions: "countAnew" },
            },
          },
        },
      },
      // All of it is ours, but it is a cent or a day off, or a person takes it as it is: posted, and somebody may ask the bank why.
      reconciledWithException: {
        type: "final",
        entry: [{ type: "post", params: { rule: id } }, "tellSources"],
      },
      reconciled: { type: "final", entry: [{ type: "post", params: { rule: id } }, "tellSources"] },
    },
  })
}

export const payoutMachine = reconciliation("payout")
export const settlementMachine = reconciliation("settlement")
