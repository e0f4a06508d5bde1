/** `docs`: the reference as Markdown, one page on standard output or all pages into a folder. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { marker } from "../reference/markdown.ts"
import { nearest } from "../scenario/nearest.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export const docsCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const pages = await app.reference()
  const out = args.text("out")
  const names = args.words.length === 0 ? [...pages.keys()] : args.words.map((word) => pageOf(word, pages))
  if (out !== null) {
    const changed = writePages(new Map(names.map((name) => [name, pages.get(name) ?? ""])), out)
    if (args.words.length === 0) dropOthers(pages, out)
    io.out(`${names.length} pages in ${out}, ${changed} of them new or changed.\n`)
  } else if (args.words.length === 0) io.out(`${names.map((name) => name.replace(/\.md$/u, "")).join("\n")}\n`)
  else for (const name of names) io.out(pages.get(name) ?? "")
  return exitCodes.held
}

const pageOf = (word: string, pages: ReadonlyMap<string, string>): string => {
  const name = word.endsWith(".md") ? word : `${word}.md`
  if (pages.has(name)) return name
  const known = [...pages.keys()].map((one) => one.replace(/\.md$/u, ""))
  const right = nearest(word, known)
  throw new UsageError(
    `There is no page "${word}"${right === null ? "" : `; did you mean "${right}"`}? Pages: ${known.join(", ")}.`,
  )
}

/** Answers how many files are not what they were. */
const writePages = (pages: ReadonlyMap<string, string>, folder: string): number => {
  mkdirSync(folder, { recursive: true })
  let changed = 0
  for (const [name, text] of pages) {
    const path = join(folder, name)
    if (existsSync(path) && readFileSync(path, "utf8") === text) continue
    writeFileSync(path, text)
    changed++
  }
  return changed
}

/** Pages that were printed once and are none any more; whatever else lies in the folder stays. */
const dropOthers = (pages: ReadonlyMap<string, string>, folder: string): void => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.endsWith(".md") && !pages.has(name) && readFileSync(path, "utf8").startsWith(marker)) rmSync(path)
  }
}
