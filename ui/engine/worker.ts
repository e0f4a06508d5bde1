/** The engine in a thread of its own: one request in, progress and one run file out. */
import { rerun, type Rerun, type RerunRequest } from "./rerun.ts"

export type FromEngine = { readonly share: number } | Rerun

const scope = globalThis as unknown as {
  onmessage: (event: MessageEvent<RerunRequest>) => void
  postMessage(message: FromEngine, transfer?: readonly Transferable[]): void
}

scope.onmessage = ({ data }) => {
  const answer = rerun(data, (share) => scope.postMessage({ share }))
  scope.postMessage(answer, "bytes" in answer ? [answer.bytes.buffer] : [])
}
