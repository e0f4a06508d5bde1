/** The run files that are served: one, or those of a folder, also while they grow. Of each only its first and last record are read. */
import { readdirSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { magic, prefixBytes, readPrefix, recordOf, type RunRecord } from "../journal/records.ts"
import { checkMagic, endBytes, endingIn, footerStart, headerIn, type Json } from "../journal/run-parts.ts"
import { tableIndex } from "../journal/tables.ts"
import { readFrom } from "../run/open-run-file.ts"
import { brokenIn, worstOf } from "../report/broken-in.ts"
import type { RunResult } from "../report/result.ts"
import { unfinished } from "../run/unfinished.ts"

export interface ServedRun {
  readonly id: string
  readonly path: string
  /** What it was called while it went on, where that was seen. */
  readonly formerId?: string
}

const ending = ".backlot"

/** True while its run has not come to its end. */
export const goesOn = ({ path }: ServedRun): boolean => path.endsWith(unfinished)

/** The runs at a path, the newest first, those that go on among them; asked again, it knows what has become of those. */
export const runsIn = (path: string): (() => readonly ServedRun[]) => {
  /** By the number that a file keeps when it is renamed. */
  const names = new Map<number, string>()
  return () => {
    if (statSync(path).isFile()) return [{ id: basename(path, ending), path }]
    return readdirSync(path, { recursive: true, encoding: "utf8" })
      .flatMap((file) => servedRun(path, file, names))
      .toSorted((a, b) => b.changedMs - a.changedMs || (a.run.id < b.run.id ? -1 : 1))
      .map(({ run }) => run)
  }
}

const servedRun = (folder: string, file: string, names: Map<number, string>) => {
  const end = [ending, unfinished].find((one) => file.endsWith(one))
  const path = join(folder, file)
  // It may have been renamed or removed since the folder was read.
  const stat = end === undefined ? undefined : statSync(path, { throwIfNoEntry: false })
  if (end === undefined || stat === undefined) return []
  const id = file.slice(0, -end.length).replaceAll("\\", "/")
  if (end === unfinished) names.set(stat.ino, id)
  const formerId = names.get(stat.ino)
  const run: ServedRun = formerId === undefined || formerId === id ? { id, path } : { id, path, formerId }
  return [{ run, changedMs: stat.mtimeMs }]
}

export interface Summary {
  readonly scenario: string
  /** One sentence on what it shows; empty when the file does not say. */
  readonly purpose: string
  readonly file: unknown
  readonly seed: unknown
  readonly verdict: unknown
  /** Ids of the invariants that broke, on purpose or not. */
  readonly broken: readonly string[]
  /** What is wrong with the run, the worst of it; null where nothing is. */
  readonly worst: string | null
  readonly orders: unknown
  readonly messages: number | null
  /** Is it still being written? */
  readonly goesOn: boolean
  readonly problem: string | null
}

/** What a list shows of a run. Whatever is wrong with the file is a sentence in it. */
export const summaryOf = (path: string): Summary => {
  try {
    const header = headerAt(path)
    const end = endAt(path)
    const { scenario, purpose, file = null, seed = null } = header
    const { verdict = null, orders = null, result: told = null } = end?.footer ?? {}
    const result = told as RunResult | null
    return {
      scenario: typeof scenario === "string" ? scenario : "",
      purpose: typeof purpose === "string" ? purpose : "",
      file,
      seed,
      verdict,
      broken: brokenIn(result?.invariants ?? []),
      worst: result === null ? null : worstOf(result),
      orders,
      messages: end?.rows[tableIndex.messages] ?? null,
      goesOn: false,
      problem: end === null ? "The run was cut off or still goes on." : null,
    }
  } catch (problem) {
    return { ...nothing, problem: problem instanceof Error ? problem.message : String(problem) }
  }
}

const nothing = {
  scenario: "",
  purpose: "",
  file: null,
  seed: null,
  verdict: null,
  broken: [],
  worst: null,
  orders: null,
  messages: null,
  goesOn: false,
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
