/** A charge that a person thinks wrong: seen on a statement weeks later and taken to the bank, unless the shop has made it good. */
import { setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"

export interface ComplaintContext {
  readonly order: string
  readonly amountMinor: number
  readonly reason: "productNotReceived" | "fraudulent" | "duplicate" | "creditNotProcessed"
}

export type ComplaintEvent = {
  readonly type: "wronged" | "content" | "taken" | "turnedDown" | "unanswered"
  readonly at: number
}

export const complaintMachine = setup({
  types: { context: {} as ComplaintContext, events: {} as ComplaintEvent, input: {} as ComplaintContext },
  actions: { recall: effect, askBank: effect },
  delays: delayNames("statementTime", "patience"),
}).createMachine({
  id: "complaint",
  context: ({ input }) => input,
  initial: "unnoticed",
  states: {
    unnoticed: { after: { statementTime: "recalling" } },
    recalling: { entry: "recall", on: { wronged: "complaining", content: "letGo" } },
    complaining: {
      entry: "askBank",
      on: { taken: "taken", turnedDown: "turnedDown", unanswered: "unheard" },
    },
    unheard: { after: { patience: "complaining" } },
    taken: { type: "final" },
    letGo: { type: "final" },
    /** Nothing was charged, or it has come back already. */
    turnedDown: { type: "final" },
  },
})
