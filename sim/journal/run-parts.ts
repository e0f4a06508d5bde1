/** What the parts of a run file say, for those who read it at once and those who read it as it comes. */
import { Dictionary } from "./dictionary.ts"
import { endMagic, jsonOf, magic, type RunRecord } from "./records.ts"
import { tableNames, tables } from "./tables.ts"

export class NotARunFile extends Error {
  override readonly name = "NotARunFile"
}

export type Json = Readonly<Record<string, unknown>>

/** What follows the footer: where it begins, and the end magic. */
export const endBytes = 16

/** The first bytes of a file must be those of a run file in a format that is known here. */
export const checkMagic = (bytes: Uint8Array): void => {
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

/** The header in the first record of a file, or a sentence that says why there is none. */
export const headerIn = (record: RunRecord): Json | string => {
  if (record.type !== "header") return `A ${record.type} record does not belong at byte ${magic.length}.`
  return parse(record.payload) ?? `The header at byte ${record.start} is not a JSON object.`
}

/** Rows are raw bytes, so they can only be read with the very columns with which they were written. */
export const layoutProblem = (header: Json): string | null => {
  const found = header["tables"]
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

/** Where the footer begins according to the last bytes of a file; null when they are others. */
export const footerStart = (end: Uint8Array): number | null => {
  const start = new DataView(end.buffer, end.byteOffset, endBytes).getFloat64(0, true)
  const known = Number.isSafeInteger(start) && start >= magic.length
  return known && endMagic.every((byte, index) => end[8 + index] === byte) ? start : null
}

export interface Ending {
  readonly footer: Json
  /** All names of the run. */
  readonly names: readonly string[]
  /** How many rows each table has, and how many bodies there are. */
  readonly rows: readonly number[]
  /** Where the batches lie: `indexNumbers` for each. */
  readonly index: Float64Array
}

/** What a footer record says; null for one that no run writes. */
export const endingIn = ({ payload }: RunRecord): Ending | null => {
  try {
    const bytes = payload.byteOffset % 8 === 0 ? payload : new Uint8Array(payload)
    const length = new Float64Array(bytes.buffer, bytes.byteOffset, 1)[0]!
    const { footer, names, rows } = jsonOf(bytes.subarray(8, 8 + length)) as Omit<Ending, "index">
    if (!Array.isArray(rows) || !Array.isArray(names) || typeof footer !== "object" || footer === null) return null
    const index = new Float64Array(bytes.buffer, bytes.byteOffset + 8 + length, (bytes.length - 8 - length) / 8)
    return { footer, names, rows, index }
  } catch {
    return null
  }
}

/** What is wrong with the bytes that follow a footer; null when they are as they should be. */
export const endProblem = (rest: Uint8Array, footer: RunRecord): string | null => {
  if (rest.length < endBytes) return `The file ends in the middle of its last ${endBytes} bytes.`
  if (footerStart(rest.subarray(0, endBytes)) !== footer.start) {
    return `The last ${endBytes} bytes of the run, at byte ${footer.end}, are damaged.`
  }
  return rest.length > endBytes ? `${rest.length - endBytes} bytes after its end were not read.` : null
}

/** Takes in what a names record adds. */
export const takeNames = (names: Dictionary, payload: Uint8Array): void => {
  for (const name of jsonOf(payload) as readonly string[]) {
    if (typeof name !== "string" || names.find(name) !== -1)
      throw new Error(`${JSON.stringify(name)} stands twice or is no name.`)
    names.intern(name)
  }
}

export const dictionaryOf = (names: readonly string[]): Dictionary => {
  const dictionary = new Dictionary("name", 65_536)
  for (const name of names) dictionary.intern(name)
  return dictionary
}

export const endsWithoutFooter = (at: number): string =>
  `The file ends without a footer at byte ${at}: the run was cut off or still goes on.`

export const otherCounts = (promised: readonly number[], read: readonly number[]): string =>
  `According to the footer, the counts should be ${promised.join(", ")}, but ${read.join(", ")} were read.`

/** What was read, for people. `rows` are those of each table. */
export const whatWasRead = (rows: readonly number[], whole: boolean, problem: string | null): string => {
  const counts = tableNames.map((name, table) => `${name} ${rows[table] ?? 0}`).join(", ")
  return `${whole ? "A whole run" : "A part of a run"} was read: ${counts}.${problem === null ? "" : ` ${problem}`}`
}

const parse = (payload: Uint8Array): Json | null => {
  try {
    const value = jsonOf(payload)
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}
