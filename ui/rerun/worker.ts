/** The engine in a worker of the page: it gets what is to be run and answers with a run file, or with what is wrong. */
import { rerun, type Rerun } from "./rerun.ts"

export type Answer =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly says: null }
  | { readonly bytes: null; readonly says: string }

const answerTo = (wanted: Rerun): Answer => {
  try {
    return { bytes: rerun(wanted), says: null }
  } catch (problem) {
    return { bytes: null, says: problem instanceof Error ? problem.message : String(problem) }
  }
}

self.addEventListener("message", ({ data }: MessageEvent<Rerun>) => {
  const answer = answerTo(data)
  postMessage(answer, { transfer: answer.bytes === null ? [] : [answer.bytes.buffer] })
})
