/** The built UI. From a source checkout it is built anew when it is missing or older than its sources. */
import { existsSync, globSync, mkdirSync, renameSync, rmSync, statSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import { fileURLToPath } from "node:url"

/** Folders, with a slash at their end. */
export interface UiPlaces {
  /** Where the built UI lies. */
  readonly built: URL
  /** Where its sources lie, in a checkout. */
  readonly sources: URL
}

/** What is compiled into the pages. */
const compiled = ["ui/**/*.{ts,html,json,css}", "sim/**/*.ts", "actors/**/*.ts", "package-lock.json"]

/** The folder with the built UI; `onBuild` is called when it takes a moment because it has to be built. */
export const uiFolder = async ({ built, sources }: UiPlaces, onBuild: () => void): Promise<string> => {
  const folder = pathOf(built)
  const builder = new URL("build.ts", sources)
  if (!existsSync(builder) || isFresh(folder, dirname(pathOf(sources)))) return folder
  onBuild()
  // Named at run time: a build of the command line holds no builder.
  const { buildUi } = (await import(builder.href)) as { readonly buildUi: (folder: string) => Promise<void> }
  // Its own while it is built: another process may be at it too, and the page of a third may be served from it.
  const unfinished = `${folder}-${process.pid}`
  await buildUi(unfinished)
  replace(folder, unfinished)
  return folder
}

const pathOf = (folder: URL): string => resolve(fileURLToPath(folder))

const isFresh = (folder: string, root: string): boolean => {
  const page = statSync(join(folder, "index.html"), { throwIfNoEntry: false })
  if (page === undefined) return false
  return globSync(compiled, { cwd: root }).every((file) => statSync(join(root, file)).mtimeMs <= page.mtimeMs)
}

const replace = (folder: string, unfinished: string): void => {
  const old = `${unfinished}-old`
  mkdirSync(dirname(folder), { recursive: true })
  if (existsSync(folder)) renameSync(folder, old)
  renameSync(unfinished, folder)
  rmSync(old, { recursive: true, force: true })
}
