/** Run files for tests of the UI: scenarios that are run for real, and once for each test file that asks. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { program } from "../../actors/program.ts"
import { taskReader } from "../../sim/cli/task.ts"

/** Runs a scenario file; answers the path of its run file. */
export const runFileOf = async (scenario: string): Promise<string> => {
  const out = mkdtempSync(join(tmpdir(), "backlot-ui-"))
  const file = join(import.meta.dirname, "../..", scenario)
  const job = taskReader(await program.vocabulary())({ file, orders: null, seed: null, keepNames: false, out })
  const { runFile } = await program.run({ ...job, onProgress: () => {} })
  if (runFile === null) throw new Error(`${scenario} wrote no run file.`)
  return runFile
}
