/**
 * The five figures of every API over time: volume, success, errors, response time and answers at all, for each link in so many
 * stretches of the axis. For partners the links to them are added up.
 *
 * What counts as what is as in the run's own figures: a request is an attempt, a transaction a call with all its attempts.
 */
import { outcomeOf } from "../../sim/report/outcome.ts"
import { messageKinds } from "./message-columns.ts"
import type { RunModel } from "./run-model.ts"
import type { TimeAxis } from "./time-axis.ts"
import { Slices } from "./slices.ts"

/** Response times are counted in bins that grow by a fifth. */
const bins = 96
const binOf = (ms: number): number => Math.min(bins - 1, Math.round(Math.log2(Math.max(0, ms) + 1) * 4))
const msOf = (bin: number): number => 2 ** (bin / 4) - 1

export class Series {
  readonly requests: Uint32Array
  /** Requests that were answered at all. */
  readonly answered: Uint32Array
  /** Requests without an answer, or with one that says that it failed. */
  readonly failed: Uint32Array
  readonly transactions: Uint32Array
  readonly succeeded: Uint32Array
  /** Transactions that ended in a business "no". */
  readonly declined: Uint32Array
  readonly #times: Uint32Array

  constructor(stretches: number) {
    this.requests = new Uint32Array(stretches)
    this.answered = new Uint32Array(stretches)
    this.failed = new Uint32Array(stretches)
    this.transactions = new Uint32Array(stretches)
    this.succeeded = new Uint32Array(stretches)
    this.declined = new Uint32Array(stretches)
    this.#times = new Uint32Array(stretches * bins)
  }

  took(stretch: number, ms: number, count: number): void {
    this.#times[stretch * bins + binOf(ms)]! += count
  }

