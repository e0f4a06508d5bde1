/**
 * The outbox and the inbox: business events are logged when their turn commits, delivered to each subscriber, and taken in once.
 *
 * An event has one id however often it is delivered and whichever way it comes, webhook or poll; the inbox knows it by that id.
 */
import type { Published } from "../world/event-log.ts"
import { hashText, mix } from "../world/hash.ts"
import { HashCounts } from "../world/hash-counts.ts"
import { TextHashes } from "../world/text-hash.ts"
import type { Instance } from "../world/instance.ts"
import type { Quarantined } from "../world/memory.ts"
import type { Slot } from "../world/slot.ts"
import type { World } from "../world/world.ts"
import type { Link } from "../network/link.ts"
import { Wire } from "../network/wire.ts"
import type { Webhook } from "./contract.ts"
import type { SubscriptionContext } from "./subscription.machine.ts"
import { memoryPolicies } from "./memory-policies.ts"
import { redriveQuarantine } from "./quarantine.ts"
import { refuse } from "./server.ts"
import { ok } from "./room.ts"

export interface Publication {
  readonly webhook: Webhook<never>
  readonly body: unknown
}

const received = ok({ received: true })

export class Outbox {
  readonly #world: World
  /** Publications so far by publisher, topic and subject, for event ids. */
  readonly #numbers: HashCounts
  readonly #hashes = new TextHashes()

  constructor(world: World, from?: Outbox) {
    this.#world = world
    this.#numbers = from === undefined ? new HashCounts() : from.#numbers.fork()
  }

  /** Logs an event and sends it to everybody who subscribed to its topic. */
  publish(from: Instance, publication: Publication, cause: number): void {
    const world = this.#world
    const { webhook, body } = publication
    const subject = webhook.subject(body as never)
    const whose = mix(hashText(webhook.name), from.index)
    this.#hashes.of(subject)
    const nth = this.#numbers.addHashed(mix(whose, this.#hashes.one), mix(this.#hashes.other, whose))
    const id = `${from.name}/${webhook.name}/${subject}/${nth}`
    const { log } = world.memoryOf(from)
    const ordinal = log.length
    log.push({ ordinal, id, topic: webhook.name, subject, at: world.spells.clockOf(from), body })
    for (const subscription of this.#subscriptions(from)) {
      const context = subscription.context as SubscriptionContext
      if (!context.topics.includes(webhook.name)) continue
      world.polls.wake(from, context.subscriber)
      if (subscription.label !== "active") continue
      const link = from.links.get(context.subscriber)
      if (link === undefined) {
        world.defect(`${from.name} has no link to ${context.subscriber}, which has subscribed to ${webhook.name}.`)
        continue
      }
      world.client.call({ link, operation: webhook, body, key: id, event: ordinal, owner: -1, poll: -1, cause })
    }
  }

