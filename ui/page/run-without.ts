/** The run as it would have been without one of its faults: the same engine, in a worker of the page. */
import type { RunModel } from "../core/run-model.ts"
import type { Rerun } from "../rerun/rerun.ts"
import type { Answer } from "../rerun/worker.ts"

export const runWithout = (model: RunModel, without: number, name: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { scenarioText, seed, build } = model.header!
  const worker = new Worker(new URL("../rerun/worker.ts", import.meta.url), { type: "module" })
  const wanted: Rerun = { text: scenarioText!, seed, build, without, name }
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      if (data.bytes === null) reject(new Error(data.says))
      else resolve(data.bytes)
    })
    worker.addEventListener("error", (event) => reject(new Error(event.message)))
    worker.postMessage(wanted)
  }).finally(() => worker.terminate())
}
