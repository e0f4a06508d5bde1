/**
 * A return in the OMS: whatever was shipped and does not stay with the buyer, and how the buyer is made whole.
 *
 * Announced and approved; come without a number; brought back undelivered; or never seen again: they all end in money, in other
 * goods, or in a refusal that a person gave. What comes is looked at before it counts, and what is not as announced waits for a person.
 */
import { assign, setup } from "xstate"
import { delayNames, effect, withParams } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import { isAllBack, listed, withFound, type PayingBackEvent, type Piece } from "./paying-back.ts"

export interface Inspected extends Units {
  readonly disposition: "restock" | "scrap"
}

/** Units that money goes back for: of which article they are a part, what they are worth, and what becomes of them if that is known. */
export interface Credited extends Units {
  readonly article: string
  readonly disposition: Inspected["disposition"] | "none"
  readonly amountMinor: number
  readonly taxMinor: number
}

export type Decision = "none" | "refundReceived" | "refundAnnounced" | "refuse"

export interface ReturnContext {
  readonly order: string
  readonly origin: "announced" | "unannounced" | "undelivered" | "lost" | "damaged"
  /** The outbound parcel that did not reach the buyer; empty for others. */
  readonly parcel: string
  readonly site: string
  readonly lines: readonly Units[]
  /** What the buyer announced, in articles as they were sold. */
  readonly articles: readonly Units[]
  /** What the buyer gets instead; for a parcel that is sent anew, what was in it. Nothing where money goes back. */
  readonly instead: readonly Units[]
  readonly refundAt: "approval" | "firstScan" | "inspection"
  readonly inspected: readonly Inspected[]
  readonly isInspected: boolean
  readonly hasArrived: boolean
  readonly isAsAnnounced: boolean
  readonly decision: Decision
  /** The units that money went back for, and whether charges did. */
  readonly credited: readonly Credited[]
  readonly withCharges: boolean
  readonly pieces: readonly Piece[]
  /** The provider is asked what it has paid back already before it is told to pay. */
  readonly asksFirst: boolean
  /** What the buyer had not paid yet and need not pay any more. */
  readonly setOffMinor: number
  readonly paid: number
  /** All money has gone back, perhaps before anybody has seen the goods. */
  readonly isSettled: boolean
  readonly isCreditedUnseen: boolean
}

export type ReturnEvent =
  | { readonly type: "announced"; readonly at: number }
  | { readonly type: "notAnnounced"; readonly at: number }
  | { readonly type: "arrived"; readonly at: number }
  | {
      readonly type: "inspected"
      readonly at: number
      readonly lines: readonly Inspected[]
      readonly isAsAnnounced: boolean
    }
  | { readonly type: "decide"; readonly at: number; readonly decision: Exclude<Decision, "none"> }
  | {
      readonly type: "reckoned"
      readonly at: number
      readonly credited: readonly Credited[]
      readonly withCharges: boolean
      readonly pieces: readonly Piece[]
      readonly asksFirst: boolean
      readonly setOffMinor: number
    }
  /** What is to go back is still being collected. */
  | { readonly type: "moneyUnderway"; readonly at: number }
  | PayingBackEvent

type Input = Pick<ReturnContext, "order" | "origin" | "parcel" | "site" | "lines" | "articles" | "instead" | "refundAt">

const owe = { type: "post", params: { rule: "owe" } } as const
const inspected = { target: "judging", actions: "keepInspected" } as const
/** Messages overtake each other and are told twice; what is known already is known. */
const heard = { announced: {}, arrived: {}, inspected: {}, unanswered: {}, notAnnounced: {} } as const

