/** The engine in a thread of its own: one request in, progress and one run file out. */
import type { FromEngine, RerunRequest } from "./protocol.ts"
import { rerun } from "./rerun.ts"

/** Of a worker's scope what is needed here; the engine knows no DOM. */
interface Scope {
  addEventListener(type: "message", listener: (event: { readonly data: RerunRequest }) => void): void
  postMessage(message: FromEngine, transfer?: readonly ArrayBuffer[]): void
}

const scope = globalThis as unknown as Scope

scope.addEventListener("message", ({ data }) => {
  const answer = rerun(data, (share) => scope.postMessage({ share }))
  scope.postMessage(answer, "bytes" in answer ? [answer.bytes.buffer] : [])
})
