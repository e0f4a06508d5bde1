/**
 * A repayment: what was collected for an order that now costs less, or nothing; it goes back to where it came from.
 *
 * The provider is asked first: a person, or the cardholder's bank, may have given it back already.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import { isAllBack, listed, withFound, type PayingBack, type PayingBackEvent, type Piece } from "./paying-back.ts"

export interface RepaymentInput {
  readonly order: string
  readonly currency: string
  readonly pieces: readonly Piece[]
}

export type RepaymentContext = RepaymentInput & PayingBack

export const repaymentMachine = setup({
  types: { context: {} as RepaymentContext, events: {} as PayingBackEvent, input: {} as RepaymentInput },
  guards: {
    allPaid: ({ context }) => context.paid >= context.pieces.length,
    isAllBack: ({ context, event }) => event.type === "goneBack" && isAllBack(context, event),
  },
  actions: {
    post: withParams<{ rule: string }>(),
    record: effect,
    askRefunds: effect,
    judgeRefunds: effect,
    adopt: effect,
    payBack: effect,
    tellRepaid: effect,
    keepGoneBack: assign({
      pieces: ({ context: { pieces }, event }) => (event.type === "goneBack" ? withFound(pieces, event) : pieces),
    }),
    countPaid: assign({ paid: ({ context }) => context.paid + 1 }),
  },
  delays: delayNames("askAgain", "askBank"),
}).createMachine({
  id: "repayment",
  context: ({ input }) => ({ ...input, paid: 0 }),
  initial: "owed",
  states: {
    owed: { entry: [{ type: "post", params: { rule: "owe" } }, "record"], always: "choosing" },
    choosing: { always: [{ guard: "allPaid", target: "repaid" }, { target: "checking" }] },
    checking: {
      entry: "askRefunds",
      on: {
        ...listed,
        heldByBank: "waiting",
        notPaidBack: "unpayable",
      },
    },
    checkingAgain: { after: { askAgain: "checking" } },
    /** A bank holds it and will say whose it is, or somebody else was faster: it is looked at again. */
    waiting: { after: { askBank: "checking" } },
    paying: {
      entry: "payBack",
      on: {
        paidBack: { target: "choosing", actions: "countPaid" },
        unanswered: "payingAgain",
        heldByBank: "waiting",
        notPaidBack: "waiting",
      },
    },
    payingAgain: { after: { askAgain: "paying" } },
    /** The provider knows of no such payment: somebody has to look. */
    unpayable: { type: "final" },
    repaid: { entry: "tellRepaid", type: "final" },
  },
})
