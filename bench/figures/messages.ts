/** Messages a second over the reference mix, beside a bare loop of as many messages. */
import type { Context, Figure } from "../figure.ts"
import { bareLoop } from "../limits/bare-loop.ts"
import { inTurn, round, runsOf, secondsOf } from "../measure.ts"
import { contractSample, mixScenario, runBook } from "../mix-run.ts"
import { mixBook, ordersPerDay } from "../mix.ts"

const seed = 1
const sizeOf = ({ quick }: Context): number => (quick ? 500 : 10_000)

export const messages: Figure = {
  id: "messages",
  says: "messages a second on one core over the reference mix, all invariants on, the journal written",
  unit: "messages/s",
  goal: { atLeast: 800_000 },
  alsoSays: "limit / ours <= 4",
  ofMix: true,
  prepare: (context) => {
    const book = mixBook({ orders: sizeOf(context), seed, ordersPerDay })
    const scenario = mixScenario(seed)
    return () => runBook(book, scenario)
  },
  run: async (context) => {
    const orders = sizeOf(context)
    const book = mixBook({ orders, seed, ordersPerDay })
    const scenario = mixScenario(seed)
    context.tell("warm-up")
    const warm = runBook(book, scenario)
    const perOrder = Math.round(warm.messages / orders)
    bareLoop(orders, perOrder)
    // The limit is short: ten times the orders, so that its clock reads well.
    const limit = (): number => (orders * 10 * perOrder) / secondsOf(() => bareLoop(orders * 10, perOrder))
    const ours = (): number => {
      let sent = 0
      const seconds = secondsOf(() => {
        sent = runBook(book, scenario).messages
      })
      return sent / seconds
    }
    const { median, note } = await inTurn({ limit, ours }, runsOf(context.quick), context.tell)
    return {
      value: median.ours,
      limit: median.limit,
      checks: [{ says: "bare loop / ours", value: median.limit / median.ours, goal: { atMost: 4 } }],
      notes: [`${orders} orders of ${round(warm.messages / orders)} messages; ${note}`, contractSample],
    }
  },
}
