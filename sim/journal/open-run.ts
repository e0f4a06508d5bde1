/**
 * Opens a run file lazily: footer and index now, each batch when it is first touched.
 *
 * A file without a footer, because the run was cut off or still goes on, is walked record by record up to its last whole batch. A
 * truncated or damaged file is an ordinary input, and a sentence says what was read and why it ends there; only something that
 * never was a run file is an error. A batch that turns out to be damaged when it is touched is a `DamagedBatch`.
 */
import type { Batch } from "./batch.ts"
import { checkBatch } from "./check-batch.ts"
import { Dictionary } from "./dictionary.ts"
import { JournalReader } from "./reader.ts"
import { indexNumbers } from "./run-file.ts"
import { endMagic, jsonOf, magic, recordAt, type RunRecord, type RunSource } from "./records.ts"
import { SealedBatch } from "./sealed-batch.ts"
import { BatchStore, StoredBatch } from "./stored-batch.ts"
import { bodiesIndex, tables } from "./tables.ts"

export class NotARunFile extends Error {
  override readonly name = "NotARunFile"
}

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

type Json = Readonly<Record<string, unknown>>

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
  checkMagic(source)
  const header = headerOf(source)
  if (typeof header === "string") return tell(null, nothing(header))
  const problem = layoutProblem(header.value["tables"])
  return tell(header.value, problem === null ? find(header.end) : nothing(problem))
}

const checkMagic = (source: RunSource): void => {
  const bytes = source.read(0, Math.min(magic.length, source.size))
  const name = magic.subarray(0, 7)
  if (bytes.length < magic.length || name.some((byte, index) => bytes[index] !== byte)) {
    throw new NotARunFile(
      `This is not a run file: it should begin with the letters BACKLOT and a version, but has ` +
        `${bytes.length === 0 ? "no bytes at all" : `the bytes ${[...bytes].join(" ")}`}. ` +
        "Give a file that a run has written.",
    )
  }
  if (bytes[7] !== magic[7]) {
    throw new NotARunFile(`This run file has format ${bytes[7]}, but only format ${magic[7]} can be read here.`)
  }
}

const headerOf = (source: RunSource): { readonly value: Json; readonly end: number } | string => {
  if (source.size === magic.length) return endsWithoutFooter(magic.length)
  const record = recordAt(source, magic.length)
  if (typeof record === "string") return record
  if (record.type !== "header") return `A ${record.type} record does not belong at byte ${magic.length}.`
  const value = parse(record.payload)
  return value === null ? `The header at byte ${record.start} is not a JSON object.` : { value, end: record.end }
}

/** Rows are raw bytes, so they can only be read with the very columns with which they were written. */
const layoutProblem = (found: unknown): string | null => {
  if (JSON.stringify(found) === JSON.stringify(tables)) return null
  const columns = (layout: unknown): string[] =>
    Object.entries((layout ?? {}) as Record<string, object>).flatMap(([table, types]) =>
      Object.entries(types ?? {}).map(([column, type]) => `${table}.${column} as ${type}`),
    )
  const ours = columns(tables)
  const theirs = columns(found)
  const at = ours.findIndex((column, index) => column !== theirs[index])
  return (
    `The file was written by another build, whose columns differ: where this build has ${ours[at] ?? "no more columns"}, ` +
    `the file has ${theirs[at === -1 ? ours.length : at] ?? "nothing"}. Read it with the build that its header names.`
  )
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

/** Where the footer begins according to the last bytes of a file; null when they are others. */
const footerStart = (end: Uint8Array): number | null => {
  const start = new DataView(end.buffer, end.byteOffset, endBytes).getFloat64(0, true)
  const known = Number.isSafeInteger(start) && start >= magic.length
  return known && endMagic.every((byte, index) => end[8 + index] === byte) ? start : null
}

const readFooter = (source: RunSource, { payload }: RunRecord): Found | null => {
  try {
    const bytes = payload.byteOffset % 8 === 0 ? payload : new Uint8Array(payload)
    const length = new Float64Array(bytes.buffer, bytes.byteOffset, 1)[0]!
    const { footer, names, rows } = jsonOf(bytes.subarray(8, 8 + length)) as {
      readonly footer: Json
      readonly names: readonly string[]
      readonly rows: readonly number[]
    }
    if (!Array.isArray(rows) || typeof footer !== "object" || footer === null) return null
    const store = new BatchStore(source)
    const index = new Float64Array(bytes.buffer, bytes.byteOffset + 8 + length, (bytes.length - 8 - length) / 8)
    const batches: StoredBatch[] = []
    for (let at = 0; at < index.length; at += indexNumbers) {
      const [offset = 0, earliest = 0, latest = -1] = index.subarray(at, at + 3)
      const firsts = [...index.subarray(at + 3, at + indexNumbers)]
      batches.push(new StoredBatch(store, offset, { firsts, earliest, latest }))
    }
    return { footer, names: dictionaryOf(names), batches, rows, problem: null }
  } catch {
    return null
  }
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
    return ended(
      `According to the footer, the counts should be ${found.rows.join(", ")}, but ${rows.join(", ")} were read.`,
    )
  }
  const rest = source.size - record.end
  if (rest < endBytes) return ended(`The file ends in the middle of its last ${endBytes} bytes.`, found.footer)
  if (footerStart(source.read(record.end, endBytes)) !== record.start) {
    return ended(`The last ${endBytes} bytes of the run, at byte ${record.end}, are damaged.`, found.footer)
  }
  return ended(rest > endBytes ? `${rest - endBytes} bytes after its end were not read.` : null, found.footer)
}

const takeNames = (names: Dictionary, payload: Uint8Array): void => {
  for (const name of jsonOf(payload) as readonly string[]) {
    if (typeof name !== "string" || names.find(name) !== -1)
      throw new Error(`${JSON.stringify(name)} stands twice or is no name.`)
    names.intern(name)
  }
}

const dictionaryOf = (names: readonly string[]): Dictionary => {
  const dictionary = new Dictionary("name", 65_536)
  for (const name of names) dictionary.intern(name)
  return dictionary
}

const parse = (payload: Uint8Array): Json | null => {
  try {
    const value = jsonOf(payload)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}

const nothing = (problem: string): Found => ({ footer: null, names: dictionaryOf([]), batches: [], rows: [], problem })

const endsWithoutFooter = (at: number): string =>
  `The file ends without a footer at byte ${at}: the run was cut off or still goes on.`

const tell = (header: Json | null, { footer, names, batches, rows, problem }: Found): RunFile => {
  const journal = new RunJournal(names, batches, rows)
  const counts = journal.tables.map((table) => `${table.tableName} ${table.rows}`).join(", ")
  const says = `${footer === null ? "A part of a run" : "A whole run"} was read: ${counts}.${problem === null ? "" : ` ${problem}`}`
  return { header, footer, journal, complete: footer !== null, says }
}

/** What follows the footer: where it begins, and the end magic. */
const endBytes = 16
