/** A return in the OMS: approved, announced to a site, inspected there, and refunded to where the money came from. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface Inspected extends Units {
  readonly disposition: "restock" | "scrap"
}

export interface Piece {
  readonly payment: string
  readonly amountMinor: number
}

export interface ReturnContext {
  readonly order: string
  readonly site: string
  readonly lines: readonly Units[]
  readonly inspected: readonly Inspected[]
  readonly pieces: readonly Piece[]
  readonly paid: number
}

export type ReturnEvent =
  | { readonly type: "announced"; readonly at: number }
  | { readonly type: "unanswered"; readonly at: number }
  | {
      readonly type: "inspected"
      readonly at: number
      readonly lines: readonly Inspected[]
      readonly pieces: readonly Piece[]
    }
  | { readonly type: "paidBack"; readonly at: number }

export const returnMachine = setup({
  types: {
    context: {} as ReturnContext,
    events: {} as ReturnEvent,
    input: {} as Pick<ReturnContext, "order" | "site" | "lines">,
  },
  guards: {
    impossible: ({ context }) => context.site === "",
    allPaid: ({ context }) => context.paid >= context.pieces.length,
  },
  actions: {
    announce: effect,
    tellBuyer: effect,
    record: effect,
    payBack: effect,
    tellRefunded: effect,
    keepInspected: assign(({ event }) =>
      event.type === "inspected" ? { inspected: event.lines, pieces: event.pieces } : {},
    ),
    countPaid: assign({ paid: ({ context }) => context.paid + 1 }),
  },
  delays: delayNames("askAgain", "payAgain"),
}).createMachine({
  id: "return",
  context: ({ input }) => ({ ...input, inspected: [], pieces: [], paid: 0 }),
  initial: "requested",
  states: {
    requested: { always: [{ guard: "impossible", target: "rejected" }, { target: "announcing" }] },
    announcing: {
      entry: "announce",
      on: {
        announced: { target: "approved", actions: "tellBuyer" },
        unanswered: "announcingAgain",
        inspected: { target: "refunding", actions: "keepInspected" },
      },
    },
    announcingAgain: {
      after: { askAgain: "announcing" },
      on: { inspected: { target: "refunding", actions: "keepInspected" } },
    },
    approved: { on: { inspected: { target: "refunding", actions: "keepInspected" } } },
    refunding: {
      entry: "record",
      initial: "choosing",
      on: { inspected: {} },
      states: {
        // One payment after the other, so that an answer always belongs to the piece that was asked for.
        choosing: { always: [{ guard: "allPaid", target: "#return.refunded" }, { target: "paying" }] },
        paying: {
          entry: "payBack",
          on: { paidBack: { target: "choosing", actions: "countPaid" }, unanswered: "payingAgain" },
        },
        payingAgain: { after: { payAgain: "paying" } },
      },
    },
    refunded: { type: "final", entry: "tellRefunded" },
    rejected: { type: "final" },
  },
})
