/**
 * Runs as they would have gone without some of their faults, beside those that there are. Such a run has an id of its own, made of
 * the id of the run and the places of the faults that are left out, so that a link to it is enough to make it again.
 */
import { memorySource } from "../core/byte-source.ts"
import { loadRun } from "../core/load-run.ts"
import type { Library, OpenedRun } from "../core/session.ts"
import type { FromEngine } from "../engine/protocol.ts"

const ending = /^(.+)~without-(\d+(?:-\d+)*)$/s

/** The id of a run without these faults, given as places among those that its result lists. */
export const idWithout = (id: string, faults: readonly number[]): string =>
  faults.length === 0 ? id : `${id}~without-${faults.toSorted((a, b) => a - b).join("-")}`

/** The run that an id is made of and the faults that it leaves out; null for an id that names a run itself. */
export const madeFrom = (id: string): { readonly id: string; readonly without: readonly number[] } | null => {
  const [, base, places] = ending.exec(id) ?? []
  return base === undefined || places === undefined ? null : { id: base, without: places.split("-").map(Number) }
}

/** Starts the engine in a thread of its own. */
export type StartEngine = () => Worker | Promise<Worker>

/** The library with all that could be made of its runs. */
export const withCounterfactuals = (library: Library, startEngine: StartEngine): Library => ({
  ...library,
  open: async (id) => {
    const made = madeFrom(id)
    if (made === null) return library.open(id)
    const bytes = await runWithout(await library.open(made.id), made.without, startEngine)
    return { stream: new Blob([bytes]).stream(), source: memorySource(bytes), live: false }
  },
})

const runWithout = async (
  original: OpenedRun,
  without: readonly number[],
  startEngine: StartEngine,
): Promise<Uint8Array<ArrayBuffer>> => {
  const { header } = await loadRun(original)
  if (header === null || header.scenarioText === null)
    throw new Error("The run does not say what scenario it was made of.")
  const engine = await startEngine()
  try {
    return await new Promise((resolve, reject) => {
      engine.addEventListener("error", ({ message }) => reject(new Error(message)))
      engine.addEventListener("message", ({ data }: MessageEvent<FromEngine>) => {
        if ("problem" in data) reject(new Error(data.problem.says))
        else if ("bytes" in data) resolve(data.bytes)
      })
      engine.postMessage({ text: header.scenarioText, seed: header.seed, without })
    })
  } finally {
    engine.terminate()
  }
}
