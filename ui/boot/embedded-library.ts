/** The one run that the page itself holds, and the engine: packed, in scripts that are none. */
import { restoredRun } from "../../sim/journal/lean.ts"
import { memorySource } from "../core/byte-source.ts"
import { bytesOfPlainText } from "../../sim/journal/plain-text.ts"
import type { Library } from "../core/session.ts"

/** The id of that run in addresses. */
export const embeddedRun = "this"

export const embeddedLibrary: Library = {
  runs: async () => [{ id: embeddedRun, bytes: packed("run").length }],
  list: async () => {
    const { summaryOf } = await import("../page/summary.ts")
    return [{ id: embeddedRun, bytes: packed("run").length, summary: await summaryOf(new Blob([await run()])) }]
  },
  open: async (id) => {
    if (id !== embeddedRun) throw new Error(`This page holds one run only, and it is not ${id}.`)
    const bytes = await run()
    return { stream: new Blob([bytes]).stream(), source: memorySource(bytes), live: false }
  },
}

const run = async (): Promise<Uint8Array<ArrayBuffer>> => restoredRun(await unpacked("run"))

/** Started from a text: a page on a disk may fetch nothing, its own worker included. */
export const embeddedEngine = async (): Promise<Worker> => {
  const url = URL.createObjectURL(new Blob([await unpacked("engine")], { type: "text/javascript" }))
  try {
    return new Worker(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}

type Part = "run" | "engine"

const packed = (part: Part): string => {
  const text = document.querySelector(`script#${part}[type='application/octet-stream']`)?.textContent
  if (text === undefined || text === null)
    throw new Error(`This page was cut off: the ${part} that it should hold is missing.`)
  return text
}

const unpacked = async (part: Part): Promise<Uint8Array<ArrayBuffer>> => {
  const stream = new Blob([bytesOfPlainText(packed(part))]).stream().pipeThrough(new DecompressionStream("gzip"))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