  add(other: Series): void {
    for (const name of ["requests", "answered", "failed", "transactions", "succeeded", "declined"] as const) {
      for (let i = 0; i < this[name].length; i++) this[name][i]! += other[name][i]!
    }
    for (let i = 0; i < this.#times.length; i++) this.#times[i]! += other.#times[i]!
  }

  /** The response time that a share of the answered requests kept to; null where none was answered. */
  percentile(stretch: number, share: number): number | null {
    const times = this.#times.subarray(stretch * bins, (stretch + 1) * bins)
    const all = times.reduce((sum, count) => sum + count, 0)
    if (all === 0) return null
    let seen = 0
    for (let bin = 0; bin < bins; bin++) {
      seen += times[bin]!
      if (seen >= all * share) return msOf(bin)
    }
    return null
  }

  /** Transactions that succeeded ÷ those that succeeded or failed. */
  successRate(stretch: number): number | null {
    const finished = this.transactions[stretch]! - this.declined[stretch]!
    return finished === 0 ? null : this.succeeded[stretch]! / finished
  }

  errorRate(stretch: number): number | null {
    const requests = this.requests[stretch]!
    return requests === 0 ? null : this.failed[stretch]! / requests
  }

  /** Share of the requests that were answered at all. */
  answeredRate(stretch: number): number | null {
    const requests = this.requests[stretch]!
    return requests === 0 ? null : this.answered[stretch]! / requests
  }
}

export interface LinkSeries {
  /** Lanes. */
  readonly from: number
  readonly to: number
  readonly series: Series
}

export interface ApiSeries {
  readonly stretches: number
  readonly links: readonly LinkSeries[]
  /** By lane of the receiver; null for those that nobody asked anything. */
  readonly partners: readonly (Series | null)[]
}

const [, request, response, webhook, receipt] = messageKinds.map((_, kind) => kind)

/** How a call has gone so far. */
const open = 0
const wasDeclined = 1
const wasSuccess = 2

export const apiSeriesOf = async (model: RunModel, axis: TimeAxis, stretches: number): Promise<ApiSeries> => {
  const { kind, sender, receiver, sentAt, deliveredAt, status, attempt, copy, count, cause } = model.columns
  const lanes = model.lanes.length
  const byEnds: (Series | undefined)[] = Array.from({ length: lanes * lanes })
  const outcomes = new Uint8Array(model.rows)
  const answered = new Uint8Array(model.rows)
  const slices = new Slices()
  const seriesOf = (from: number, to: number): Series | null => {
    const [a, b] = [model.laneOf(from), model.laneOf(to)]
    return a < 0 || b < 0 ? null : (byEnds[a * lanes + b] ??= new Series(stretches))
  }
  const stretchOf = (row: number): number =>
    Math.min(stretches - 1, Math.floor(axis.positionOf(sentAt[row]!) * stretches))
  const firsts = new Map<number, number>()
  for (let row = 0; row < model.rows; row++) {
    if ((row & 4095) === 0) await slices.pause()
    if (kind[row] === request || kind[row] === webhook) {
      if (copy[row]! > 0) continue
      const series = seriesOf(sender[row]!, receiver[row]!)
      if (series === null) continue
      const stretch = stretchOf(row)
      series.requests[stretch]! += count[row]!
      series.failed[stretch]! += count[row]!
      if (attempt[row]! > 1) {
        const before = earlierAttempt(model, row)
        if (before >= 0) {
          firsts.set(row, firsts.get(before) ?? before)
          continue
        }
      }
      series.transactions[stretch]! += count[row]!
    } else if (kind[row] === response || kind[row] === receipt) {
      const asked = cause[row]!
      if (deliveredAt[row]! < 0 || asked < 0 || answered[asked] === 1 || copy[asked]! > 0) continue
      // What people hand over is nobody's request, though it is answered.
      if (kind[asked] !== request && kind[asked] !== webhook) continue
      const series = seriesOf(receiver[row]!, sender[row]!)
      if (series === null) continue
      answered[asked] = 1
      const stretch = stretchOf(asked)
      const times = count[row]!
      series.answered[stretch]! += times
      series.took(stretch, deliveredAt[row]! - sentAt[asked]!, times)
      const outcome = outcomeOf(status[row]!)
      const isDecline = outcome === "declined"
      const isSuccess = outcome === "succeeded"
      if (isDecline || isSuccess) series.failed[stretch]! -= times
      const call = firsts.get(asked) ?? asked
      if (outcomes[call] === wasSuccess || (!isDecline && !isSuccess)) continue
      const began = stretchOf(call)
      if (isSuccess) {
        series.succeeded[began]! += times
        if (outcomes[call] === wasDeclined) series.declined[began]! -= times
      } else if (outcomes[call] === open) series.declined[began]! += times
      outcomes[call] = isSuccess ? wasSuccess : wasDeclined
    }
  }
  const links = byEnds.flatMap((series, ends): LinkSeries[] =>
    series === undefined ? [] : [{ from: Math.floor(ends / lanes), to: ends % lanes, series }],
  )
  return { stretches, links, partners: partnersOf(links, lanes, stretches) }
}

const partnersOf = (links: readonly LinkSeries[], lanes: number, stretches: number): readonly (Series | null)[] =>
  Array.from({ length: lanes }, (_, lane) => {
    const own = links.filter(({ to }) => to === lane)
    if (own.length === 0) return null
    const sum = new Series(stretches)
    for (const { series } of own) sum.add(series)
    return sum
  })

/** The attempt of the same call before this one; -1 when there is none to be found. */
export const earlierAttempt = (model: RunModel, row: number): number => {
  const { sender, receiver, operation, subject, call, attempt, copy } = model.columns
  for (let at = model.previousOfRoot[row]!; at >= 0; at = model.previousOfRoot[at]!) {
    if (
      subject[at] === subject[row] &&
      operation[at] === operation[row] &&
      call[at] === call[row] &&
      sender[at] === sender[row] &&
      receiver[at] === receiver[row] &&
      copy[at] === 0 &&
      attempt[at]! < attempt[row]!
    )
      return at
  }
  return -1
}
