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

export interface Pair {
  readonly limit: number
  readonly ours: number
  readonly limits: readonly number[]
  readonly all: readonly number[]
}

/** Each piece measures itself and answers in the figure's unit. */
export const inTurn = async (
  pieces: { readonly limit: Piece; readonly ours: Piece },
  runs: number,
  tell: (text: string) => void,
): Promise<Pair> => {
  const limits: number[] = []
  const all: number[] = []
  for (let run = 1; run <= runs; run++) {
    settle()
    limits.push(await pieces.limit())
    settle()
    all.push(await pieces.ours())
    tell(`run ${run} of ${runs}: limit ${round(limits.at(-1))}, ours ${round(all.at(-1))}`)
  }
  return { limit: median(limits), ours: median(all), limits, all }
}

export const secondsOf = (work: () => unknown): number => {
  const startedMs = performance.now()
  work()
  return (performance.now() - startedMs) / 1000
}

/** Three digits that count, more for large numbers. */
export const round = (value: number | undefined): string =>
  value === undefined ? "-" : value >= 1000 ? Math.round(value).toLocaleString("en") : value.toPrecision(3)
