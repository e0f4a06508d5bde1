/** An access token: it opens what its holder may do while it is active, for a while, or until somebody revokes it. */
import { setup } from "xstate"
import { delayNames } from "../statechart/effects.ts"

export interface CredentialContext {
  readonly holder: string
  readonly lifetimeMs: number
}

export type CredentialEvent = { readonly type: "revoke"; readonly at: number }

export const credentialMachine = setup({
  types: { context: {} as CredentialContext, events: {} as CredentialEvent, input: {} as CredentialContext },
  delays: delayNames("tokenLifetime"),
}).createMachine({
  id: "credential",
  context: ({ input }) => input,
  initial: "active",
  states: {
    active: { after: { tokenLifetime: "expired" }, on: { revoke: "revoked" } },
    expired: { on: { revoke: {} } },
    revoked: { on: { revoke: {} } },
  },
})
