/** Scenario files on disk: finds them and reads them. The only file of this folder that touches the file system. */
import { readdirSync, readFileSync, statSync } from "node:fs"
import { basename, dirname, isAbsolute, join, resolve } from "node:path"
import { nearest } from "./nearest.ts"
import { parseScenario, type ParsedScenario } from "./parse-scenario.ts"
import { problem } from "./problems.ts"
import { UnusablePath } from "./unusable-path.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { fileBytesMax } from "./yaml-tree.ts"

/** Every scenario file among the paths and, recursively, in the folders among them; sorted, each once. */
export const findScenarios = (pathsOrDirs: readonly string[]): readonly string[] => {
  const found = new Set<string>()
  for (const path of pathsOrDirs) {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (stat === undefined) throw new UnusablePath(notFound(path))
    const files = stat.isDirectory() ? filesIn(path) : [path]
    if (files.length === 0) throw new UnusablePath(`${path} holds no scenario: no file in it ends in .yaml or .yml.`)
    // A file that was named is taken whatever its ending; in a folder the ending decides.
    for (const file of files) found.add(file)
  }
  return [...found].toSorted(plainly)
}

export type FoundScenario = ParsedScenario & {
  /** What stands in the file; null when it is no text. */
  readonly text: string | null
}

/** The scenario in a file, or every problem of it. */
export const readScenario = (file: string, vocabulary: Vocabulary): FoundScenario => {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) throw new UnusablePath(notFound(file))
  if (!stat.isFile()) throw new UnusablePath(`${file} is no file. Name a scenario file.`)
  const start = { line: 1, column: 1, path: "" }
  // Before reading, so that a file that is wrong by gigabytes costs nothing.
  if (stat.size > fileBytesMax) {
    const rule = `The file is too large: ${stat.size} bytes; a scenario file has at most ${fileBytesMax}.`
    return {
      scenario: null,
      text: null,
      problems: [problem(start, null, rule, { hint: "put orders into an order book of their own" })],
    }
  }
  const text = decoded(readFileSync(file))
  if (text !== null) return { ...parseScenario(text, vocabulary), text }
  return {
    scenario: null,
    text,
    problems: [problem(start, null, "The file is not UTF-8 text.", { hint: "save it as UTF-8" })],
  }
}

const decoded = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Where the order book of a scenario lies: relative to the scenario's own file. */
export const bookPath = (scenarioFile: string, path: string): string =>
  isAbsolute(path) ? path : resolve(dirname(scenarioFile), path)

const plainly = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.ya?ml$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))

const notFound = (path: string): string => {
  const folder = dirname(path)
  const folderStat = statSync(folder, { throwIfNoEntry: false })
  if (folderStat === undefined || !folderStat.isDirectory())
    return `${path} does not exist, nor does the folder ${folder}.`
  const word = nearest(basename(path), readdirSync(folder).toSorted(plainly))
  return `${path} does not exist.${word === null ? "" : ` Did you mean ${join(folder, word)}?`}`
}
