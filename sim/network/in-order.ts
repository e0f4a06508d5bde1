/**
 * Keeps one subject's messages on one lane of a link in order: nothing is delivered before what was sent ahead of it.
 *
 * Only what is still under way can be overtaken, so a delivery is remembered for as long as the longest latency, in two generations.
 */

/** Generations are at least this long, in ms, so that a quiet world does not make new ones for every message. */
const generationMsMin = 10_000

export class InOrder {
  readonly #latencyMsMax: number
  /** Last delivery by lane and subject. */
  #young: Map<string, number>[]
  #old: Map<string, number>[]
  #rotateAt: number

  constructor(latencyMsMax: number, from?: InOrder) {
    this.#latencyMsMax = Math.max(latencyMsMax, generationMsMin)
    this.#young = from === undefined ? [] : from.#young.map((lane) => new Map(lane))
    this.#old = from === undefined ? [] : from.#old.map((lane) => new Map(lane))
    this.#rotateAt = from === undefined ? -Infinity : from.#rotateAt
  }

  fork(): InOrder {
    return new InOrder(this.#latencyMsMax, this)
  }

  /** The instant of delivery: the one asked for, or that of the message before if it is later. */
  next(lane: number, subject: string, at: number, now: number): number {
    if (now >= this.#rotateAt) this.#rotate(now)
    const young = (this.#young[lane] ??= new Map())
    const last = young.get(subject) ?? this.#old[lane]?.get(subject) ?? 0
    const ordered = last > at ? last : at
    young.set(subject, ordered)
    return ordered
  }

  /** Deliveries of the generation before the last have all happened by now. */
  #rotate(now: number): void {
    this.#old = now < this.#rotateAt + this.#latencyMsMax ? this.#young : []
    this.#young = []
    this.#rotateAt = now + this.#latencyMsMax
  }
}
