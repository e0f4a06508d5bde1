/**
 * What one instance remembers between its turns: the answers it has given, the events it has taken in, the events it has published.
 *
 * All of it is durable, has a bound in time, and is forked with the world.
 */
import type { Answered } from "../partner/room.ts"
import { EventLog } from "./event-log.ts"
import { Generations } from "./generations.ts"
import { Taken } from "./taken.ts"

/** What the server half remembers of a request's idempotency key. */
export interface Remembered {
  readonly fingerprint: unknown
  readonly until: number
  /** Null while the request is still being worked on. */
  readonly answer: Answered | null
}

export interface Quarantined {
  readonly publisher: string
  readonly topic: string
  readonly body: unknown
}

export class Memory {
  /** By `operation key`, for each sender's index. */
  readonly #remembered: (Generations<Remembered> | undefined)[]
  /** Events of other instances' logs that were taken in, by the publisher's index. */
  readonly #taken: (Taken | undefined)[]
  /** Event ids of publishers that keep no log here: real systems. */
  readonly #ids: Generations<number>
  log: EventLog
  /** Requests in the current second by the sender's index, for the rate limit. */
  readonly arrivals: Map<number, { readonly second: number; readonly count: number }>
  /** How often taking an event in has failed, by id. */
  readonly failures: Map<string, number>
  /** Events that were put aside, by id: somebody has to look at them. */
  readonly quarantine: Map<string, Quarantined>
  readonly #keysMs: number
  readonly #eventsMs: number

  /** How long keys and events are known, in ms. */
  constructor(keysMs: number, eventsMs: number, from?: Memory) {
    this.#keysMs = keysMs
    this.#eventsMs = eventsMs
    this.#remembered = from === undefined ? [] : from.#remembered.map((one) => one?.fork())
    this.#taken = from === undefined ? [] : from.#taken.map((one) => one?.fork())
    this.#ids = from === undefined ? new Generations(this.#eventsMs) : from.#ids.fork()
    this.log = from?.log.fork() ?? new EventLog()
    this.arrivals = new Map(from?.arrivals)
    this.failures = new Map(from?.failures)
    this.quarantine = new Map(from?.quarantine)
  }

  fork(): Memory {
    return new Memory(this.#keysMs, this.#eventsMs, this)
  }

  /** What was remembered in an earlier fork of this; what has been published since stays published. */
  asIn(then: Memory): Memory {
    const memory = then.fork()
    memory.log = this.log
    memory.arrivals.clear()
    return memory
  }

  /** Until when a key that comes now is known. */
  keyUntil(at: number): number {
    return at + this.#keysMs
  }

  answersTo(sender: number): Generations<Remembered> {
    return (this.#remembered[sender] ??= new Generations(this.#keysMs))
  }

  /** Was this event taken in, and is that still known? `ordinal` is its place in the publisher's log, -1 where there is none. */
  knows(publisher: number, ordinal: number, id: string, at: number): boolean {
    if (ordinal >= 0) return this.#taken[publisher]?.has(ordinal, at) ?? false
    const until = this.#ids.get(id, at)
    return until !== undefined && until > at
  }

  take(publisher: number, ordinal: number, id: string, at: number): void {
    if (ordinal >= 0) (this.#taken[publisher] ??= new Taken(this.#eventsMs)).add(ordinal, at)
    else this.#ids.set(id, at + this.#eventsMs, at)
  }
}
