/**
 * Access tokens where an agreement asks for them: every partner issues them, knows them as objects, and can take them back.
 *
 * The client half holds one for each link, asks for another when it is told that this one no longer opens anything, and asks once,
 * however many calls wait for it.
 */
import * as Schema from "effect/Schema"
import { operation, type Operation } from "./contract.ts"
import { credentialMachine } from "./credential.machine.ts"
import { redriveQuarantine } from "./quarantine.ts"
import { object, ok, serves, type Room, type Served } from "./room.ts"
import { replayEvents } from "./subscriptions.ts"

export const credential = object("credential", credentialMachine, {
  delays: { tokenLifetime: ({ context }) => context.lifetimeMs },
  // A token that runs out is no business that a run waits for.
  daemons: ["tokenLifetime"],
})

export const tokensCreate = "tokens.create"

export const createToken = (
  partner: string,
): Operation<{ readonly holder: string }, { readonly token: string; readonly expiresInMs: number }> =>
  operation(partner, tokensCreate, {
    says: "Gives an access token to whoever shows its long-lived secret; this needs no token and no scope.",
    visibility: "public",
    scope: "",
    request: Schema.Struct({ holder: Schema.String }),
    response: Schema.Struct({ token: Schema.String, expiresInMs: Schema.Int }),
    subject: (request) => request.holder,
  })

export const revokeToken = (partner: string): Operation<{ readonly token: string }, { readonly state: string }> =>
  operation(partner, "tokens.revoke", {
    says: "Takes an access token back at once.",
    style: "manual",
    request: Schema.Struct({ token: Schema.String }),
    response: Schema.Struct({ state: Schema.String }),
    subject: (request) => request.token,
  })

/** All that an instance of a room answers: its own operations, and those that every partner has. */
export const servedBy = (kind: string, room: Room | null): readonly Served[] => [
  ...(room?.serves ?? []),
  serves(createToken(kind), (turn, { holder }) => {
    if (turn.sender !== holder) return turn.unknown("holder", holder)
    const lifetimeMs = turn.callerLink?.tokenLifetimeMs ?? 0
    const token = turn.create(credential, { of: holder, role: "token" }, { holder, lifetimeMs })
    return ok({ token, expiresInMs: lifetimeMs }, 201)
  }),
  serves(revokeToken(kind), (turn, { token }) =>
    turn.drive(credential, token, { type: "revoke" }, ({ state }) => ok({ state })),
  ),
  serves(redriveQuarantine(kind), (turn) => ok({ taken: turn.redrive() })),
  serves(replayEvents(kind), (turn, { since }) => ok({ deliveries: turn.replay(since) })),
]
