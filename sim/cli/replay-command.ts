/** `replay`: serves a run, or the runs of a folder, to the browser. */
import { existsSync } from "node:fs"
import { openBrowser } from "../replay/open-browser.ts"
import { runsIn } from "../replay/run-folder.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import type { Arguments } from "./arguments.ts"
import { writeOneFile } from "./one-file-command.ts"
import { interrupted, pageOf, serveRunsAt } from "./serving.ts"

export const replayCommand = async (app: CliApp, args: Arguments, io: CliIo): Promise<number> => {
  const [path = "runs", ...more] = args.words
  if (more.length > 0)
    throw new UsageError(`replay takes one run file or folder, but there is also ${more.join(", ")}.`)
  if (!existsSync(path)) throw new UsageError(`There is no ${path}: name a run file, or a folder with some.`)
  const port = portOf(args.text("port"))
  const html = args.text("html")
  if (html !== null) return writeOneFile(app, io, path, html)
  const listening = await serveRunsAt(app, io, path, port)
  const [only, ...others] = runsIn(path)()
  const url = pageOf(listening, only !== undefined && others.length === 0 ? only.id : null)
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
