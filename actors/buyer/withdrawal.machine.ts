/** Units that a person no longer wants: cancelled while that is possible, sent back once they have come, asked or not. */
import { assign, setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"
import type { Box } from "./contract.ts"

export interface WithdrawalContext {
  readonly order: string
  readonly channel: string
  readonly lines: readonly Units[]
  readonly whole: boolean
  readonly instead: readonly Units[]
  /** What really goes into the parcel; null for what was asked for. */
  readonly box: Box | null
  /** The wish comes by itself and needs some time. */
  readonly comesLater: "" | "secondThoughts" | "tryingOut"
  /** Units of these that have come and are not on their way back already, when the person last looked. */
  readonly atHand: readonly Units[]
  readonly tries: number
  readonly isRefunded: boolean
  readonly return: string
  readonly site: string
}

export type WithdrawalEvent =
  | { readonly type: "asked"; readonly at: number }
  | { readonly type: "refused"; readonly at: number }
  | { readonly type: "cancelled"; readonly at: number }
  | { readonly type: "goodsCame"; readonly at: number }
  /** `isUntouched`: nothing of the order has come. */
  | { readonly type: "looked"; readonly at: number; readonly atHand: readonly Units[]; readonly isUntouched: boolean }
  | { readonly type: "opened"; readonly at: number; readonly return: string }
  | { readonly type: "approved"; readonly at: number; readonly site: string }
  | { readonly type: "arrived"; readonly at: number }
  | { readonly type: "refunded" | "turnedDown"; readonly at: number }

type Input = Pick<WithdrawalContext, "order" | "channel" | "lines" | "whole" | "instead" | "box"> &
  Partial<Pick<WithdrawalContext, "return" | "site" | "comesLater">>

const heard = { refunded: "refunded", turnedDown: "turnedDown" } as const
/** Money that comes before the parcel is on its way does not keep anybody from sending it. */
const heardEarly = { refunded: { actions: "keepRefunded" } } as const

/** A person looks and asks this often whether a return is possible, then lets it be. */
const triesMax = 8

const sum = (units: readonly Units[]): number => units.reduce((total, { quantity }) => total + quantity, 0)

export const withdrawalMachine = setup({
  types: { context: {} as WithdrawalContext, events: {} as WithdrawalEvent, input: {} as Input },
  guards: {
    isRefunded: ({ context }) => context.isRefunded,
    isUnasked: ({ context }) => context.return !== "",
    hasSecondThoughts: ({ context }) => context.comesLater === "secondThoughts",
    triesOut: ({ context }) => context.comesLater === "tryingOut",
    stoppable: ({ context, event }) => event.type === "looked" && context.whole && event.isUntouched,
    isHere: ({ context, event }) => event.type === "looked" && sum(event.atHand) >= sum(context.lines),
    isPartlyHere: ({ event }) => event.type === "looked" && event.atHand.length > 0,
    patient: ({ context }) => context.tries < triesMax,
  },
  actions: {
    lookAround: effect,
    readMail: effect,
    askToCancel: effect,
    askToReturn: effect,
    sendBack: effect,
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    keepRefunded: assign({ isRefunded: () => true }),
    keepAtHand: assign({ atHand: ({ context, event }) => (event.type === "looked" ? event.atHand : context.atHand) }),
    keepReturn: assign({ return: ({ context, event }) => (event.type === "opened" ? event.return : context.return) }),
    keepSite: assign({ site: ({ context, event }) => (event.type === "approved" ? event.site : context.site) }),
  },
  delays: delayNames("secondThoughts", "tryingOut", "patience", "packingUp", "returnTransit"),
}).createMachine({
  id: "withdrawal",
  context: ({ input }) => ({
    return: "",
    site: "",
    comesLater: "",
    ...input,
    atHand: [],
    tries: 0,
    isRefunded: false,
  }),
  initial: "wishing",
  on: { goodsCame: {}, refused: {}, cancelled: {}, asked: {} },
  states: {
    wishing: {
      always: [
        { guard: "isUnasked", target: "packing" },
        { guard: "hasSecondThoughts", target: "thinkingAgain" },
        { guard: "triesOut", target: "tryingOut" },
        { target: "deciding" },
      ],
    },
    thinkingAgain: { on: { cancelled: "cancelled" }, after: { secondThoughts: "deciding" } },
    tryingOut: { after: { tryingOut: "deciding" } },
    deciding: {
      entry: "lookAround",
      on: {
        looked: [
          { guard: "stoppable", target: "cancelling" },
          { guard: "isHere", target: "asking", actions: "keepAtHand" },
          { target: "waiting" },
        ],
      },
    },
    cancelling: { entry: "askToCancel", on: { cancelled: "cancelled", refused: "waiting", asked: {} } },
    /** Nobody can send back what has not come. */
    waiting: {
      on: { goodsCame: "looking", cancelled: "cancelled" },
      after: { patience: { target: "looking", actions: "countTry" } },
    },
    looking: {
      entry: "lookAround",
      on: {
        looked: [
          { guard: "isHere", target: "asking", actions: "keepAtHand" },
          { guard: "patient", target: "waiting" },
          { guard: "isPartlyHere", target: "asking", actions: "keepAtHand" },
          { target: "letBe" },
        ],
      },
    },
    asking: {
      entry: ["askToReturn", "countTry"],
      on: {
        opened: { target: "opened", actions: "keepReturn" },
        refused: [{ guard: "patient", target: "waiting" }, { target: "letBe" }],
        cancelled: "cancelled",
      },
    },
    /** What was written about it may have been read before its number was known. */
    opened: {
      entry: "readMail",
      on: { approved: { target: "packing", actions: "keepSite" }, turnedDown: "turnedDown", ...heardEarly },
    },
    packing: { after: { packingUp: "onTheWay" }, on: heardEarly },
    onTheWay: { after: { returnTransit: "handingIn" }, on: heardEarly },
    handingIn: { entry: "sendBack", on: { arrived: "sentBack", ...heard } },
    sentBack: { always: { guard: "isRefunded", target: "refunded" }, on: heard },
    refunded: { on: { arrived: {}, refunded: {} } },
    turnedDown: { on: { arrived: {} } },
    cancelled: {},
    letBe: {},
  },
})
