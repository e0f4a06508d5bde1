/**
 * Draws what people do: first how narrow the workload is and which kinds of operations there are, then one to twelve of them.
 */
import type { Draws } from "./draws.ts"
import type { Draft, Generation, Shape } from "./generation.ts"

const spansMs = [60_000, 3_600_000, 86_400_000, 259_200_000] as const
/** How many kinds of deviations there are in one scenario. */
const deviations = [0, 0, 1, 2, 4] as const

export const nothingPlanned: Draft = { orders: [], products: [], acts: [], links: [], policies: {}, startMs: null }

export const generateWorkload = (generation: Generation, draws: Draws): Draft => {
  const shape = shapeOf(generation, draws)
  const names = Object.keys(generation.operations)
  const usual = names.filter((name) => generation.operations[name]?.isDeviation !== true)
  // Kinds are switched on and off as a whole: some bugs only show when nothing else is going on.
  const kinds = [...usual.filter(() => draws.chance(60)), ...someOf(names, usual, draws)]
  let draft = nothingPlanned
  let wanted = draws.whole(1, draws.one([2, 4, 8, 12]))
  for (let tries = wanted * 3; tries > 0 && wanted > 0; tries--) {
    const kind = draws.oneOf(draft.orders.length === 0 ? usual : kinds)
    const operation = kind === undefined ? undefined : generation.operations[kind]
    const more = operation?.add(draft, shape, draws) ?? null
    if (more === null) continue
    draft = more
    wanted--
  }
  return draft
}

/** A few of those that are not usual, each as likely as the others. */
const someOf = (names: readonly string[], usual: readonly string[], draws: Draws): string[] => {
  const left = names.filter((name) => !usual.includes(name))
  const chosen: string[] = []
  for (let wanted = draws.one(deviations); wanted > 0 && left.length > 0; wanted--)
    chosen.push(...left.splice(draws.whole(0, left.length - 1), 1))
  return chosen
}

const shapeOf = ({ skus }: Generation, draws: Draws): Shape => {
  const [first, ...others] = skus
  const count = draws.whole(0, draws.one([0, 1, others.length]))
  return { skus: [first, ...others.slice(0, count)], spanMs: draws.one(spansMs) }
}
