/** A webhook subscription: delivered to while active, disabled by its publisher when the ladder of attempts has run out. */
import { assign, setup } from "xstate"

export interface SubscriptionContext {
  readonly subscriber: string
  readonly url: string | null
  readonly topics: readonly string[]
  readonly secret: string
  readonly apiVersion: string
  readonly undelivered: number
}

export type SubscriptionEvent =
  | { readonly type: "undeliverable"; readonly at: number }
  | { readonly type: "enable"; readonly at: number }

export const subscriptionMachine = setup({
  types: {
    context: {} as SubscriptionContext,
    events: {} as SubscriptionEvent,
    input: {} as Omit<SubscriptionContext, "undelivered">,
  },
  actions: { countUndelivered: assign({ undelivered: ({ context }) => context.undelivered + 1 }) },
}).createMachine({
  id: "subscription",
  context: ({ input }) => ({ ...input, undelivered: 0 }),
  initial: "active",
  states: {
    active: { on: { undeliverable: { target: "disabled", actions: "countUndelivered" }, enable: {} } },
    disabled: { on: { undeliverable: { actions: "countUndelivered" }, enable: "active" } },
  },
})
