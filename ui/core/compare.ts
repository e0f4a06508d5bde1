/**
 * Two runs side by side: each message of one finds its like in the other by who sent it to whom, what it is, what it is about, and
 * the how many-th of that it is. Runs of one scenario are equal up to the first message that differs: that is where they part.
 */
import { tableIndex } from "../../sim/journal/tables.ts"
import { PairTable } from "./pair-table.ts"
import type { RunModel } from "./run-model.ts"
import { Slices } from "./slices.ts"

export interface Alignment {
  /** By row of the first run: its like in the second, -1 for none. */
  readonly inSecond: Int32Array
  /** By row of the second run: its like in the first, -1 for none. */
  readonly inFirst: Int32Array
  /** Messages that have a like. */
  readonly paired: number
  readonly divergence: Divergence | null
}

/** Where two runs part: a row of each, -1 where one has nothing there. */
export interface Divergence {
  readonly first: number
  readonly second: number
  /** Messages before it that are equal in both. */
  readonly equal: number
  /** What differs: the message itself, one of its columns, or its body. */
  readonly what: "message" | "column" | "body"
  /** The columns that differ, by name. */
  readonly columns: readonly string[]
}

const facts = ["attempt", "call", "status", "sentAt", "deliveredAt", "count"] as const

export const align = async (first: RunModel, second: RunModel): Promise<Alignment> => {
  const slices = new Slices()
  const groups = new Groups(first, second)
  const inSecond = new Int32Array(first.rows).fill(-1)
  const inFirst = new Int32Array(second.rows).fill(-1)
  /** By group: its rows in the first run, linked from the first on. */
  const heads: number[] = []
  const tails: number[] = []
  const next = new Int32Array(first.rows).fill(-1)
  for (let row = 0; row < first.rows; row++) {
    if ((row & 4095) === 0) await slices.pause()
    const group = groups.ofFirst(row)
    const tail = tails[group]
    if (tail === undefined) heads[group] = row
    else next[tail] = row
    tails[group] = row
  }
  let paired = 0
  for (let row = 0; row < second.rows; row++) {
    if ((row & 4095) === 0) await slices.pause()
    const group = groups.ofSecond(row)
    const like = heads[group] ?? -1
    if (like < 0) continue
    heads[group] = next[like]!
    inSecond[like] = row
    inFirst[row] = like
    paired++
  }
  return { inSecond, inFirst, paired, divergence: await divergenceOf(first, second, groups, slices) }
}

/** Numbers for what messages are, the same in both runs. */
class Groups {
  readonly #first: RunModel
  readonly #second: RunModel
  /** What names and subjects of the second run are in the first; those that it does not have follow its own. */
  readonly #names: Uint32Array
  readonly #subjects: Uint32Array
  readonly #ends = new PairTable()
  readonly #kinds = new PairTable()
  readonly #groups = new PairTable()

  constructor(first: RunModel, second: RunModel) {
    this.#first = first
    this.#second = second
    const names = second.names.from(0)
    this.#names = Uint32Array.from(names, (name, id) => numberIn(first.names.find(name), first.names.size + id))
    const subjects = new Map(first.subjects.texts.map((text, id) => [text, id]))
    const { texts } = second.subjects
    this.#subjects = Uint32Array.from(texts, (text, id) => subjects.get(text) ?? subjects.size + id)
  }

  ofFirst(row: number): number {
    const { kind, sender, receiver, operation, subject, copy } = this.#first.columns
    return this.#of(kind[row]!, sender[row]!, receiver[row]!, operation[row]!, subject[row]!, copy[row]!)
  }

  ofSecond(row: number): number {
    const { kind, sender, receiver, operation, subject, copy } = this.#second.columns
    const names = this.#names
    const [from, to, what] = [names[sender[row]!]!, names[receiver[row]!]!, names[operation[row]!]!]
    return this.#of(kind[row]!, from, to, what, this.#subjects[subject[row]!]!, copy[row]!)
  }

  #of(kind: number, sender: number, receiver: number, operation: number, subject: number, copy: number): number {
    const ends = this.#ends.of(sender, receiver)
    return this.#groups.of(this.#kinds.of(ends, (operation * 256 + copy) * 8 + kind), subject)
  }
}

const numberIn = (found: number, otherwise: number): number => (found >= 0 ? found : otherwise)

/** Rows are written in the order of what happened, so the first pair of rows that differs is where the runs part. */
const divergenceOf = async (
  first: RunModel,
  second: RunModel,
  groups: Groups,
  slices: Slices,
): Promise<Divergence | null> => {
  const rows = Math.min(first.rows, second.rows)
  let row = 0
  let columns: readonly string[] = []
  for (; row < rows; row++) {
    if ((row & 4095) === 0) await slices.pause()
    if (groups.ofFirst(row) !== groups.ofSecond(row)) break
    columns = facts.filter((name) => first.columns[name][row] !== second.columns[name][row])
    if (columns.length > 0) break
  }
  const body = await otherBody(first, second, row, slices)
  if (body >= 0) return { first: body, second: body, equal: body, what: "body", columns: ["body"] }
  if (row < rows) {
    return { first: row, second: row, equal: row, what: columns.length > 0 ? "column" : "message", columns }
  }
  if (first.rows === second.rows) return null
  const [longer, shorter] = first.rows > second.rows ? [rows, -1] : [-1, rows]
  return { first: longer, second: shorter, equal: rows, what: "message", columns: [] }
}

/** The first row before `until` whose bodies differ, -1 for none. Batches of equal bytes are not looked into. */
const otherBody = async (first: RunModel, second: RunModel, until: number, slices: Slices): Promise<number> => {
  for (let row = 0; row < until;) {
    const [a, b] = [first.index.find(tableIndex.messages, row), second.index.find(tableIndex.messages, row)]
    const end = Math.min(until, endOf(first, a), endOf(second, b))
    const [one, other] = [await first.batch(a), await second.batch(b)]
    await slices.pause()
    if (!sameBytes(one.bytes, other.bytes)) {
      for (; row < end; row++) if (!(await sameBody(first, second, row))) return row
    }
    row = end
  }
  return -1
}

/** The row after the last one of a batch. */
const endOf = ({ index, rows }: RunModel, batch: number): number =>
  index.entries[batch + 1]?.firsts[tableIndex.messages] ?? rows

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => {
  if (one.length !== other.length) return false
  // Batches begin at multiples of eight and are as long.
  const a = new Int32Array(one.buffer, one.byteOffset, one.length / 4)
  const b = new Int32Array(other.buffer, other.byteOffset, other.length / 4)
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

const sameBody = async (first: RunModel, second: RunModel, row: number): Promise<boolean> => {
  const [a, b] = [first.columns.body[row]!, second.columns.body[row]!]
  if (a < 0 || b < 0) return a < 0 && b < 0
  return JSON.stringify(await first.body(row)) === JSON.stringify(await second.body(row))
}
