/** Takes measurements: the limit and ours in turn, so that what disturbs the machine disturbs both, and the median of each. */

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new Error("There is no median of nothing: measure at least once.")
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

export const runsOf = (quick: boolean): number => (quick ? 1 : 5)

/** Garbage of the one before is not to be paid by the next. */
const settle = (): void => {
  globalThis.gc?.()
}

type Piece = () => number | Promise<number>

export interface Medians<Name extends string> {
  readonly median: Readonly<Record<Name, number>>
  /** How often, and from where to where ours went: what the noise of the machine is. */
  readonly note: string
}

/** Each piece measures itself and answers in the figure's unit; they take turns in the order in which they are written. */
export const inTurn = async <Name extends string>(
  pieces: Readonly<Record<Name | "ours", Piece>>,
  runs: number,
  tell: (text: string) => void,
): Promise<Medians<Name | "ours">> => {
  const names = Object.keys(pieces) as (Name | "ours")[]
  const taken = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name | "ours", number[]>
  let busyMs = 0
  let wallMs = 0
  for (let run = 1; run <= runs; run++) {
    for (const name of names) {
      settle()
      const before = process.cpuUsage()
      const startedMs = performance.now()
      taken[name].push(await pieces[name]())
      if (name !== "ours") continue
      const { user, system } = process.cpuUsage(before)
      busyMs += (user + system) / 1000
      wallMs += performance.now() - startedMs
    }
    const last = names.map((name) => `${name} ${round(taken[name].at(-1))}`).join(", ")
    tell(`run ${run} of ${runs}: ${last}`)
  }
  const { ours } = taken
  return {
    median: Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name | "ours", number>,
    note: `median of ${runs}, ${round(Math.min(...ours))} to ${round(Math.max(...ours))}${shareNote(busyMs / wallMs)}`,
  }
}

/** Figures are by the clock on the wall; how much of the machine they got tells how far they can be trusted. */
const shareNote = (share: number): string =>
  // Work in other processes is not in the sum.
  share < 0.2 ? "" : `, with ${Math.round(share * 100)} % of a core (garbage collection's threads included)`

export const secondsOf = (work: () => unknown): number => {
  const startedMs = performance.now()
  work()
  return (performance.now() - startedMs) / 1000
}

/** Three digits that count, more for large numbers. */
export const round = (value: number | undefined): string =>
  value === undefined ? "-" : value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3)
