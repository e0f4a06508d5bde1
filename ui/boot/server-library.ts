/** The runs of the server that this page came from. */
import { httpSource } from "../core/byte-source.ts"
import { liveStream } from "./live-stream.ts"
import type { Library, ListedRun, OpenedRun, RunEntry } from "../core/session.ts"

const urlOf = (id: string): string => `api/runs/${encodeURIComponent(id)}`

const json = async (url: string): Promise<unknown> => {
  const answer = await fetch(url)
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

export const serverLibrary: Library = {
  runs: async () => (await json("api/runs")) as readonly RunEntry[],
  list: async () => (await json("api/list")) as readonly ListedRun[],
  open: async (id): Promise<OpenedRun> => {
    const url = urlOf(id)
    const answer = await fetch(url)
    if (!answer.ok || answer.body === null) throw new Error(await answer.text())
    if (answer.headers.get("x-run-goes-on") !== null) {
      await answer.body.cancel()
      return { stream: liveStream(url), source: httpSource(url, null), live: true }
    }
    return { stream: answer.body, source: httpSource(url, Number(answer.headers.get("content-length"))), live: false }
  },
}
