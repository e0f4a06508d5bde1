/** Scenarios of two orders, as a campaign runs them: a world of its own for each, nothing written to disk. */
import type { Context, Figure } from "../figure.ts"
import { bareLoop } from "../limits/bare-loop.ts"
import { inTurn, round, runsOf, secondsOf } from "../measure.ts"
import { contractSample, readText, runInMemory } from "../mix-run.ts"

const text = `scenario: two orders
world: { seed: 1 }
workload:
  currency: EUR
  orders:
    - { id: A-1, at: +2 h, channel: storefront, buyer: ines, lines: [{ sku: MUG, quantity: 2, price: 12.50 }, { sku: TEA, quantity: 1, price: 6.90 }], charges: [{ code: SHIP, name: Shipping, amount: 4.90 }] }
    - { id: M-1, at: +3 h, channel: marketplace, buyer: tomas, lines: [{ sku: MUG, quantity: 1, price: 13.90 }] }
`

const countOf = ({ quick }: Context): number => (quick ? 20 : 200)

/** Every scenario has a seed of its own; answers how many messages all of them had. */
const runAll = (count: number): number => {
  const scenario = readText(text)
  let messages = 0
  for (let seed = 1; seed <= count; seed++)
    messages += runInMemory({ ...scenario, world: { ...scenario.world, seed } }).messages
  return messages
}

export const smallScenarios: Figure = {
  id: "small-scenarios",
  says: "scenarios of two orders a second on one core, a world for each, all invariants on, journals in memory",
  unit: "scenarios/s",
  goal: { atLeast: 4_000 },
  prepare: (context) => () => runAll(countOf(context)),
  run: async (context) => {
    const count = countOf(context)
    context.tell("warm-up")
    const messages = runAll(count)
    const perOrder = Math.round(messages / count / 2)
    const limitCount = count * 50
    const limit = (): number =>
      limitCount /
      secondsOf(() => {
        for (let scenario = 0; scenario < limitCount; scenario++) bareLoop(2, perOrder)
      })
    limit()
    const ours = (): number => count / secondsOf(() => runAll(count))
    const { median, note } = await inTurn({ limit, ours }, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      notes: [`${count} scenarios of ${round(messages / count)} messages; ${note}`, contractSample],
    }
  },
}
