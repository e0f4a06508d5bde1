/** Calls a command line in this process, and gives back what it wrote. */
import { program } from "../../../actors/program.ts"
import type { CliApp, CliIo } from "../../../sim/cli/app.ts"
import { main } from "../../../sim/cli/main.ts"

/** The program's own. */
export const callProgram = (...words: readonly string[]) => callApp(program, ...words)

export const callApp = async (app: CliApp, ...words: readonly string[]) => {
  let [out, err] = ["", ""]
  const io: CliIo = {
    out: (text) => (out += text),
    err: (text) => (err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 100,
    env: {},
    wallMs: () => 0,
  }
  const code = await main(app, words, io)
  return { code, out, err }
}
