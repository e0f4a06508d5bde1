/** What the commands share that serve the UI to a browser until somebody ends them. */
import { runsIn } from "../replay/run-folder.ts"
import { serveReplay, type Listening } from "../replay/server.ts"
import { uiFolder } from "../replay/ui-files.ts"
import { UsageError, type CliApp, type CliIo } from "./app.ts"

/** The folder with the built UI. */
export const builtUi = (app: CliApp, io: CliIo): Promise<string> =>
  uiFolder(app.ui, () => io.err("Building the UI …\n"))

/** Serves the run at a path, or those of a folder. Port 0 takes any that is free. */
export const serveRunsAt = async (app: CliApp, io: CliIo, path: string, port = 0): Promise<Listening> => {
  const ui = await builtUi(app, io)
  try {
    return await serveReplay({ ui, runs: runsIn(path) }, port)
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error
    throw new UsageError(`Port ${port} cannot be used (${String(error.code)}): name another one with --port.`)
  }
}

export const pageOf = (listening: Listening, run: string | null): string =>
  `${listening.url}${run === null ? "#/runs" : `#/run/${encodeURIComponent(run)}`}`

export const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", resolve)
    process.once("SIGTERM", resolve)
  })
