/** The run files that are served: one, or those of a folder. Of each only its first and last record are read. */
import { readdirSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { magic, prefixBytes, readPrefix, recordOf, type RunRecord } from "../journal/records.ts"
import { checkMagic, endBytes, endingIn, footerStart, headerIn, type Json } from "../journal/run-parts.ts"
import { tableIndex } from "../journal/tables.ts"
import { readFrom } from "../run/open-run-file.ts"

export interface ServedRun {
  readonly id: string
  readonly path: string
}

const ending = ".backlot"

/** The runs at a path, the newest first. */
export const runsAt = (path: string): readonly ServedRun[] => {
  if (statSync(path).isFile()) return [{ id: basename(path, ending), path }]
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ id: file.slice(0, -ending.length).replaceAll("\\", "/"), path: join(path, file) }))
    .map((run) => ({ ...run, changedMs: statSync(run.path).mtimeMs }))
    .toSorted((a, b) => b.changedMs - a.changedMs || (a.id < b.id ? -1 : 1))
    .map(({ id, path }) => ({ id, path }))
}

export interface Summary {
  readonly scenario: string
  readonly file: unknown
  readonly seed: unknown
  readonly verdict: unknown
  readonly orders: unknown
  readonly messages: number | null
  readonly problem: string | null
}

/** What a list shows of a run. Whatever is wrong with the file is a sentence in it. */
export const summaryOf = (path: string): Summary => {
  try {
    const header = headerAt(path)
    const end = endAt(path)
    const { scenario, file = null, seed = null } = header
    const { verdict = null, orders = null } = end?.footer ?? {}
    return {
      scenario: typeof scenario === "string" ? scenario : "",
      file,
      seed,
      verdict,
      orders,
      messages: end?.rows[tableIndex.messages] ?? null,
      problem: end === null ? "The run was cut off or still goes on." : null,
    }
  } catch (problem) {
    const nothing = { scenario: "", file: null, seed: null, verdict: null, orders: null, messages: null }
    return { ...nothing, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}

const headerAt = (path: string): Json => {
  checkMagic(readFrom(path, 0, magic.length))
  const record = recordIn(path, magic.length)
  const header = typeof record === "string" ? record : headerIn(record)
  if (typeof header === "string") throw new Error(header)
  return header
}

const endAt = (path: string): ReturnType<typeof endingIn> => {
  const { size } = statSync(path)
  if (size < endBytes) return null
  const start = footerStart(readFrom(path, size - endBytes, endBytes))
  const record = start === null ? "" : recordIn(path, start)
  return typeof record === "string" ? null : endingIn(record)
}

const recordIn = (path: string, start: number): RunRecord | string => {
  const prefix = readPrefix(readFrom(path, start, prefixBytes), start)
  return typeof prefix === "string"
    ? prefix
    : recordOf(prefix, start, readFrom(path, start + prefixBytes, prefix.length))
}
