/** Calls the program's command line in this process, and gives back what it wrote. */
import { program } from "../../../actors/program.ts"
import type { CliIo } from "../../../sim/cli/app.ts"
import { main } from "../../../sim/cli/main.ts"

export const callProgram = async (...words: readonly string[]) => {
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
  const code = await main(program, words, io)
  return { code, out, err }
}
