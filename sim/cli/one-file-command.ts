/** `replay RUN --html FILE`: the run and its page in one file. */
import { readFileSync, statSync, writeFileSync } from "node:fs"
import { resolve } from "node:path"
import { oneFile } from "../replay/one-file.ts"
import { summaryOf } from "../replay/run-folder.ts"
import { exitCodes, UsageError, type CliApp, type CliIo } from "./app.ts"
import { builtUi } from "./serving.ts"

export const writeOneFile = async (app: CliApp, io: CliIo, path: string, html: string): Promise<number> => {
  if (!statSync(path).isFile())
    throw new UsageError(`--html holds one run, but ${path} is a folder: name one run file.`)
  if (resolve(html) === resolve(path)) throw new UsageError(`--html ${html} is the run file itself: name another file.`)
  const { scenario, problem } = summaryOf(path)
  // What was cut off is shown as far as it goes, as everywhere; what never was a run is not.
  if (problem !== null && scenario === "") throw new UsageError(`${path}: ${problem}`)
  const text = oneFile(await builtUi(app, io), readFileSync(path), `${scenario} · Backlot`)
  try {
    writeFileSync(html, text)
  } catch (error) {
    throw new UsageError(`${html} cannot be written: ${(error as Error).message}.`)
  }
  io.out(`Written to ${html}: ${(text.length / 1e6).toFixed(1)} MB; any browser opens it.\n`)
  return exitCodes.held
}
