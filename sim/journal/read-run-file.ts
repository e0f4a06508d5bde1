/**
 * Reads a run file up to its last complete commit, and says in a sentence what was read and why it ends there.
 *
 * A truncated or damaged file is an ordinary input: only something that never was a run file is an error.
 */
import type { Dictionary } from "./dictionary.ts"
import { Journal } from "./journal.ts"
import { magic, numbersOf, recordAt, type RunRecord } from "./records.ts"
import { tables } from "./tables.ts"

export class NotARunFile extends Error {
  override readonly name = "NotARunFile"
}

export interface RunFile {
  /** Null when the file ends before it or its header is damaged. */
  readonly header: Readonly<Record<string, unknown>> | null
  /** Null when the run never ended, or its end is lost. */
  readonly footer: Readonly<Record<string, unknown>> | null
  readonly journal: Journal
  /** True when everything that the run wrote was read. */
  readonly complete: boolean
  /** For people: what was read and, when something is missing, where and why. */
  readonly says: string
}

type Json = Readonly<Record<string, unknown>>

/** What one commit makes valid; it ends in the commit's own record. */
type Group = readonly RunRecord[]

interface Scan {
  readonly header: Json | null
  readonly footer: Json | null
  readonly groups: readonly Group[]
  /** Why the scan ended, null for a footer at the very end. */
  readonly problem: string | null
}

export const readRunFile = (bytes: Uint8Array): RunFile => {
  checkMagic(bytes)
  const scan = scanRecords(bytes)
  let { problem } = scan
  let groups = scan.groups
  let journal = new Journal()
  for (const [index, group] of groups.entries()) {
    const wrong = attempt(() => applyGroup(journal, group))
    if (wrong === null) continue
    // The journal may hold a part of that group now, so what came before it is read once more into a fresh one.
    problem = wrong
    groups = groups.slice(0, index)
    journal = new Journal()
    for (const good of groups) applyGroup(journal, good)
    break
  }
  const whole = groups.length === scan.groups.length
  const footer = whole ? scan.footer : null
  return { header: scan.header, footer, journal, complete: footer !== null, says: tell(journal, footer, problem) }
}

const checkMagic = (bytes: Uint8Array): void => {
  const name = magic.subarray(0, 7)
  if (bytes.length < magic.length || name.some((byte, index) => bytes[index] !== byte)) {
    throw new NotARunFile(
      `This is not a run file: it should begin with the letters BACKLOT and a version, but has ` +
        `${bytes.length === 0 ? "no bytes at all" : `the bytes ${[...bytes.subarray(0, 8)].join(" ")}`}. ` +
        "Give a file that a run has written.",
    )
  }
  if (bytes[7] !== magic[7]) {
    throw new NotARunFile(`This run file has format ${bytes[7]}, but only format ${magic[7]} can be read here.`)
  }
}

/** Walks the records without reading rows. */
const scanRecords = (bytes: Uint8Array): Scan => {
  let header: Json | null = null
  const groups: Group[] = []
  let group: RunRecord[] = []
  for (let offset = magic.length; ;) {
    const ended = { header, footer: null, groups }
    if (offset === bytes.length) {
      return {
        ...ended,
        problem: `The file ends without a footer at byte ${offset}: the run was cut off or still goes on.`,
      }
    }
    const record = recordAt(bytes, offset)
    if (typeof record === "string") return { ...ended, problem: record }
    if ((record.type === "header") !== (header === null)) {
      return { ...ended, problem: `A ${record.type} record does not belong at byte ${offset}.` }
    }
    if (record.type === "header" || record.type === "footer") {
      const value = parse(record)
      if (value === null) return { ...ended, problem: `The ${record.type} at byte ${offset} is not a JSON object.` }
      if (record.type === "header") {
        header = value
        const problem = layoutProblem(value["tables"])
        if (problem !== null) return { ...ended, header, problem }
      } else if (group.length > 0) {
        return { ...ended, problem: `The footer at byte ${offset} follows rows that were never committed.` }
      } else {
        const rest = bytes.length - record.end
        return { ...ended, footer: value, problem: rest > 0 ? `${rest} bytes after its footer were not read.` : null }
      }
    } else {
      group.push(record)
      if (record.type === "commit") {
        groups.push(group)
        group = []
      }
    }
    offset = record.end
  }
}

