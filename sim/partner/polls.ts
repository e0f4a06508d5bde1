/**
 * Polls: what stands behind each webhook. A consumer asks the publisher for the events after its cursor, on a fixed grid.
 *
 * An empty poll changes nothing, so while there is nothing to find polls are not sent one by one; they are counted and written down
 * as one row a day. A poll that would find something is a real request through the real network.
 */
import { phases } from "../world/queue.ts"
import { dayMs } from "../world/calendar.ts"
import type { Instance } from "../world/instance.ts"
import type { World } from "../world/world.ts"
import type { Link } from "../network/link.ts"
import type { Answer } from "./room.ts"
import type { Operation } from "./contract.ts"
import { eventsList } from "./subscriptions.ts"

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
}

const pageLimit = 250

export class Polls {
  readonly #world: World
  readonly #polls: Poll[] = []

  constructor(world: World) {
    this.#world = world
  }

  install(link: Link): void {
    const operation = eventsList(link.to.kind) as unknown as Operation<never>
    this.#polls.push({ link, operation, cursor: 0, asked: 0, armed: false, busy: false, lastAt: this.#world.now })
  }

  /** The publisher has something new for this consumer: its next grid instant will not be empty. */
  wake(publisher: Instance, consumer: string): void {
    for (const [index, poll] of this.#polls.entries()) {
      if (poll.link.to !== publisher || poll.link.from.name !== consumer) continue
      if (poll.armed || poll.busy) continue
      poll.armed = true
      const { pollEveryMs } = poll.link
      const at = (Math.floor(this.#world.now / pollEveryMs) + 1) * pollEveryMs
      this.#world.schedule(at, phases.daemon, poll.link.hash, { do: "poll", poll: index, daemon: true })
    }
  }

  /** The grid instant has come. */
  due(index: number): void {
    const poll = this.#polls[index]
    if (poll === undefined) return
    poll.armed = false
    if (!poll.busy) this.#ask(index, poll)
  }

  /** Quiescence: every poll runs once more, so that nothing is held to be converged that was never looked at. */
  reconcile(): void {
    for (const [index, poll] of this.#polls.entries()) if (!poll.busy) this.#ask(index, poll)
  }

  #ask(index: number, poll: Poll): void {
    const world = this.#world
    this.#writeEmpty(poll)
    poll.busy = true
    poll.asked++
    world.client.call({
      from: poll.link.from,
      to: poll.link.to,
      operation: poll.operation,
      body: { consumer: poll.link.from.name, after: poll.cursor, limit: pageLimit },
      key: `${poll.link.name}/poll-${poll.asked}`,
      owner: -1,
      poll: index,
      cause: -1,
    })
  }

  answered(
    index: number,
    answer: Answer<{ events: { id: string; topic: string; body: unknown }[]; next: number; more: boolean }>,
    row: number,
  ): void {
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
    for (const event of answer.body.events) {
      // A room that fails on an event keeps the cursor where it is: the next poll brings the event again.
      if (!world.outbox.take(from, event.id, event.topic, to.kind, event.body, row)) return this.wake(to, from.name)
    }
    poll.cursor = answer.body.next
    if (answer.body.more) this.#ask(index, poll)
    else if (to.published.length > poll.cursor) this.wake(to, from.name)
  }

  /** Empty polls since the last one, one coalesced pair of rows for each UTC day. */
  #writeEmpty(poll: Poll): void {
    const world = this.#world
    const { pollEveryMs, latency } = poll.link
    let at = (Math.floor(poll.lastAt / pollEveryMs) + 1) * pollEveryMs
    const end = world.now
    while (at < end) {
      const dayEnds = Math.min(end, (Math.floor(at / dayMs) + 1) * dayMs)
      const count = Math.ceil((dayEnds - at) / pollEveryMs)
      world.recordEmptyPolls(poll.link, poll.operation, poll.cursor, at, at + 2 * latency.medianMs, count)
      at += count * pollEveryMs
    }
    poll.lastAt = end
  }

  /** At the end of a run the grid is accounted for up to now. */
  finish(): void {
    for (const poll of this.#polls) this.#writeEmpty(poll)
  }
}
