/** The run that this one is compared with: loaded, and aligned message by message. */
import { align, type Alignment } from "../core/compare.ts"
import { loadRun } from "../core/load-run.ts"
import type { RunModel } from "../core/run-model.ts"
import type { Library } from "../core/session.ts"

export interface OtherRun {
  readonly name: string
  readonly model: RunModel
  readonly alignment: Alignment
  /** Rows of this run that have no like or whose like differs, and rows of the other one that this one does not have, in time. */
  readonly differences: readonly Difference[]
}

export interface Difference {
  readonly what: "here" | "there" | "changed"
  /** Row of this run, or of the other where only that has it. */
  readonly row: number
  /** Its like in the other run; -1 for none. */
  readonly like: number
  /** Names of the columns that differ. */
  readonly columns: readonly string[]
}

/** How many empty polls a row stands for only says when the next message came, so it is no difference of its own. */
const facts = ["attempt", "call", "status", "sentAt", "deliveredAt"] as const

export const loadOther = async (library: Library, id: string, model: RunModel): Promise<OtherRun> => {
  const other = await loadRun(await library.open(id))
  const alignment = await align(model, other)
  return {
    name: other.header?.scenario || id,
    model: other,
    alignment,
    differences: differencesOf(model, other, alignment),
  }
}

const differencesOf = (first: RunModel, second: RunModel, { inSecond, inFirst }: Alignment): readonly Difference[] => {
  const found: Difference[] = []
  for (let row = 0; row < first.rows; row++) {
    const like = inSecond[row]!
    if (like < 0) {
      found.push({ what: "here", row, like, columns: [] })
      continue
    }
    const columns = facts.filter((name) => first.columns[name][row] !== second.columns[name][like])
    if (columns.length > 0) found.push({ what: "changed", row, like, columns })
  }
  for (let row = 0; row < second.rows; row++)
    if (inFirst[row]! < 0) found.push({ what: "there", row, like: -1, columns: [] })
  const atOf = ({ what, row }: Difference): number => (what === "there" ? second : first).columns.sentAt[row]!
  return found.sort((a, b) => atOf(a) - atOf(b) || a.row - b.row)
}

/** Of some runs the one that a run is best compared with: of the same scenario, or of the name that begins most alike. */
export const likeliest = <Run extends { readonly id: string }>(id: string, runs: readonly Run[]): Run | null => {
  let best: Run | null = null
  let longest = 0
  for (const run of runs) {
    if (run.id === id) continue
    let length = 0
    while (length < Math.min(run.id.length, id.length) && run.id[length] === id[length]) length++
    if (length > longest) {
      longest = length
      best = run
    }
  }
  return best
}