const parse = (record: RunRecord): Json | null => {
  try {
    const value: unknown = JSON.parse(decode(record.payload))
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
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

const applyGroup = (journal: Journal, group: Group): void => {
  for (const record of group) {
    const at = `the ${record.type} record at byte ${record.start}`
    if (record.type === "dictionary") applyDictionary(journal, record.payload, at)
    if (record.type === "batch") applyBatch(journal, record.payload, at)
    if (record.type === "bodies") applyBodies(journal, record.payload, at)
    if (record.type === "commit") checkCommit(journal, record.payload, at)
  }
}

const applyDictionary = (journal: Journal, payload: Uint8Array, at: string): void => {
  const [which = 0, first = 0, count = 0] = numbersOf(payload, 3)
  const dictionary: Dictionary = which === 0 ? journal.names : journal.texts
  const entries = JSON.parse(decode(payload.subarray(12))) as readonly string[]
  if (dictionary.size !== first || entries.length !== count) {
    throw new Error(`In ${at}, entries ${first} to ${first + count} should follow ${dictionary.size} entries.`)
  }
  for (const [index, entry] of entries.entries()) {
    if (dictionary.intern(entry) !== first + index) throw new Error(`In ${at}, "${entry}" stands twice.`)
  }
}

const applyBatch = (journal: Journal, payload: Uint8Array, at: string): void => {
  const [index = -1, first = 0, count = 0] = numbersOf(payload, 3)
  const table = journal.tables[index]
  if (table === undefined) throw new Error(`In ${at}, ${index} is no table.`)
  if (table.rows !== first || payload.length !== 12 + count * table.bytesPerRow) {
    throw new Error(
      `In ${at}, rows ${first} to ${first + count} should follow ${table.rows} rows of ${table.tableName}.`,
    )
  }
  let offset = 12
  for (const column of table.columns) {
    const end = offset + count * column.bytesPerRow
    column.load(payload.subarray(offset, end))
    offset = end
  }
  table.rows = first + count
}

const applyBodies = (journal: Journal, payload: Uint8Array, at: string): void => {
  const [first = 0, count = 0] = numbersOf(payload, 2)
  const lines = decode(payload.subarray(8)).split("\n")
  if (journal.bodies.rows !== first || lines.length !== count) {
    throw new Error(`In ${at}, bodies ${first} to ${first + count} should follow ${journal.bodies.rows} bodies.`)
  }
  journal.bodies.load(lines)
}

const checkCommit = (journal: Journal, payload: Uint8Array, at: string): void => {
  const read = [
    journal.names.size,
    journal.texts.size,
    journal.bodies.rows,
    ...journal.tables.map((table) => table.rows),
  ]
  const promised = numbersOf(payload, read.length)
  if (read.some((count, index) => count !== promised[index])) {
    throw new Error(
      `According to ${at}, the counts should be ${promised.join(", ")}, but ${read.join(", ")} were read.`,
    )
  }
}

/** What was wrong, or null. */
const attempt = (work: () => void): string | null => {
  try {
    work()
    return null
  } catch (problem) {
    return problem instanceof Error ? problem.message : String(problem)
  }
}

const tell = (journal: Journal, footer: Json | null, problem: string | null): string => {
  const counts = journal.tables.map((table) => `${table.tableName} ${table.rows}`).join(", ")
  return `${footer === null ? "A part of a run" : "A whole run"} was read: ${counts}.${problem === null ? "" : ` ${problem}`}`
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
