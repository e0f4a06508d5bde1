/**
 * The messages of a run as people look at them: in the order of time, each with its answer, answers apart.
 *
 * Rows of the journal are almost in that order; the few that stand for many polls at once are written later than they began.
 */
import { messageKinds } from "../core/message-columns.ts"
import type { RunModel } from "../core/run-model.ts"

const response = messageKinds.indexOf("response")
const receipt = messageKinds.indexOf("receipt")

export class RunIndex {
  readonly model: RunModel
  readonly version: number
  /** All rows by the instant at which they were sent. */
  readonly all: Int32Array
  /** The same without answers. */
  readonly asks: Int32Array
  /** By row: its first answer, -1 for none. */
  readonly answers: Int32Array

  constructor(model: RunModel) {
    const { rows } = model
    const { kind, cause } = model.columns
    this.model = model
    this.version = model.version
    this.all = inTime(model.columns.sentAt, rows)
    this.answers = new Int32Array(rows).fill(-1)
    let asked = 0
    for (let row = 0; row < rows; row++) {
      if (!isAnswerKind(kind[row]!)) asked++
      else if (cause[row]! >= 0 && this.answers[cause[row]!] === -1) this.answers[cause[row]!] = row
    }
    this.asks = new Int32Array(asked)
    let place = 0
    for (const row of this.all) if (!isAnswerKind(kind[row]!)) this.asks[place++] = row
  }

  isAnswer(row: number): boolean {
    return isAnswerKind(this.model.columns.kind[row]!)
  }

  /** The message that is asked, for an answer; any other message is itself. */
  askOf(row: number): number {
    const cause = this.model.columns.cause[row] ?? -1
    return this.isAnswer(row) && cause >= 0 ? cause : row
  }

  /** Place of a row in a list of rows in time, or of the last one before it. -1 before all. */
  placeOf(list: Int32Array, row: number): number {
    return this.#last(list, this.model.columns.sentAt[row] ?? 0, row)
  }

  /** Place of the last row that was sent at or before an instant. -1 before all. */
  placeAt(list: Int32Array, at: number): number {
    return this.#last(list, at, Infinity)
  }

  #last(list: Int32Array, at: number, row: number): number {
    const { sentAt } = this.model.columns
    let low = 0
    let high = list.length
    while (low < high) {
      const middle = (low + high) >> 1
      const there = list[middle]!
      const sent = sentAt[there]!
      if (sent < at || (sent === at && there <= row)) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

const isAnswerKind = (kind: number): boolean => kind === response || kind === receipt

/** Rows that are late are few: they are sorted alone and merged in. */
const inTime = (sentAt: Float64Array, rows: number): Int32Array => {
  const late: number[] = []
  let latest = -Infinity
  for (let row = 0; row < rows; row++) {
    if (sentAt[row]! < latest) late.push(row)
    else latest = sentAt[row]!
  }
  late.sort((a, b) => sentAt[a]! - sentAt[b]! || a - b)
  const all = new Int32Array(rows)
  let next = 0
  let place = 0
  latest = -Infinity
  for (let row = 0; row < rows; row++) {
    if (sentAt[row]! < latest) continue
    latest = sentAt[row]!
    while (next < late.length && sentAt[late[next]!]! < latest) all[place++] = late[next++]!
    all[place++] = row
  }
  while (next < late.length) all[place++] = late[next++]!
  return all
}
