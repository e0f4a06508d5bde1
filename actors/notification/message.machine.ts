/** A message to a buyer: rendered and queued, sent once, delivered when the mailbox has taken it. */
import { setup } from "xstate"
import { delayNames, effect } from "../../sim/statechart/effects.ts"
import type { Message } from "./contract.ts"

export type MessageEvent =
  | { readonly type: "delivered"; readonly at: number }
  | { readonly type: "bounced"; readonly at: number }

export const messageMachine = setup({
  types: { context: {} as Message, events: {} as MessageEvent, input: {} as Message },
  actions: { deliver: effect },
  delays: delayNames("queueTime"),
}).createMachine({
  id: "message",
  context: ({ input }) => input,
  initial: "queued",
  states: {
    queued: { after: { queueTime: "sent" } },
    sent: { entry: "deliver", on: { delivered: "delivered", bounced: "bounced" } },
    delivered: { type: "final" },
    bounced: { type: "final" },
  },
})
