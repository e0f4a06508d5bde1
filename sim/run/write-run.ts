/** Runs a scenario and writes its journal to a run file while it goes on; the file is readable up to its last complete batch. */
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs"
import { join } from "node:path"
import { threadId } from "node:worker_threads"
import { RunFileWriter } from "../journal/run-file.ts"
import { runScenario, type Run, type RunInput } from "./run-scenario.ts"

/** The run file is named after the scenario, its seed and the digest; it lies in `folder`. */
export const writeRun = (input: RunInput, folder: string, build: string): Run => {
  mkdirSync(folder, { recursive: true })
  const slug = input.scenario.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
  // Its own while it grows: another thread or process may be at a scenario of the same name.
  const unfinished = join(folder, `${slug}-seed-${input.scenario.world.seed}-${process.pid}-${threadId}.unfinished`)
  const file = openSync(unfinished, "w")
  const writer = new RunFileWriter(
    (bytes) => {
      writeSync(file, bytes)
    },
    { scenario: input.scenario.name, seed: input.scenario.world.seed, build, book: input.book?.hash ?? null },
  )
  const { result, world } = runScenario({ ...input, onFlush: (journal) => writer.flush(journal) })
  writer.close(world.journal, { digest: result.digest, verdict: result.verdict, orders: result.orders })
  closeSync(file)
  const runFile = join(folder, `${slug}-seed-${input.scenario.world.seed}-${result.digest.slice(0, 8)}.backlot`)
  renameSync(unfinished, runFile)
  return { result: { ...result, runFile }, world }
}
