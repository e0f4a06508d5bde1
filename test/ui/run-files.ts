/** Run files for tests of the UI: scenarios that are run for real, and once for each test file that asks. */
import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { ecosystem } from "../../actors/ecosystem.ts"
import { program } from "../../actors/program.ts"
import { taskReader } from "../../sim/cli/task.ts"
import type { Mutation } from "../../sim/harness/mutate.ts"
import { writeRun } from "../../sim/run/write-run.ts"

/** Runs a scenario file, on request in an ecosystem with a bug; answers the path of its run file. */
export const runFileOf = async (scenario: string, mutate: Mutation = (sound) => sound): Promise<string> => {
  const out = mkdtempSync(join(tmpdir(), "backlot-ui-"))
  const file = join(import.meta.dirname, "../..", scenario)
  const job = taskReader(await program.vocabulary())({ file, orders: null, seed: null, keepNames: false, out })
  const input = { ...job, ecosystem: mutate(ecosystem), onProgress: () => {}, wallMs: () => 0 }
  const { runFile } = writeRun(input, out, "test").result
  if (runFile === null) throw new Error(`${scenario} wrote no run file.`)
  return runFile
}
