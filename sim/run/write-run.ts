/** Runs a scenario and writes its journal to a run file while it goes on; the file is readable up to its last complete batch. */
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs"
import { join } from "node:path"
import { threadId } from "node:worker_threads"
import { crc32 } from "node:zlib"
import { Journal } from "../journal/journal.ts"
import { RunFileWriter } from "../journal/run-file.ts"
import { readAt, readFrom } from "./open-run-file.ts"
import { footerOf, headerOf } from "./run-ends.ts"
import { unfinished as ending } from "./unfinished.ts"
import { runScenario, type Run, type RunInput } from "./run-scenario.ts"

/**
 * The run file is named after the scenario, its seed and the digest; it lies in `folder`.
 *
 * The journal of the run that comes back reads from that file.
 */
export const writeRun = (input: RunInput, folder: string, build: string): Run => {
  mkdirSync(folder, { recursive: true })
  const slug = input.scenario.name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "")
  // Its own while it grows: another thread or process may be at a scenario of the same name.
  const unfinished = join(folder, `${slug}-seed-${input.scenario.world.seed}-${process.pid}-${threadId}${ending}`)
  const file = openSync(unfinished, "w+")
  let runFile: string | null = null
  const writer = new RunFileWriter(
    {
      write: (bytes) => writeAll(file, bytes),
      read: (offset, length) => (runFile === null ? readAt(file, offset, length) : readFrom(runFile, offset, length)),
      crc32,
    },
    headerOf(input, build),
  )
  try {
    const { result, world } = runScenario({ ...input, journal: new Journal({ writer }) })
    writer.close(world.journal, footerOf(result))
    runFile = join(folder, `${slug}-seed-${input.scenario.world.seed}-${result.digest.slice(0, 8)}.backlot`)
    renameSync(unfinished, runFile)
    return { result: { ...result, runFile }, world }
  } finally {
    closeSync(file)
  }
}

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done)
}
