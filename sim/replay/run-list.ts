/** The list of the runs that are served, each with what it came to. A file that has not changed is not read again. */
import { statSync } from "node:fs"
import { goesOn, summaryOf, type ServedRun, type Summary } from "./run-folder.ts"

export interface ListedRun {
  readonly id: string
  readonly bytes: number
  readonly summary: Summary
}

interface Seen {
  readonly bytes: number
  readonly changedMs: number
  readonly summary: Summary
}

/** Files that are read in a row before others are let in. */
const inARow = 8
/** A run that goes on writes more often than this; what has rested for longer was cut off. */
const restMsMax = 60_000

/** The list of some runs, in their order. */
export type RunLister = (runs: readonly ServedRun[]) => Promise<readonly ListedRun[]>

export const runLister = (): RunLister => {
  const seen = new Map<string, Seen>()
  return async (runs) => {
    const list: ListedRun[] = []
    let read = 0
    for (const run of runs) {
      const stat = statSync(run.path, { throwIfNoEntry: false })
      if (stat === undefined) continue
      const known = seen.get(run.path)
      const isSame = known !== undefined && known.bytes === stat.size && known.changedMs === stat.mtimeMs
      const summary = isSame ? known.summary : summaryOf(run.path)
      if (!isSame) {
        seen.set(run.path, { bytes: stat.size, changedMs: stat.mtimeMs, summary })
        // Streams and pages are served by the same thread.
        if (++read % inARow === 0) await new Promise(setImmediate)
      }
      const isAlive = goesOn(run) && Date.now() - stat.mtimeMs < restMsMax
      list.push({ id: run.id, bytes: stat.size, summary: { ...summary, goesOn: isAlive } })
    }
    return list
  }
}
