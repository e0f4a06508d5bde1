/** Draws what people do: first how narrow the workload is and which kinds of operations there are, then one to twelve of them. */
import type { Draws } from "./draws.ts"
import type { Draft, Generation, Shape } from "./generation.ts"

const spansMs = [60_000, 3_600_000, 86_400_000, 259_200_000] as const

export const generateWorkload = (generation: Generation, draws: Draws): Draft => {
  const shape = shapeOf(generation, draws)
  const names = Object.keys(generation.operations)
  // Kinds are switched on and off as a whole: some bugs only show when nothing else is going on.
  const kinds = names.filter(() => draws.chance(60))
  let draft: Draft = { orders: [], acts: [] }
  const wanted = draws.whole(1, draws.one([2, 4, 8, 12]))
  for (let tries = 0; tries < wanted * 3 && draft.orders.length + draft.acts.length < wanted; tries++) {
    const kind = draws.oneOf(draft.orders.length === 0 ? names : kinds)
    const operation = kind === undefined ? undefined : generation.operations[kind]
    draft = operation?.add(draft, shape, draws) ?? draft
  }
  return draft
}

const shapeOf = ({ skus }: Generation, draws: Draws): Shape => {
  const [first, ...others] = skus
  const count = draws.whole(0, draws.one([0, 1, others.length]))
  return { skus: [first, ...others.slice(0, count)], spanMs: draws.one(spansMs) }
}
