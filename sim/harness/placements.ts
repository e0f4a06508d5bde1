/**
 * All ways to place at most two faults on the messages that a scenario sends when nothing goes wrong, by number.
 *
 * Number 0 is none, then come those of one fault, then the pairs. Pairs are on two messages, or on two tries of one: one try of one
 * message suffers one fault. They are numbered in a scattered order, so that whoever has time for a part of them sees all regions.
 */
import type { MessageRow, Watcher } from "../consistency/rows.ts"
import type { MessageIdentity } from "../scenario/identity.ts"
import type { ScenarioFault } from "../scenario/scenario.ts"

export interface Kind {
  readonly fault: string
  readonly byMs: number | null
  /** Does it make sense where nothing is changed by the message? */
  readonly onReads: boolean
  /** After it a sender tries again, so that the next try can be hit too. */
  readonly isRetried: boolean
}

/** A request lives as long as its connection does; a webhook can be hours late. */
const late = { request: 900_000, webhook: 7_200_000 } as const

const kinds: readonly Kind[] = [
  { fault: "drop", byMs: null, onReads: true, isRetried: true },
  { fault: "lose-response", byMs: null, onReads: false, isRetried: true },
  { fault: "delay", byMs: 0, onReads: true, isRetried: true },
  { fault: "duplicate", byMs: null, onReads: false, isRetried: false },
  { fault: "crash-before-commit", byMs: null, onReads: false, isRetried: true },
]

export const placedKinds: readonly string[] = kinds.map(({ fault }) => fault)

export interface Place {
  readonly identity: MessageIdentity
  readonly kind: "request" | "webhook"
  readonly reads: boolean
}

/** Collects the first tries of requests and webhooks from an instant on; polls that find nothing are none. */
export class Places implements Watcher {
  readonly list: Place[] = []
  readonly #fromMs: number
  readonly #reads: (operation: string) => boolean

  constructor(fromMs: number, reads: (operation: string) => boolean) {
    this.#fromMs = fromMs
    this.#reads = reads
  }

  message(row: MessageRow): void {
    const { kind, sender, receiver, operation, subject, call, attempt, copy, sentAt, count } = row
    if (kind !== "request" && kind !== "webhook") return
    if (sentAt < this.#fromMs || count > 1 || attempt > 1 || copy > 0 || operation === "events.list") return
    const identity = { sender, receiver, operation, subject, call, attempt, copy }
    this.list.push({ identity, kind, reads: this.#reads(operation) })
  }

  transition(): void {}
  posting(): void {}
}

/** One fault on the first try of one message. */
interface Placed {
  /** Index of the message, and number of the first fault that is on a later one. */
  readonly place: number
  readonly next: number
  readonly kind: Kind
  readonly fault: ScenarioFault
}

export class Placements {
  readonly messages: number
  readonly #singles: readonly Placed[]
  /** Two on one message: the first fails its first try, the second hits the next one. */
  readonly #retried: readonly (readonly ScenarioFault[])[]
  /** For each fault, how many pairs on two messages there are with an earlier first one; at the end, how many in all. */
  readonly #before: readonly number[]
  readonly #step: number

  constructor(places: readonly Place[], faultsMax: number) {
    this.messages = places.length
    const singles: Placed[] = []
    for (const [place, of] of places.entries()) {
      const fit = kinds.filter(({ onReads }) => onReads || !of.reads)
      const next = singles.length + fit.length
      singles.push(...fit.map((kind) => ({ place, next, kind, fault: faultOf(of, kind, 1) })))
    }
    this.#singles = singles
    const [retried, before]: [ScenarioFault[][], number[]] = [[], [0]]
    for (const { place, next, kind, fault } of faultsMax > 1 ? singles : []) {
      before.push(before.at(-1)! + singles.length - next)
      if (!kind.isRetried) continue
      for (const other of singles)
        if (other.place === place) retried.push([fault, faultOf(places[place]!, other.kind, 2)])
    }
    this.#retried = retried
    this.#before = before
    this.#step = coprimeTo(this.pairs)
  }

  get singles(): number {
    return this.#singles.length
  }

  get pairs(): number {
    return this.#retried.length + this.#before.at(-1)!
  }

  /** One more than the greatest number. */
  get all(): number {
    return 1 + this.singles + this.pairs
  }

  faults(number: number): readonly ScenarioFault[] {
    if (number === 0) return []
    const { singles } = this
    if (number <= singles) return [this.#singles[number - 1]!.fault]
    const pair = ((number - 1 - singles) * this.#step) % this.pairs
    return this.#retried[pair] ?? this.#onTwo(pair - this.#retried.length)
  }

  #onTwo(pair: number): readonly ScenarioFault[] {
    let [first, end] = [0, this.#singles.length]
    while (end - first > 1) {
      const middle = (first + end) >> 1
      if (this.#before[middle]! <= pair) first = middle
      else end = middle
    }
    const one = this.#singles[first]!
    return [one.fault, this.#singles[one.next + pair - this.#before[first]!]!.fault]
  }
}

const faultOf = ({ identity, kind: of }: Place, { fault, byMs }: Kind, attempt: number): ScenarioFault => {
  const exactly = (n: number) => ({ from: n, to: n })
  const { call, copy } = identity
  const pattern = { ...identity, call: exactly(call), attempt: exactly(attempt), copy: exactly(copy) }
  const on = { type: "messages" as const, of: { ...pattern, leg: "message" as const } }
  return { fault, on, at: null, until: null, byMs: byMs === null ? null : late[of], settings: {} }
}

/** About six tenths of the way, and so that all numbers below it are come to. */
const coprimeTo = (n: number): number => {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
  let step = Math.max(1, Math.floor(n * 0.618))
  while (divisor(step, n) > 1) step++
  return step
}
