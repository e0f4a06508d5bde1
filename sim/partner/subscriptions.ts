/**
 * What every publishing partner offers beside its own operations: subscriptions to its webhooks, and the list of events behind them.
 */
import * as Schema from "effect/Schema"
import { operation, type Operation } from "./contract.ts"
import type { Turn } from "./turn.ts"
import { object, ok, serves, type Answered, type Served } from "./room.ts"
import { subscriptionMachine } from "./subscription.machine.ts"

export const subscription = object("subscription", subscriptionMachine, {
  lasting: true,
  indexes: { bySubscriber: (context) => context.subscriber, all: () => "" },
})

const EventRow = Schema.Struct({
  /** Place in the publisher's log. */
  ordinal: Schema.Int,
  id: Schema.String,
  topic: Schema.String,
  subject: Schema.String,
  at: Schema.Int,
  body: Schema.Unknown,
})

const ListRequest = Schema.Struct({
  /** Owner and position: polls are identified by them. */
  consumer: Schema.String,
  after: Schema.Int,
  limit: Schema.Int,
})

export const eventsListName = "events.list"

/** One list operation for each kind of partner, so that contracts stay apart. */
export const eventsList = (
  partner: string,
): Operation<
  typeof ListRequest.Type,
  { readonly events: readonly (typeof EventRow.Type)[]; readonly next: number; readonly more: boolean }
> =>
  operation(partner, eventsListName, {
    says: "The events that this partner has published, in order, after a cursor: what stands behind its webhooks.",
    visibility: "partner",
    scope: "events:read",
    reads: true,
    request: ListRequest,
    response: Schema.Struct({ events: Schema.Array(EventRow), next: Schema.Int, more: Schema.Boolean }),
    subject: (request) => `${request.consumer}/after-${request.after}`,
  })

const SubscribeRequest = Schema.Struct({
  url: Schema.NullOr(Schema.String),
  subscriber: Schema.String,
  topics: Schema.Array(Schema.String),
  secret: Schema.String,
  apiVersion: Schema.String,
})

export const subscribe = (partner: string): Operation<typeof SubscribeRequest.Type, { readonly id: string }> =>
  operation(partner, "subscriptions.create", {
    says: "Subscribes to webhooks, or takes up again a subscription that was disabled; answers the subscription's id.",
    visibility: "partner",
    request: SubscribeRequest,
    response: Schema.Struct({ id: Schema.String }),
    subject: (request) => request.subscriber,
  })

/** By hand, after a mistake or a re-import: subscribers that know an event by its id take it for what it is. */
export const replayEvents = (partner: string): Operation<{ readonly since: number }, { readonly deliveries: number }> =>
  operation(partner, "events.replay", {
    says: "Sends again all events since an instant, to everybody who has subscribed to them.",
    style: "manual",
    request: Schema.Struct({ since: Schema.Int }),
    response: Schema.Struct({ deliveries: Schema.Int }),
    subject: ({ since }) => `since-${since}`,
  })

/** Nobody serves it: whoever puts a backup back does so behind the partner's back. */
export const restoreBackup = (partner: string): Operation<{ readonly takenAt: number }, null> =>
  operation(partner, "backups.restore", {
    says: "Somebody puts an old backup back, in place of what the partner knew.",
    style: "manual",
    request: Schema.Struct({ takenAt: Schema.Int }),
    response: Schema.Null,
    subject: ({ takenAt }) => `as-of-${takenAt}`,
  })

/** Serves both for a partner; the outbox keeps the log that the list reads. */
export const servesSubscriptions = (partner: string): readonly Served[] => [
  serves(eventsList(partner), (turn, request) =>
    isForItself(turn, request.consumer)
      ? ok(turn.published(request.after, request.limit, request.consumer))
      : turn.unknown("consumer", request.consumer),
  ),
  serves(subscribe(partner), (turn, request) =>
    isForItself(turn, request.subscriber) ? subscribed(turn, request) : turn.unknown("subscriber", request.subscriber),
  ),
]

/** Who asks for what it has already keeps it, and gets it back when its publisher had taken it away: nobody is told twice. */
const subscribed = (turn: Turn, request: typeof SubscribeRequest.Type): Answered => {
  const known = turn
    .find(subscription, "bySubscriber", request.subscriber)
    .find(({ context }) => request.topics.every((topic) => context.topics.includes(topic)))
  if (known === undefined)
    return ok({ id: turn.create(subscription, { of: request.subscriber, role: "subscription" }, request) }, 201)
  turn.send(subscription, known.id, { type: "enable" })
  return ok({ id: known.id })
}

/** Only a person at the partner's own console acts for others. */
const isForItself = (turn: Turn, name: string): boolean => turn.sender === "" || turn.sender === name
