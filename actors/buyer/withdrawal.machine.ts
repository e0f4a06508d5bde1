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
  /** What really goes into the parcel. */
  readonly box: Box
  /** Whether anything had come when the person decided. */
  readonly received: boolean
  /** The wish comes by itself and needs some time. */
  readonly comesLater: "" | "secondThoughts" | "tryingOut"
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
  | { readonly type: "opened"; readonly at: number; readonly return: string }
  | { readonly type: "approved"; readonly at: number; readonly site: string }
  | { readonly type: "arrived"; readonly at: number }
  | { readonly type: "refunded" | "turnedDown"; readonly at: number }

const heard = { refunded: "refunded", turnedDown: "turnedDown" } as const
/** Money that comes before the parcel is on its way does not keep anybody from sending it. */
const heardEarly = { refunded: { actions: "keepRefunded" } } as const

/** A person asks this often whether a return is possible, then lets it be. */
const triesMax = 8

export const withdrawalMachine = setup({
  types: {
    context: {} as WithdrawalContext,
    events: {} as WithdrawalEvent,
    input: {} as Pick<WithdrawalContext, "order" | "channel" | "lines" | "whole" | "received" | "instead" | "box"> &
      Partial<Pick<WithdrawalContext, "return" | "site" | "comesLater">>,
  },
  guards: {
    isRefunded: ({ context }) => context.isRefunded,
    hasSecondThoughts: ({ context }) => context.comesLater === "secondThoughts",
    triesOut: ({ context }) => context.comesLater === "tryingOut",
    isUnasked: ({ context }) => context.return !== "",
    stoppable: ({ context }) => context.whole && !context.received,
    received: ({ context }) => context.received,
    patient: ({ context }) => context.tries < triesMax,
  },
  actions: {
    askToCancel: effect,
    askToReturn: effect,
    sendBack: effect,
    countTry: assign({ tries: ({ context }) => context.tries + 1 }),
    keepRefunded: assign({ isRefunded: () => true }),
    decide: assign({ comesLater: "" }),
    keepReceived: assign({ received: () => true }),
    keepReturn: assign({ return: ({ context, event }) => (event.type === "opened" ? event.return : context.return) }),
    keepSite: assign({ site: ({ context, event }) => (event.type === "approved" ? event.site : context.site) }),
  },
  delays: delayNames("secondThoughts", "tryingOut", "patience", "packingUp", "returnTransit"),
}).createMachine({
  id: "withdrawal",
  context: ({ input }) => ({ return: "", site: "", comesLater: "", ...input, tries: 0, isRefunded: false }),
  initial: "deciding",
  on: { goodsCame: { actions: "keepReceived" }, refused: {}, cancelled: {}, asked: {} },
  states: {
    deciding: {
      always: [
        { guard: "hasSecondThoughts", target: "thinkingAgain" },
        { guard: "triesOut", target: "tryingOut" },
        { guard: "isUnasked", target: "packing" },
        { guard: "stoppable", target: "cancelling" },
        { guard: "received", target: "asking" },
        { target: "waiting" },
      ],
    },
    thinkingAgain: {
      on: { cancelled: "cancelled" },
      after: { secondThoughts: { target: "deciding", actions: "decide" } },
    },
    tryingOut: { after: { tryingOut: { target: "deciding", actions: "decide" } } },
    cancelling: { entry: "askToCancel", on: { cancelled: "cancelled", refused: "waiting", asked: {} } },
    waiting: {
      on: { goodsCame: { target: "asking", actions: "keepReceived" }, cancelled: "cancelled" },
      after: { patience: [{ guard: "patient", target: "asking" }, { target: "letBe" }] },
    },
    asking: {
      entry: ["askToReturn", "countTry"],
      on: { opened: { target: "opened", actions: "keepReturn" }, refused: "waiting", cancelled: "cancelled" },
    },
    opened: { on: { approved: { target: "packing", actions: "keepSite" }, ...heardEarly } },
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
