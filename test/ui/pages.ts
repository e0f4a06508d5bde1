/** Serves run files with the built UI to the browser of a test. */
import { basename } from "node:path"
import { serveReplay, type Listening } from "../../sim/replay/server.ts"
import { uiFolder } from "../../sim/replay/ui-files.ts"

const here = (path: string): URL => new URL(path, import.meta.url)

/** Where the built UI lies; it is built when it is older than its sources. */
export const builtUi = (): Promise<string> =>
  uiFolder({ built: here("../../dist/ui/"), sources: here("../../ui/") }, () => {})

/** A server on these run files; a run is at `#/run/` and its file's name. */
export const serveRuns = async (paths: readonly string[]): Promise<Listening> => {
  const runs = paths.map((path) => ({ id: basename(path, ".backlot"), path }))
  return serveReplay({ ui: await builtUi(), runs: () => runs }, 0)
}
