/** The messages of a run as people look at them: in the order of time, each with its answer, answers apart. */
import { chainOf } from "../core/causes.ts"
import { DensityIndex } from "../core/density.ts"
import { messageKinds } from "../core/message-columns.ts"
import { Effects } from "../core/order-index.ts"
import type { RunModel } from "../core/run-model.ts"
import { TimeAxis } from "../core/time-axis.ts"
import { firstPlace, TimeOrder } from "../core/time-order.ts"
import { verdictOf, type VerdictStrip } from "../core/verdict.ts"

const response = messageKinds.indexOf("response")
const receipt = messageKinds.indexOf("receipt")

export class RunIndex {
  readonly model: RunModel
  readonly version: number
  readonly #order: TimeOrder
  /** All rows by the instant at which they were sent. */
  readonly all: Uint32Array
  /** The same without answers. */
  readonly asks: Uint32Array
  /** By row: its first answer, -1 for none. */
  readonly answers: Int32Array
  readonly axis: TimeAxis
  #density: DensityIndex | null = null
  #effects: Effects | null = null
  readonly #verdicts = new Map<number, VerdictStrip>()

  constructor(model: RunModel) {
    const { rows } = model
    const { kind, cause } = model.columns
    this.model = model
    this.version = model.version
    this.#order = new TimeOrder(model)
    this.all = this.#order.rows
    this.answers = new Int32Array(rows).fill(-1)
    let asked = 0
    for (let row = 0; row < rows; row++) {
      if (!isAnswerKind(kind[row]!)) asked++
      else if (cause[row]! >= 0 && this.answers[cause[row]!] === -1) this.answers[cause[row]!] = row
    }
    this.asks = new Uint32Array(asked)
    let place = 0
    for (const row of this.all) if (!isAnswerKind(kind[row]!)) this.asks[place++] = row
    this.axis = TimeAxis.of(instantsOf(model, this.all))
  }

  get density(): DensityIndex {
    this.#density ??= new DensityIndex(this.model, this.#order, this.axis)
    return this.#density
  }

  /** What is told of the run at a place, 0 the worst. */
  verdictAt(place: number): VerdictStrip {
    const known = this.#verdicts.get(place) ?? verdictOf(this.model, place)
    this.#verdicts.set(place, known)
    return known
  }

  isAnswer(row: number): boolean {
    return isAnswerKind(this.model.columns.kind[row]!)
  }

  /** The message that is asked, for an answer; any other message is itself. */
  askOf(row: number): number {
    const cause = this.model.columns.cause[row] ?? -1
    return row >= 0 && this.isAnswer(row) && cause >= 0 ? cause : row
  }

  /** What led to a message, from the first cause to it; answers stand for what they answer. */
  chainOf(row: number): readonly number[] {
    return [...new Set(chainOf(this.model, row).map((at) => this.askOf(at)))]
  }

  /** What a message and its answer led to. */
  effectsOf(row: number): readonly number[] {
    this.#effects ??= new Effects(this.model)
    const answer = this.answers[row] ?? -1
    return [...this.#effects.of(row), ...(answer < 0 ? [] : this.#effects.of(answer))].filter(
      (at) => !this.isAnswer(at),
    )
  }

  /** Place of a row in a list of rows in time, or of the last one before it. -1 before all. */
  placeOf(list: Uint32Array, row: number): number {
    return this.#last(list, this.model.columns.sentAt[row] ?? 0, row)
  }

  /** Place of the last row that was sent at or before an instant. -1 before all. */
  placeAt(list: Uint32Array, at: number): number {
    return this.#last(list, at, Infinity)
  }

  #last(list: Uint32Array, at: number, row: number): number {
    const { sentAt } = this.model.columns
    return firstPlace(list, (other) => sentAt[other]! > at || (sentAt[other] === at && other > row)) - 1
  }
}

const isAnswerKind = (kind: number): boolean => kind === response || kind === receipt

function* instantsOf(model: RunModel, rows: Uint32Array): Generator<number> {
  const { sentAt } = model.columns
  for (const row of rows) yield sentAt[row]!
  for (const { at } of model.breaches) if (at > (sentAt[rows.at(-1) ?? 0] ?? 0)) yield at
}
