/**
 * Opens a run file lazily: footer and index now, each batch when it is first touched.
 *
 * A file without a footer, because the run was cut off or still goes on, is walked record by record up to its last whole batch. A
 * truncated or damaged file is an ordinary input, and a sentence says what was read and why it ends there; only something that
 * never was a run file is an error. A batch that turns out to be damaged when it is touched is a `DamagedBatch`.
 */
import type { Batch } from "./batch.ts"
import { checkBatch } from "./check-batch.ts"
import type { Dictionary } from "./dictionary.ts"
import { JournalReader } from "./reader.ts"
import { magic, recordAt, type RunRecord, type RunSource } from "./records.ts"
import { indexNumbers } from "./run-file.ts"
import {
  checkMagic,
  dictionaryOf,
  endBytes,
  endingIn,
  endProblem,
  endsWithoutFooter,
  footerStart,
  headerIn,
  layoutProblem,
  otherCounts,
  takeNames,
  whatWasRead,
  type Json,
} from "./run-parts.ts"
import { SealedBatch } from "./sealed-batch.ts"
import { BatchStore, StoredBatch } from "./stored-batch.ts"
import { bodiesIndex } from "./tables.ts"

export { NotARunFile } from "./run-parts.ts"

export interface RunFile {
  /** Null when the file ends before it or its header is damaged. */
  readonly header: Json | null
  /** Null when the run never ended, or its end is lost. */
  readonly footer: Json | null
  readonly journal: RunJournal
  /** True when everything that the run wrote is there. */
  readonly complete: boolean
  /** For people: what was read and, when something is missing, where and why. */
  readonly says: string
}

/** The journal in a file. */
export class RunJournal extends JournalReader {
  override readonly names: Dictionary
  readonly #batches: readonly StoredBatch[]
  readonly #rows: readonly number[]

  constructor(names: Dictionary, batches: readonly StoredBatch[], rows: readonly number[]) {
    super()
    this.names = names
    this.#batches = batches
    this.#rows = rows
  }

  override get batches(): number {
    return this.#batches.length
  }

  override batch(index: number): Batch {
    const batch = this.#batches[index]
    if (batch === undefined) throw new RangeError(`The run has no batch ${index}: it has ${this.batches}.`)
    return batch.load()
  }

  override rows(table: number): number {
    return this.#rows[table] ?? 0
  }

  override first(batch: number, table: number): number {
    return this.#batches[batch]?.firsts[table] ?? 0
  }
}

/** What was found in a file, and why no more. */
interface Found {
  readonly footer: Json | null
  readonly names: Dictionary
  readonly batches: readonly StoredBatch[]
  readonly rows: readonly number[]
  readonly problem: string | null
}

export const openRun = (source: RunSource): RunFile => open(source, (from) => atTheEnd(source) ?? walk(source, from))

/** Opens a file that is in memory and checks everything in it: what `journal` then holds can be read without surprises. */
export const readRunFile = (bytes: Uint8Array): RunFile => {
  const source = {
    size: bytes.length,
    read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
  }
  return open(source, (from) => walk(source, from))
}

const open = (source: RunSource, find: (from: number) => Found): RunFile => {
  checkMagic(source.read(0, Math.min(magic.length, source.size)))
  const header = headerOf(source)
  if (typeof header === "string") return tell(null, nothing(header))
  const problem = layoutProblem(header.value)
  return tell(header.value, problem === null ? find(header.end) : nothing(problem))
}

const headerOf = (source: RunSource): { readonly value: Json; readonly end: number } | string => {
  if (source.size === magic.length) return endsWithoutFooter(magic.length)
  const record = recordAt(source, magic.length)
  if (typeof record === "string") return record
  const value = headerIn(record)
  return typeof value === "string" ? value : { value, end: record.end }
}

/** What the footer says, found from the end of the file; null when there is none or it is damaged. */
const atTheEnd = (source: RunSource): Found | null => {
  if (source.size < magic.length + endBytes) return null
  const start = footerStart(source.read(source.size - endBytes, endBytes))
  if (start === null) return null
  const record = recordAt(source, start)
  if (typeof record === "string" || record.type !== "footer" || record.end !== source.size - endBytes) return null
  return readFooter(source, record)
}

const readFooter = (source: RunSource, record: RunRecord): Found | null => {
  const ending = endingIn(record)
  if (ending === null) return null
  const { footer, names, rows, index } = ending
  const store = new BatchStore(source)
  const batches: StoredBatch[] = []
  for (let at = 0; at < index.length; at += indexNumbers) {
    const [offset = 0, earliest = 0, latest = -1] = index.subarray(at, at + 3)
    const firsts = [...index.subarray(at + 3, at + indexNumbers)]
    batches.push(new StoredBatch(store, offset, { firsts, earliest, latest }))
  }
  return { footer, names: dictionaryOf(names), batches, rows, problem: null }
}

/** Reads record by record: everything up to the last batch that is whole and right. */
const walk = (source: RunSource, from: number): Found => {
  const names = dictionaryOf([])
  const store = new BatchStore(source)
  const batches: StoredBatch[] = []
  let rows: readonly number[] = Array.from({ length: bodiesIndex + 1 }, () => 0)
  const ended = (problem: string | null, footer: Json | null = null): Found => ({
    footer,
    names,
    batches,
    rows,
    problem,
  })
  for (let offset = from; ;) {
    if (offset === source.size) return ended(endsWithoutFooter(offset))
    const record = recordAt(source, offset)
    if (typeof record === "string") return ended(record)
    const at = `the ${record.type} record at byte ${offset}`
    if (record.type === "header") return ended(`A header record does not belong at byte ${offset}.`)
    if (record.type === "footer") return readEnd(source, record, rows, ended)
    try {
      if (record.type === "names") takeNames(names, record.payload)
      else {
        const batch = new SealedBatch(record.payload)
        if (batch.firsts.some((first, index) => first !== rows[index])) {
          return ended(`In ${at}, rows from ${batch.firsts.join(", ")} on should follow ${rows.join(", ")} rows.`)
        }
        checkBatch(batch, names)
        batches.push(new StoredBatch(store, offset, batch))
        rows = rows.map((before, index) => before + batch.rows(index))
      }
    } catch (problem) {
      return ended(`In ${at}: ${(problem as Error).message}`)
    }
    offset = record.end
  }
}

/** The footer that a walk arrived at. It counts if it promises what was read. */
const readEnd = (
  source: RunSource,
  record: RunRecord,
  rows: readonly number[],
  ended: (problem: string | null, footer?: Json | null) => Found,
): Found => {
  const found = readFooter(source, record)
  if (found === null) return ended(`The footer at byte ${record.start} is none that a run writes.`)
  if (found.rows.some((count, index) => count !== rows[index])) {
    return ended(otherCounts(found.rows, rows))
  }
  return ended(endProblem(source.read(record.end, source.size - record.end), record), found.footer)
}

const nothing = (problem: string): Found => ({ footer: null, names: dictionaryOf([]), batches: [], rows: [], problem })

const tell = (header: Json | null, { footer, names, batches, rows, problem }: Found): RunFile => {
  const journal = new RunJournal(names, batches, rows)
  return { header, footer, journal, complete: footer !== null, says: whatWasRead(rows, footer !== null, problem) }
}
