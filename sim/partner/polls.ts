/**
 * Polls: what stands behind each webhook. A consumer asks the publisher for the events after its cursor, on a fixed grid.
 *
 * An empty poll changes nothing, so while there is nothing to find polls are not sent one by one; they are counted, and a whole quiet
 * stretch is written down as one pair of rows. A poll that would find something is a real request through the real network.
 */
import { phases } from "../world/queue.ts"
import type { Instance } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Link } from "../network/link.ts"
import type { Answer } from "./room.ts"
import type { Operation } from "./contract.ts"
import { eventsList, eventsListName } from "./subscriptions.ts"

interface Poll {
  readonly link: Link
  readonly operation: Operation<never>
  cursor: number
  /** Requests so far: the call key. */
  asked: number
  /** A grid instant is scheduled. */
  armed: boolean
  /** A request is under way. */
  busy: boolean
  /** The last grid instant that is accounted for. */
  lastAt: number
  /** From where pages were read that are to be read again, and when. */
  read: readonly { readonly after: number; readonly at: number }[]
}

type EventsAnswer = Answer<{
  events: { id: string; ordinal: number; topic: string; body: unknown }[]
  next: number
  more: boolean
}>

const pageLimit = 250

export class Polls {
  readonly #world: World
  readonly #polls: Poll[]
  /** By the publisher's index and the consumer's name: the number of the poll. */
  readonly #between: Map<string, number>[]

  constructor(world: World, from?: Polls) {
    this.#world = world
    this.#polls = from === undefined ? [] : from.#polls.map((poll) => ({ ...poll }))
    this.#between = from === undefined ? [] : from.#between
  }

  install(link: Link): void {
    const served = link.to.served.get(eventsListName)?.operation
    const operation = served ?? (eventsList(link.to.kind) as unknown as Operation<never>)
    const consumers = (this.#between[link.to.index] ??= new Map<string, number>())
    consumers.set(link.from.name, this.#polls.length)
    this.#polls.push({
      link,
      operation,
      cursor: 0,
      asked: 0,
      armed: false,
      busy: false,
      lastAt: this.#world.now,
      read: [],
    })
  }

  /** The publisher has something new for this consumer: its next grid instant will not be empty. */
  wake(publisher: Instance, consumer: string): void {
    const index = this.#between[publisher.index]?.get(consumer)
    const poll = index === undefined ? undefined : this.#polls[index]
    if (index === undefined || poll === undefined || poll.armed || poll.busy) return
    poll.armed = true
    const { pollEveryMs } = poll.link
    const at = (Math.floor(this.#world.now / pollEveryMs) + 1) * pollEveryMs
    this.#world.schedule(at, phases.daemon, poll.link.hash, { do: "poll", poll: index, daemon: true })
  }

  /** The grid instant has come. */
  due(index: number): void {
    const poll = this.#polls[index]
    if (poll === undefined) return
    poll.armed = false
    if (poll.busy) return
    const spell = poll.link.from.awayAt(this.#world.now)
    if (spell !== undefined) {
      this.#world.spells.suffered(spell)
      return this.#skip(poll)
    }
    this.#ask(index, poll)
  }

  /** Quiescence: every poll runs once more, so that nothing is held to be converged that was never looked at. */
  reconcile(): void {
    for (const [index, poll] of this.#polls.entries())
      if (!poll.busy && poll.link.from.awayAt(this.#world.now) === undefined) this.#ask(index, poll)
  }

  consumerOf(index: number): Instance | null {
    return this.#polls[index]?.link.from ?? null
  }

  /** An instance has been started again: polls that were under way when it died are asked anew at the next grid instant. */
  restart(instance: Instance): void {
    for (const poll of this.#polls) {
      if (poll.link.from !== instance || !poll.busy) continue
      poll.busy = false
      this.wake(poll.link.to, instance.name)
    }
  }

  /** A consumer is set back: it reads on from where it had read to then. */
  setBack(instance: Instance, then: Polls): void {
    for (const [index, poll] of this.#polls.entries()) {
      const was = then.#polls[index]
      if (poll.link.from !== instance || was === undefined) continue
      this.#writeEmpty(poll)
      poll.cursor = was.cursor
      poll.read = was.read
      poll.busy = false
      if (this.#world.memoryOf(poll.link.to).log.length > poll.cursor) this.wake(poll.link.to, instance.name)
    }
  }

  /** Whoever is down does not poll; it looks again at the next grid instant. */
  #skip(poll: Poll): void {
    this.#writeEmpty(poll)
    this.wake(poll.link.to, poll.link.from.name)
  }

  #ask(index: number, poll: Poll): void {
    const since = this.#world.now - poll.link.pollOverlapMs
    poll.read = poll.read.filter(({ at }) => at > since)
    this.#askAfter(index, poll, poll.read[0]?.after ?? poll.cursor)
  }

  #askAfter(index: number, poll: Poll, after: number): void {
    const world = this.#world
    this.#writeEmpty(poll)
    poll.busy = true
    poll.asked++
    world.client.call({
      link: poll.link,
      operation: poll.operation,
      body: {
        consumer: poll.link.from.name,
        after,
        limit: pageLimit,
      },
      key: `${poll.link.name}/poll-${poll.asked}`,
      event: -1,
      owner: -1,
      poll: index,
      cause: -1,
    })
  }

  answered(index: number, answer: EventsAnswer, row: number): void {
    const poll = this.#polls[index]
    if (poll === undefined) return
    const world = this.#world
    poll.busy = false
    if (answer.outcome !== "ok") {
      world.note("poll-failed", row, poll.link.name, "The poll did not get an answer; the next one asks again.")
      this.wake(poll.link.to, poll.link.from.name)
      return
    }
    const { from, to } = poll.link
    for (const { ordinal, id, topic, body } of answer.body.events) {
      // A room that fails on an event keeps the cursor where it is: the next poll brings the event again.
      if (!world.outbox.take(from, to, ordinal, id, topic, body, row)) return this.wake(to, from.name)
    }
    if (poll.link.pollOverlapMs > 0) poll.read = [...poll.read, { after: poll.cursor, at: world.now }]
    poll.cursor = answer.body.next
    const { log } = world.memoryOf(to)
    if (answer.body.more) this.#askAfter(index, poll, poll.cursor)
    else if (log.length > poll.cursor) this.wake(to, from.name)
    log.trim(this.#passed(to), world.now)
  }

  /** The ordinal before which every consumer that polls this publisher has read. */
  #passed(publisher: Instance): number {
    let passed = Infinity
    for (const { link, cursor } of this.#polls) if (link.to === publisher) passed = Math.min(passed, cursor)
    return passed
  }

  /** Empty polls since the last one, as one pair of rows. */
  #writeEmpty(poll: Poll): void {
    const world = this.#world
    const { link, operation, lastAt } = poll
    const { pollEveryMs } = link
    const first = (Math.floor(lastAt / pollEveryMs) + 1) * pollEveryMs
    const count = Math.ceil((world.now - first) / pollEveryMs)
    if (count > 0) world.recorder.emptyPolls(link, operation, poll.cursor, first, count, pollEveryMs)
    poll.lastAt = world.now
  }

  /** At the end of a run the grid is accounted for up to now. */
  finish(): void {
    for (const poll of this.#polls) this.#writeEmpty(poll)
  }
}
