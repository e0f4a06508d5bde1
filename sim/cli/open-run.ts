/** Opens a run file for a command: what is not one, or holds nothing, is told in a sentence; a truncated one is read as far as it goes. */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { NotARunFile } from "../journal/open-run.ts"
import { RunRows } from "../report/export/run-rows.ts"
import { nearest } from "../scenario/nearest.ts"
import { UsageError, type CliIo } from "./app.ts"

export const openRun = (path: string, io: CliIo): RunRows => {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) throw new UsageError(`There is no run file ${path}.${hint(path)}`)
  if (stat.isDirectory()) throw new UsageError(`${path} is a folder: name one run file.${hint(join(path, "*"))}`)
  const run = read(path)
  if (run.complete) return run
  // Another build's columns, or a file cut off before its first commit: there is nothing to work with.
  if (run.count("messages") + run.count("transitions") === 0) throw new UsageError(`${path}: ${run.says}`)
  io.err(`${path}: ${run.says}\n`)
  return run
}

const read = (path: string): RunRows => {
  try {
    return new RunRows(readFileSync(path))
  } catch (error) {
    if (error instanceof NotARunFile) throw new UsageError(`${path}: ${error.message}`)
    if (error instanceof Error && "code" in error) throw new UsageError(`${path} cannot be read: ${error.message}.`)
    throw error
  }
}

const hint = (path: string): string => {
  const folder = dirname(path)
  const files = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(folder) : []
  const runs = files.filter((file) => file.endsWith(".backlot")).toSorted()
  if (runs.length === 0) return " `run` writes run files into runs/ and tells their names."
  // Without the ending, which would make every name look like every other.
  const stems = runs.map((file) => basename(file, ".backlot"))
  const right = nearest(basename(path, ".backlot"), stems)
  if (right !== null) return ` Did you mean ${join(folder, right)}.backlot?`
  const more = runs.length > 5 ? `, and ${runs.length - 5} more` : ""
  return ` ${folder} has ${runs.slice(0, 5).join(", ")}${more}.`
}
