/**
 * The outbox and the inbox: business events are logged when their turn commits, delivered to each subscriber, and taken in once.
 *
 * An event has one id however often it is delivered and whichever way it comes, webhook or poll; the inbox knows it by that id.
 */
import type { Instance, Published } from "../world/instance.ts"
import { isDown } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Wire } from "../network/wire.ts"
import type { Call } from "./client.ts"
import type { Webhook } from "./contract.ts"
import type { SubscriptionContext } from "./subscription.machine.ts"
import { refuse } from "./server.ts"
import { ok } from "./room.ts"
import { Turn } from "./turn.ts"

/** How long an event id is known: longer than any ladder of deliveries takes, in ms (30 days). */
const inboxMs = 2_592_000_000

export interface Publication {
  readonly webhook: Webhook<never>
  readonly body: unknown
}

export class Outbox {
  readonly #world: World

  constructor(world: World) {
    this.#world = world
  }

  /** Logs an event and sends it to everybody who subscribed to its topic. */
  publish(from: Instance, publication: Publication, cause: number): void {
    const { webhook, body } = publication
    const subject = webhook.subject(body as never)
    const tuple = `${webhook.name} ${subject}`
    const nth = (from.publications.get(tuple) ?? 0) + 1
    from.publications.set(tuple, nth)
    const id = `${from.name}/${webhook.name}/${subject}/${nth}`
    from.published.push({ ordinal: from.published.length, id, topic: webhook.name, subject, at: this.#world.now, body })
    for (const handle of this.#world.slots.all(from.index, "subscription")) {
      const context = this.#world.slots.context[handle] as SubscriptionContext
      if (!context.topics.includes(webhook.name)) continue
      this.#world.polls.wake(from, context.subscriber)
      if (this.#world.labelOf(handle) !== "active") continue
      const to = this.#world.instance(context.subscriber)
      const key = id
      this.#world.client.call({ from, to, operation: webhook, body, key, owner: -1, poll: -1, cause })
    }
  }

  /** A delivery's ladder ran out: the subscription is disabled, and only a poll will find what is missing. */
  undeliverable(call: Call, row: number): void {
    const publisher = call.link.from
    const turn = new Turn(this.#world, publisher, row)
    turn.run(() => {
      for (const handle of this.#world.slots.lookup(
        publisher.index,
        "subscription",
        "bySubscriber",
        call.link.to.name,
      )) {
        turn.hand(handle, { type: "undeliverable" })
      }
    })
  }

  /** A webhook has arrived. */
  receive(wire: Wire): void {
    const { receiver } = wire
    if (receiver === null) return
    const world = this.#world
    if (isDown(receiver, world.now)) return world.server.reply(wire, refuse("unavailable", `${receiver.name} is down.`))
    const problem = world.server.contractProblem(wire.operation, "payload", wire.body)
    if (problem !== null) return world.server.reply(wire, refuse("malformed", problem))
    this.take(receiver, wire.key, wire.operation.name, wire.sender?.kind ?? "", wire.body, wire.row, (done) => {
      world.server.reply(
        wire,
        done ? ok({ received: true }) : refuse("defect", `${receiver.name} failed on ${wire.operation.name}.`),
      )
    })
  }

  /** Takes an event in unless it is known; false when the room failed on it, so that it will come again. */
  take(
    receiver: Instance,
    eventId: string,
    topic: string,
    publisherKind: string,
    body: unknown,
    row: number,
    reply: (done: boolean) => void = () => {},
  ): boolean {
    const world = this.#world
    for (const [id, until] of receiver.inbox) {
      if (until > world.now) break
      receiver.inbox.delete(id)
    }
    const heard = receiver.room?.hears.find(
      (entry) => entry.webhook.name === topic && entry.webhook.partner === publisherKind,
    )
    if (receiver.inbox.has(eventId) || heard === undefined) {
      reply(true)
      return true
    }
    const turn = new Turn(world, receiver, row)
    return turn.run(
      () => {
        heard.handle(turn, body as never)
        receiver.inbox.set(eventId, world.now + inboxMs)
      },
      (result) => {
        if (result === "defect") receiver.inbox.delete(eventId)
        reply(result !== "defect")
      },
    )
  }

  /** The log after a cursor, only the topics that the consumer subscribed to. */
  list(
    publisher: Instance,
    after: number,
    limit: number,
    consumer: string,
  ): { events: readonly Published[]; next: number; more: boolean } {
    const topics = this.topics(publisher, consumer)
    const events: Published[] = []
    let next = after
    const log = publisher.published
    while (next < log.length && events.length < limit) {
      const event = log[next++]
      if (event !== undefined && topics.includes(event.topic)) events.push(event)
    }
    return { events, next, more: next < log.length }
  }

  topics(publisher: Instance, consumer: string): readonly string[] {
    const [handle] = this.#world.slots.lookup(publisher.index, "subscription", "bySubscriber", consumer)
    return handle === undefined ? [] : (this.#world.slots.context[handle] as SubscriptionContext).topics
  }
}