export const returnMachine = setup({
  types: { context: {} as ReturnContext, events: {} as ReturnEvent, input: {} as Input },
  guards: {
    impossible: ({ context }) => context.site === "",
    neverComes: ({ context }) => context.origin === "lost" || context.origin === "damaged",
    isHere: ({ context }) => context.origin === "unannounced" || context.origin === "undelivered",
    isDueAtApproval: ({ context }) =>
      context.refundAt === "approval" && context.instead.length === 0 && !context.isSettled,
    isDueAtScan: ({ context }) =>
      context.refundAt === "firstScan" &&
      context.instead.length === 0 &&
      context.lines.length > 0 &&
      !context.isSettled,
    differs: ({ context }) => !context.isAsAnnounced && context.decision === "none",
    isSettled: ({ context }) => context.isSettled,
    isReplaced: ({ context }) => context.instead.length > 0,
    isRefused: ({ event }) => event.type === "decide" && event.decision === "refuse",
    isSeenSince: ({ context }) => context.isInspected && context.isCreditedUnseen,
    isInspected: ({ context }) => context.isInspected,
    hasArrived: ({ context }) => context.hasArrived,
    asksFirst: ({ context }) => context.asksFirst,
    isAllBack: ({ context, event }) => event.type === "goneBack" && isAllBack(context, event),
    allPaid: ({ context }) => context.paid >= context.pieces.length,
  },
  actions: {
    post: withParams<{ rule: string }>(),
    announce: effect,
    reserveInstead: effect,
    releaseInstead: effect,
    dropInstead: effect,
    tellApproved: effect,
    tellComingBack: effect,
    tellMissing: effect,
    recordMissing: effect,
    recordGoods: effect,
    record: effect,
    reckon: effect,
    askRefunds: effect,
    judgeRefunds: effect,
    adopt: effect,
    payBack: effect,
    keepGoneBack: assign({
      pieces: ({ context: { pieces }, event }) => (event.type === "goneBack" ? withFound(pieces, event) : pieces),
    }),
    tellRefunded: effect,
    tellReplaced: effect,
    tellRefused: effect,
    askPerson: effect,
    keepArrived: assign({ hasArrived: true }),
    keepInspected: assign(({ event }) =>
      event.type === "inspected"
        ? { inspected: event.lines, isAsAnnounced: event.isAsAnnounced, isInspected: true, hasArrived: true }
        : {},
    ),
    keepDecision: assign({
      decision: ({ context, event }) => (event.type === "decide" ? event.decision : context.decision),
    }),
    keepReckoned: assign(({ context, event }) =>
      event.type === "reckoned"
        ? {
            credited: event.credited,
            withCharges: event.withCharges,
            pieces: event.pieces,
            asksFirst: event.asksFirst,
            setOffMinor: event.setOffMinor,
            isCreditedUnseen: !context.isInspected,
          }
        : {},
    ),
    countPaid: assign({ paid: ({ context }) => context.paid + 1 }),
    settle: assign({ isSettled: true }),
  },
  delays: delayNames("askAgain", "payAgain", "askBank"),
}).createMachine({
  id: "return",
  context: ({ input }) => ({
    ...input,
    inspected: [],
    isInspected: false,
    hasArrived: false,
    isAsAnnounced: true,
    decision: "none",
    credited: [],
    withCharges: false,
    pieces: [],
    asksFirst: false,
    setOffMinor: 0,
    paid: 0,
    isSettled: false,
    isCreditedUnseen: false,
  }),
  initial: "requested",
  states: {
    requested: {
      always: [
        { guard: "impossible", target: "rejected" },
        { guard: "neverComes", target: "missing" },
        { guard: "isHere", target: "arrived", actions: ["keepArrived", "tellComingBack"] },
        { target: "announcing" },
      ],
    },
    announcing: {
      entry: "announce",
      on: {
        announced: { target: "approved", actions: ["reserveInstead", "releaseInstead", "tellApproved"] },
        notAnnounced: "announcingAgain",
        arrived: { actions: "keepArrived" },
        inspected,
      },
    },
    announcingAgain: { after: { askAgain: "announcing" }, on: { arrived: { actions: "keepArrived" }, inspected } },
    approved: {
      always: [
        { guard: "isDueAtApproval", target: "refunding" },
        { guard: "hasArrived", target: "arrived" },
      ],
      on: { arrived: { target: "arrived", actions: "keepArrived" }, inspected, announced: {}, notAnnounced: {} },
    },
    arrived: {
      entry: "releaseInstead",
      always: { guard: "isDueAtScan", target: "refunding" },
      on: { inspected, arrived: {}, announced: {}, notAnnounced: {} },
    },
    /** Gone for good: the carrier owes for it, or nobody does. */
    missing: {
      entry: ["recordMissing", "tellMissing"],
      always: [{ guard: "isReplaced", target: "replaced" }, { target: "refunding" }],
    },
    judging: { always: [{ guard: "differs", target: "exception" }, { target: "judged" }] },
    judged: {
      always: [
        { guard: "isSettled", target: "refunded", actions: "recordGoods" },
        { guard: "isReplaced", target: "replaced", actions: "recordGoods" },
        { target: "refunding" },
      ],
    },
    /** Something else than was announced: a person decides what it is worth. */
    exception: {
      entry: "askPerson",
      on: {
        decide: [
          { guard: "isSettled", target: "refunded", actions: ["keepDecision", "recordGoods"] },
          { guard: "isRefused", target: "refused", actions: ["keepDecision", "recordGoods"] },
          { target: "judged", actions: "keepDecision" },
        ],
        ...heard,
      },
    },
    refunding: {
      initial: "reckoning",
      on: {
        inspected: { actions: "keepInspected" },
        arrived: { actions: "keepArrived" },
        announced: {},
        notAnnounced: {},
      },
      states: {
        reckoning: {
          entry: "reckon",
          on: {
            reckoned: { target: "choosing", actions: ["keepReckoned", owe, "record"] },
            moneyUnderway: "awaitingMoney",
          },
        },
        /** It left on credit, and its money is under way: nobody knows yet whether there is anything to pay back. */
        awaitingMoney: { after: { askAgain: "reckoning" } },
        // One payment after the other, so that an answer always belongs to the piece that was asked for.
        choosing: {
          always: [
            { guard: "allPaid", target: "#return.paid", actions: ["settle", "tellRefunded"] },
            { guard: "asksFirst", target: "checking" },
            { target: "paying" },
          ],
        },
        /** Somebody may have paid it back in the provider's dashboard: that is not paid again. */
        checking: {
          entry: "askRefunds",
          on: {
            ...listed,
            heldByBank: "disputed",
            notPaidBack: "#return.unpayable",
          },
        },
        /** The cardholder's bank holds it and will say whose it is: paid back now, the buyer might have it twice. */
        disputed: { after: { askBank: "checking" } },
        checkingAgain: { after: { askAgain: "checking" } },
        paying: {
          entry: "payBack",
          on: {
            paidBack: { target: "choosing", actions: "countPaid" },
            unanswered: "payingAgain",
            heldByBank: "disputed",
            notPaidBack: "#return.unpayable",
          },
        },
        payingAgain: { after: { payAgain: "paying" } },
      },
    },
    /** Money that went back before the goods were seen does not end the return. */
    paid: {
      always: [
        { guard: "neverComes", target: "refunded" },
        { guard: "isSeenSince", target: "judging" },
        { guard: "isInspected", target: "refunded" },
        { guard: "hasArrived", target: "arrived" },
        { target: "approved" },
      ],
    },
    /** Whoever was to pay it back said no: asking again would change nothing, somebody has to look. */
    unpayable: { on: heard },
    refunded: { on: heard },
    replaced: { entry: ["reserveInstead", "releaseInstead", "tellReplaced"], on: heard },
    refused: { entry: ["dropInstead", "tellRefused"], on: heard },
    rejected: { entry: "tellRefused", on: heard },
  },
})
