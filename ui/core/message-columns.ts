/**
 * The messages of a run as growing columns: what the list, the timeline and the filter read, forty-four bytes a message.
 *
 * Arrays are longer than the run while it grows, and others take their place when they are full: ask for them anew after a change.
 */
import type { StoredColumn } from "../../sim/journal/sealed-batch.ts"

/** The kinds of messages, as numbers. */
export const messageKinds = ["act", "request", "response", "webhook", "receipt", "handover"] as const

export type MessageKind = (typeof messageKinds)[number]

export const kindOf = ({ columns }: { readonly columns: MessageColumns }, row: number): MessageKind =>
  messageKinds[columns.kind[row]!] ?? "request"

/** Do people and parcels stay out of it? */
export const isHttp = (model: { readonly columns: MessageColumns }, row: number): boolean => {
  const kind = kindOf(model, row)
  return kind !== "act" && kind !== "handover"
}

/** A column of numbers as the columns are filled: whole ones of 8, 16 or 32 bits, or floats. */
type Cells = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

/** Numbers that are small in almost every run. */
type Counts = Uint16Array | Uint32Array

const shortMax = 0xffff
const rowsAtFirst = 16_384

export class MessageColumns {
  /** Index in `messageKinds`; beyond them for a kind that is none of those. */
  kind = new Uint8Array(0)
  sender = new Uint16Array(0)
  receiver = new Uint16Array(0)
  operation = new Uint16Array(0)
  status = new Uint16Array(0)
  attempt = new Uint16Array(0)
  copy = new Uint8Array(0)
  subject = new Uint32Array(0)
  /** Row of the message that caused it, -1 for none. */
  cause = new Int32Array(0)
  call: Counts = new Uint16Array(0)
  sentAt = new Float64Array(0)
  /** -1 when it never arrived. */
  deliveredAt = new Float64Array(0)
  /** Number of its body in the run, -1 for none. */
  body = new Int32Array(0)
  /** How many messages the row stands for. */
  count: Counts = new Uint16Array(0)

  /** Makes room for so many rows. */
  reserve(rows: number): void {
    if (rows <= this.kind.length) return
    const capacity = Math.max(rows, rowsAtFirst)
    this.kind = grown(this.kind, new Uint8Array(capacity))
    this.sender = grown(this.sender, new Uint16Array(capacity))
    this.receiver = grown(this.receiver, new Uint16Array(capacity))
    this.operation = grown(this.operation, new Uint16Array(capacity))
    this.status = grown(this.status, new Uint16Array(capacity))
    this.attempt = grown(this.attempt, new Uint16Array(capacity))
    this.copy = grown(this.copy, new Uint8Array(capacity))
    this.subject = grown(this.subject, new Uint32Array(capacity))
    this.cause = grown(this.cause, new Int32Array(capacity))
    this.call = grown(this.call, asWideAs(this.call, capacity))
    this.sentAt = grown(this.sentAt, new Float64Array(capacity))
    this.deliveredAt = grown(this.deliveredAt, new Float64Array(capacity))
    this.body = grown(this.body, new Int32Array(capacity))
    this.count = grown(this.count, asWideAs(this.count, capacity))
  }

  /** Makes one of the columns of small numbers wider when a larger one is to come. */
  fit(name: "call" | "count", { base, cells }: StoredColumn): void {
    const column = this[name]
    if (column instanceof Uint32Array) return
    let most = 0
    if (cells !== null) for (const cell of cells) if (cell > most) most = cell
    if (base + most > shortMax) this[name] = grown(column, new Uint32Array(column.length))
  }
}

const asWideAs = (column: Counts, rows: number): Counts =>
  column instanceof Uint32Array ? new Uint32Array(rows) : new Uint16Array(rows)

const grown = <Column extends Cells>(from: Cells, to: Column): Column => {
  to.set(from)
  return to
}

/** Copies a stored column into rows `from` on. */
export const copyColumn = (into: Cells, { base, cells }: StoredColumn, from: number, rows: number): void => {
  if (cells === null) {
    into.fill(base, from, from + rows)
    return
  }
  into.set(cells, from)
  if (base === 0) return
  // One loop for each width: a loop that meets several kinds of arrays is several times as slow.
  if (into instanceof Float64Array) addToFloats(into, base, from, rows)
  else if (into instanceof Uint8Array) addToBytes(into, base, from, rows)
  else if (into instanceof Uint16Array) addToShorts(into, base, from, rows)
  else addToWords(into, base, from, rows)
}

const addToFloats = (into: Float64Array, base: number, from: number, rows: number): void => {
  for (let row = from; row < from + rows; row++) into[row]! += base
}
const addToBytes = (into: Uint8Array, base: number, from: number, rows: number): void => {
  for (let row = from; row < from + rows; row++) into[row]! += base
}
const addToShorts = (into: Uint16Array, base: number, from: number, rows: number): void => {
  for (let row = from; row < from + rows; row++) into[row]! += base
}
const addToWords = (into: Uint32Array | Int32Array, base: number, from: number, rows: number): void => {
  for (let row = from; row < from + rows; row++) into[row]! += base
}
