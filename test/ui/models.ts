/** Models of runs for tests of what is made of them. */
import { readFileSync } from "node:fs"
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

/** The model of a scenario that is run. */
export const modelOfScenario = async (scenario: string): Promise<RunModel> =>
  modelOf(new Uint8Array(readFileSync(await runFileOf(scenario))))

export const syntheticModel = (messages: number, seed = 1): Promise<RunModel> => modelOf(syntheticBytes(messages, seed))
