/** Models of runs for tests of what is made of them. */
import { readFileSync } from "node:fs"
import { crc32 } from "node:zlib"
import { Journal } from "../../sim/journal/journal.ts"
import { RunFileWriter } from "../../sim/journal/run-file.ts"
import { memorySource } from "../../ui/core/byte-source.ts"
import { loadRun } from "../../ui/core/load-run.ts"
import type { RunModel } from "../../ui/core/run-model.ts"
import { runFileOf } from "./run-files.ts"
import { syntheticBytes } from "./synthetic.ts"

export const modelOf = (bytes: Uint8Array<ArrayBuffer>): Promise<RunModel> => {
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  return loadRun({ stream, source: memorySource(bytes) })
}

/** The model of a run whose journal is written by hand. */
export const modelOfJournal = (write: (journal: Journal) => void): Promise<RunModel> => {
  const parts: Uint8Array[] = []
  const writer = new RunFileWriter({ write: (bytes) => parts.push(bytes.slice()), crc32 }, { scenario: "By hand" })
  const journal = new Journal({ writer })
  write(journal)
  writer.close(journal, { digest: "d", verdict: "held", orders: 1, result: null })
  return modelOf(new Uint8Array(Buffer.concat(parts)))
}

/** The model of a scenario that is run. */
export const modelOfScenario = async (scenario: string): Promise<RunModel> =>
  modelOf(new Uint8Array(readFileSync(await runFileOf(scenario))))

export const syntheticModel = (messages: number, seed = 1): Promise<RunModel> => modelOf(syntheticBytes(messages, seed))
