/**
 * Keeps one subject's messages on one lane of a link in order: nothing is delivered before what was sent ahead of it.
 *
 * Only what is still under way can be overtaken. On most lanes that is one message or none, so a lane keeps the last one by itself
 * and a map only while there are several; on a lane that never falls quiet, in two generations as long as the longest latency.
 */

/** Generations are at least this long, in ms, so that a busy lane does not make new ones for every message. */
const generationMsMin = 10_000

type Deliveries = Map<string, number>

class Lane {
  /** When the last of its messages arrives: from then on nothing is under way. */
  quietAt = -Infinity
  /** Which that is, while it is the only one. */
  only = ""
  /** Last delivery by subject; null while there is only one. */
  young: Deliveries | null = null
  old: Deliveries | null = null
  rotateAt = -Infinity

  copy(): Lane {
    const lane = Object.assign(new Lane(), this)
    lane.young = this.young === null ? null : new Map(this.young)
    lane.old = this.old === null ? null : new Map(this.old)
    return lane
  }
}

export class InOrder {
  readonly #generationMs: number
  readonly #lanes: (Lane | undefined)[]

  constructor(latencyMsMax: number, from?: InOrder) {
    this.#generationMs = Math.max(latencyMsMax, generationMsMin)
    this.#lanes = from === undefined ? [] : from.#lanes.map((lane) => lane?.copy())
  }

  fork(): InOrder {
    return new InOrder(this.#generationMs, this)
  }

  /** The instant of delivery: the one asked for, or that of the message before if it is later. */
  next(index: number, subject: string, at: number, now: number): number {
    const lane = (this.#lanes[index] ??= new Lane())
    if (now >= lane.quietAt) {
      lane.only = subject
      lane.young = lane.old = null
      return (lane.quietAt = at)
    }
    const young = lane.young === null || now >= lane.rotateAt ? this.#rotate(lane, now) : lane.young
    const last = young.get(subject) ?? lane.old?.get(subject) ?? 0
    const ordered = last > at ? last : at
    young.set(subject, ordered)
    if (ordered > lane.quietAt) lane.quietAt = ordered
    return ordered
  }

  /** Deliveries of the generation before the last have all happened by now. */
  #rotate(lane: Lane, now: number): Deliveries {
    lane.old = lane.young ?? new Map([[lane.only, lane.quietAt]])
    lane.rotateAt = now + this.#generationMs
    return (lane.young = new Map())
  }
}
