/** The one run that a page holds itself, and the engine to run it again; both stand, packed, in scripts that are none. */
import { Restoration } from "../../sim/journal/lean.ts"
import { bytesOfPlainText } from "../../sim/journal/plain-text.ts"
import { memorySource } from "../core/byte-source.ts"
import type { Library } from "../core/session.ts"

/** The id of that run in addresses. */
export const embeddedRun = "this"

export const embeddedLibrary: Library = {
  runs: async () => [{ id: embeddedRun, bytes: (await partOf("run")).bytes }],
  list: async () => {
    const { summaryOf } = await import("../page/summary.ts")
    const { stream, bytes } = await restored()
    const whole = await new Response(stream).blob()
    return [{ id: embeddedRun, bytes: bytes.length, summary: await summaryOf(whole) }]
  },
  open: async (id) => {
    if (id !== embeddedRun) throw new Error(`This page holds one run only, and it is not ${id}.`)
    const { stream, bytes } = await restored()
    return { stream, source: memorySource(bytes), live: false }
  },
}

/** The run as it is given back, and where its bytes are once they have passed; those of its ending are there at once. */
const restored = async (): Promise<{
  readonly stream: ReadableStream<Uint8Array>
  readonly bytes: Uint8Array<ArrayBuffer>
}> => {
  const packed = await partOf("run")
  const run = new Restoration(packed.bytes)
  const ending = await partOf("ending").catch(() => null)
  if (ending !== null) {
    const bytes = new Uint8Array(await new Response(unpacked(ending)).arrayBuffer())
    run.bytes.set(bytes, packed.bytes - bytes.length)
  }
  const restoring = new TransformStream<Uint8Array, Uint8Array>({
    transform: (piece, controller) => give(controller, run.take(piece)),
    flush: (controller) => give(controller, run.rest()),
  })
  return { stream: unpacked(packed).pipeThrough(restoring), bytes: run.bytes }
}

const give = (controller: TransformStreamDefaultController<Uint8Array>, bytes: Uint8Array): void => {
  if (bytes.length > 0) controller.enqueue(bytes)
}

/** Started from a text: a page on a disk may fetch nothing, its own worker included. */
export const embeddedEngine = async (): Promise<Worker> => {
  const script = await new Response(unpacked(await partOf("engine"))).arrayBuffer()
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }))
  try {
    return new Worker(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}

interface Part {
  readonly pieces: readonly Element[]
  /** How many it has when it is unpacked. */
  readonly bytes: number
}

/** The page begins before all of its parts were read. */
const partOf = async (name: "run" | "ending" | "engine"): Promise<Part> => {
  if (document.readyState === "loading")
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }))
  const pieces = [...document.querySelectorAll<HTMLElement>(`script[type='application/octet-stream'][data-${name}]`)]
  const [first] = pieces
  if (first === undefined) throw new Error(`This page was cut off: the ${name} that it should hold is missing.`)
  return { pieces, bytes: Number(first.dataset[name]) }
}

/** Piece by piece, so that there is time for a picture in between. */
const unpacked = ({ pieces }: Part): ReadableStream<Uint8Array<ArrayBuffer>> => {
  let next = 0
  const packed = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const piece = pieces[next++]
      if (piece === undefined) controller.close()
      else controller.enqueue(bytesOfPlainText(piece.textContent ?? ""))
    },
  })
  return packed.pipeThrough(new DecompressionStream("gzip"))
}
