/** `replay`: serves a run, or the runs of a folder, to the browser. */
import { existsSync } from "node:fs"
import { openBrowser } from "../replay/open-browser.ts"
import { runsAt } from "../replay/run-folder.ts"
import { serveReplay, type Listening } from "../replay/server.ts"
import { uiFolder } from "../replay/ui-files.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"

export const replayCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [path = "runs", ...more] = args.words
  if (more.length > 0)
    throw new UsageError(`replay takes one run file or folder, but there is also ${more.join(", ")}.`)
  if (!existsSync(path)) throw new UsageError(`There is no ${path}: name a run file, or a folder with some.`)
  const port = portOf(args.text("port"))
  const ui = await uiFolder(app.ui, () => io.err("Building the UI …\n"))
  const listening = await listen(() => serveReplay({ ui, runs: () => runsAt(path) }, port), port)
  const runs = runsAt(path)
  const url = `${listening.url}${runs.length === 1 ? `#/run/${encodeURIComponent(runs[0]!.id)}` : "#/runs"}`
  io.out(`${url}\nCtrl+C ends it.\n`)
  if (!args.isSet("no-open")) openBrowser(url)
  await interrupted()
  await listening.close()
  return exitCodes.held
}

const portOf = (text: string | null): number => {
  if (text === null) return 0
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new UsageError(`--port ${text}: write 0 to 65535.`)
  return Number(text)
}

const listen = async (serve: () => Promise<Listening>, port: number): Promise<Listening> => {
  try {
    return await serve()
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error
    throw new UsageError(`Port ${port} cannot be used (${String(error.code)}): name another one with --port.`)
  }
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once("SIGINT", resolve)
    process.once("SIGTERM", resolve)
  })