  #subscriptions(publisher: Instance): Slot[] {
    const { slots } = this.#world
    const shelf = slots.shelf(publisher.index, "subscription")
    return slots.lookup(shelf, "all", "").map((handle) => slots.at(handle))
  }

  /** Sends again what was published since an instant, to everybody who has a subscription; answers how many deliveries that is. */
  replay(from: Instance, since: number, cause: number): number {
    const world = this.#world
    let count = 0
    for (const { at, ordinal, id, topic, body } of world.memoryOf(from).log.kept()) {
      const operation = from.webhooks.get(topic)
      if (at < since || operation === undefined) continue
      for (const subscription of this.#subscriptions(from)) {
        const { topics, subscriber } = subscription.context as SubscriptionContext
        const link = from.links.get(subscriber)
        if (subscription.label !== "active" || !topics.includes(topic) || link === undefined) continue
        world.client.call({ link, operation, body, key: id, event: ordinal, owner: -1, poll: -1, cause })
        count++
      }
    }
    return count
  }

  /** A delivery's ladder ran out: the subscription is disabled, and only a poll will find what is missing. */
  undeliverable(link: Link, row: number): void {
    const world = this.#world
    const publisher = link.from
    const shelf = world.slots.shelf(publisher.index, "subscription")
    const turn = world.turn(publisher, row, link.to.name)
    turn.run(() => {
      for (const handle of world.slots.lookup(shelf, "bySubscriber", link.to.name).slice())
        turn.hand(handle, { type: "undeliverable" })
    })
  }

  /** A webhook has arrived. */
  receive(wire: Wire): void {
    const { receiver, sender, operation, key, event } = wire.exchange
    if (receiver === null || sender === null) return
    const world = this.#world
    if (world.server.isAway(wire, receiver)) return
    // Over an event a receiver fails where it takes it in, so that it is the same for polls.
    if (wire.handling?.type === "failed") wire.handling = null
    if (world.server.suffers(wire, receiver)) return
    if (wire.handling !== null) return world.server.reply(wire, received)
    const problem = world.server.contractProblem(operation, "payload", wire)
    if (problem !== null) return world.server.reply(wire, refuse("malformed", problem))
    this.take(receiver, sender, event, key, operation.name, wire.body, wire.row, (done) => {
      world.server.reply(wire, done ? received : refuse("defect", `${receiver.name} failed on ${operation.name}.`))
    })
  }

  /** Takes an event in unless it is known; false when the room failed on it, so that it will come again. */
  take(
    receiver: Instance,
    publisher: Instance,
    ordinal: number,
    eventId: string,
    topic: string,
    body: unknown,
    row: number,
    reply: (done: boolean) => void = () => {},
  ): boolean {
    const world = this.#world
    const heard = receiver.heard(publisher.kind, topic)
    const memory = world.memoryOf(receiver)
    if (heard === undefined || memory.knows(publisher.index, ordinal, eventId, world.now)) {
      reply(true)
      return true
    }
    const turn = world.turn(receiver, row, publisher.name)
    const failsUntil = this.#failsUntil(publisher, receiver, topic, body)
    const isTaken =
      failsUntil < 0 &&
      turn.run(
        () => heard.handle(turn, body as never),
        (result) => {
          if (result === "defect") return
          memory.take(publisher.index, ordinal, eventId, world.now)
          reply(true)
        },
      )
    if (isTaken) return true
    const isAside = this.#putAside(receiver, eventId, { publisher: publisher.name, topic, body }, row, failsUntil)
    if (isAside) memory.take(publisher.index, ordinal, eventId, world.now)
    reply(isAside)
    return isAside
  }

  /** Until when a fault makes the receiver fail over an event; -1 when it does not. */
  #failsUntil(publisher: Instance, receiver: Instance, topic: string, body: unknown): number {
    const { network } = this.#world
    if (!network.hasFaults) return -1
    const link = publisher.links.get(receiver.name)
    const operation = publisher.webhooks.get(topic)
    if (link === undefined || operation === undefined) return -1
    return network.failsOver(Wire.ofEvent(link, operation, operation.subject(body as never)))
  }

  /** An event over which the receiver has failed often enough no longer holds up those behind it. */
  #putAside(receiver: Instance, id: string, event: Quarantined, row: number, until: number): boolean {
    const world = this.#world
    const { name, kind, policies } = receiver
    const { failures, quarantine } = world.memoryOf(receiver)
    const times = (failures.get(id) ?? 0) + 1
    failures.set(id, times)
    const most = Number(policies["quarantineAfter"] ?? memoryPolicies.quarantineAfter.default)
    if (most === 0 || times < most) return false
    failures.delete(id)
    quarantine.set(id, event)
    world.note("quarantined", row, id, `${name} has failed ${times} times over ${id} and puts it aside.`)
    // Who mends the receiver has it do what it has missed.
    if (until >= 0 && until < Infinity) world.act(until, name, redriveQuarantine(kind) as never, {})
    return true
  }

  /** Takes in what was put aside, in the order in which it was; answers how much of it was taken in now. */
  redrive(receiver: Instance, row: number): number {
    const world = this.#world
    const { quarantine } = world.memoryOf(receiver)
    let taken = 0
    for (const [id, { publisher, topic, body }] of quarantine) {
      const from = world.instance(publisher)
      const heard = receiver.heard(from.kind, topic)
      if (heard === undefined || this.#failsUntil(from, receiver, topic, body) >= 0) continue
      const turn = world.turn(receiver, row, publisher)
      if (!turn.run(() => heard.handle(turn, body as never))) continue
      quarantine.delete(id)
      taken++
    }
    return taken
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
    const { log } = this.#world.memoryOf(publisher)
    // Our own polls are waited for; whoever polls from outside may come too late, and that is never silent.
    if (after < log.first)
      this.#world.note(
        "events-gone",
        -1,
        consumer,
        `${publisher.name} no longer has the events before ${log.first}; ${consumer} asked for those after ${after}.`,
      )
    let next = Math.max(after, log.first)
    while (next < log.length && events.length < limit) {
      const event = log.at(next++)
      if (event !== undefined && topics.includes(event.topic)) events.push(event)
    }
    return { events, next, more: next < log.length }
  }

  topics(publisher: Instance, consumer: string): readonly string[] {
    const { slots } = this.#world
    const shelf = slots.shelf(publisher.index, "subscription")
    const handles = slots.lookup(shelf, "bySubscriber", consumer)
    return handles.flatMap((handle) => (slots.at(handle).context as SubscriptionContext).topics)
  }
}
