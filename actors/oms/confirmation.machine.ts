/** A ship confirmation to a marketplace: taken, or refused because it does not know the carrier by that name; then a person maps it. */
import { setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Units } from "../shapes.ts"

export interface ConfirmationContext {
  readonly channel: string
  readonly order: string
  readonly shipment: string
  readonly lines: readonly Units[]
  readonly carrier: string
  readonly trackingNumbers: readonly string[]
  readonly amountMinor: number
}

export interface ConfirmationEvent {
  readonly type: "confirmed" | "unknownCarrier" | "refused" | "unanswered" | "mapped"
  readonly at: number
}

export const confirmationMachine = setup({
  types: { context: {} as ConfirmationContext, events: {} as ConfirmationEvent, input: {} as ConfirmationContext },
  actions: { send: effect },
  delays: delayNames("askAgain"),
}).createMachine({
  id: "confirmation",
  context: ({ input }) => input,
  initial: "sending",
  states: {
    sending: {
      entry: "send",
      on: { confirmed: "confirmed", unknownCarrier: "unmapped", refused: "refused", unanswered: "sendingAgain" },
    },
    sendingAgain: { after: { askAgain: "sending" } },
    /** The marketplace has other names for carriers; the parcel is on its way all the same. */
    unmapped: { on: { mapped: "sending" } },
    confirmed: { type: "final" },
    /** A person must look at it. */
    refused: { type: "final" },
  },
})
