/**
 * How many messages each lane has in each column of pixels: for any part of the axis, at a cost that hangs on the pixels.
 *
 * A wide part is read from a pyramid of counts whose levels are half as fine each; of a narrow one the messages themselves are
 * counted, because there are few. A message belongs to the lane of the partner that serves it: the receiver of a request, the
 * sender of an answer.
 */
import { outcomeOf } from "../../sim/report/outcome.ts"
import { messageKinds } from "./message-columns.ts"
import type { RunModel } from "./run-model.ts"
import type { TimeAxis } from "./time-axis.ts"
import type { TimeOrder } from "./time-order.ts"

/** What is counted of messages, each by lane, then bucket or column. */
interface Counts {
  readonly all: Uint32Array
  readonly failed: Uint32Array
  /** A no for reasons of the business. */
  readonly refused: Uint32Array
}

export interface Density extends Counts {
  readonly lanes: number
  readonly width: number
  /** How many counts and messages were looked at. */
  readonly visited: number
}

/** Buckets of the finest level. */
const finest = 1 << 14
const coarsest = 1 << 9
/** So many messages are counted one by one. */
const directMax = 40_000

const response = messageKinds.indexOf("response")
const receipt = messageKinds.indexOf("receipt")

/** The lane of the partner that serves a message, -1 for none. */
export const servingLane = (model: RunModel, row: number): number => {
  const { kind, sender, receiver } = model.columns
  const isAnswer = kind[row] === response || kind[row] === receipt
  return model.laneOf(isAnswer ? sender[row]! : receiver[row]!)
}

/** Did a message fail by its own columns: an error, or lost? A no for reasons of the business is not that. */
export const hasFailed = (model: RunModel, row: number): boolean => {
  const status = model.columns.status[row]!
  return model.columns.deliveredAt[row]! < 0 || (status >= 400 && outcomeOf(status) === "failed")
}

/** Is it a no for reasons of the business: a declined card, a conflict, something unknown? */
export const isRefused = (model: RunModel, row: number): boolean =>
  model.columns.deliveredAt[row]! >= 0 && outcomeOf(model.columns.status[row]!) === "declined"

const kindsOfCounts = ["all", "failed", "refused"] as const

const countsOf = (make: (kind: (typeof kindsOfCounts)[number]) => Uint32Array): Counts => ({
  all: make("all"),
  failed: make("failed"),
  refused: make("refused"),
})

export class DensityIndex {
  readonly #model: RunModel
  readonly #order: TimeOrder
  readonly axis: TimeAxis
  readonly lanes: number
  /** From the finest on. */
  readonly #levels: Counts[] = []

  constructor(model: RunModel, order: TimeOrder, axis: TimeAxis) {
    this.#model = model
    this.#order = order
    this.axis = axis
    this.lanes = model.lanes.length
  }

  /** The counts between two positions of the axis in so many columns. */
  read(from: number, until: number, width: number): Density {
    const { lanes } = this
    const counts = countsOf(() => new Uint32Array(lanes * width))
    const rows = this.#rowsBetween(from, until)
    if (rows.length <= directMax || finest * (until - from) < width) {
      const visited = this.#count(rows, counts, width, from, until, 0)
      return { lanes, width, ...counts, visited }
    }
    const level = this.#level(this.#levelFor(until - from, width))
    let visited = 0
    for (const kind of kindsOfCounts) visited += sample(level[kind], counts[kind], lanes, from, until, width)
    return { lanes, width, ...counts, visited }
  }

  /** Rows between two positions, by instant. */
  #rowsBetween(from: number, until: number): Uint32Array {
    const { axis } = this
    // Positions are finer than milliseconds: one on each side, and what lies outside of the columns is left out.
    const first = from <= 0 ? 0 : this.#order.before(axis.instantAt(from) - 1)
    const last = until >= 1 ? this.#order.rows.length : this.#order.before(axis.instantAt(until) + 2)
    return this.#order.rows.subarray(first, Math.max(first, last))
  }

  /** The coarsest level with a bucket for each column. */
  #levelFor(span: number, width: number): number {
    let level = 0
    while (finest >> (level + 1) >= coarsest && (finest >> (level + 1)) * span >= width) level++
    return level
  }

  /** Made when it is first looked at: a small run never needs any. */
  #level(wanted: number): Counts {
    if (this.#levels.length === 0) {
      this.#levels.push(countsOf(() => new Uint32Array(this.lanes * finest)))
      this.#count(this.#order.rows, this.#levels[0]!, finest, 0, 1, 1)
    }
    while (this.#levels.length <= wanted) {
      const finer = this.#levels.at(-1)!
      this.#levels.push(countsOf((kind) => halved(finer[kind])))
    }
    return this.#levels[wanted]!
  }

  /** Counts messages one by one. `edge` 1 takes in what lies at the very end. */
  #count(rows: Uint32Array, counts: Counts, width: number, from: number, until: number, edge: number): number {
    const { columns } = this.#model
    const scale = width / (until - from)
    for (const row of rows) {
      const lane = servingLane(this.#model, row)
      if (lane < 0) continue
      let column = Math.floor((this.axis.positionOf(columns.sentAt[row]!) - from) * scale)
      if (column === width && (edge === 1 || until >= 1)) column--
      if (column < 0 || column >= width) continue
      counts.all[lane * width + column]!++
      if (hasFailed(this.#model, row)) counts.failed[lane * width + column]!++
      else if (isRefused(this.#model, row)) counts.refused[lane * width + column]!++
    }
    return rows.length
  }
}

const halved = (counts: Uint32Array): Uint32Array => {
  const half = new Uint32Array(counts.length / 2)
  for (let i = 0; i < half.length; i++) half[i] = counts[i * 2]! + counts[i * 2 + 1]!
  return half
}

/** Sums the buckets of a level into columns; answers how many it looked at. */
const sample = (
  level: Uint32Array,
  into: Uint32Array,
  lanes: number,
  from: number,
  until: number,
  width: number,
): number => {
  const buckets = level.length / lanes
  const first = Math.max(0, Math.floor(from * buckets))
  const last = Math.min(buckets, Math.ceil(until * buckets))
  const scale = width / ((until - from) * buckets)
  for (let lane = 0; lane < lanes; lane++) {
    for (let bucket = first; bucket < last; bucket++) {
      const count = level[lane * buckets + bucket]!
      if (count === 0) continue
      const column = Math.floor((bucket + 0.5 - from * buckets) * scale)
      if (column >= 0 && column < width) into[lane * width + column]! += count
    }
  }
  return lanes * (last - first)
}
