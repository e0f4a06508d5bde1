/** What generated business operations are made with: an order to do something about, a moment after it, an act added. */
import type { Draft } from "../../sim/harness/generation.ts"
import type { Draws } from "../../sim/harness/draws.ts"
import type { ScenarioAct, ScenarioOrder } from "../../sim/scenario/scenario.ts"

/** From a moment after the order to days after it has come. */
const patienceMs = [1_000, 600_000, 7_200_000, 36_000_000, 172_800_000, 864_000_000, 1_728_000_000] as const
const workingDayMs = 36_000_000

/** Its instant counts from the world's start, as that of every generated order does. */
export const atOf = ({ at }: Pick<ScenarioOrder, "at">): number => ("relativeMs" in at ? at.relativeMs : 0)

/** Sometime after the order, by leaps. */
export const later = (of: ScenarioOrder, draws: Draws): number => atOf(of) + draws.one(patienceMs)

/** Sometime while the warehouse has it: at any moment of the working day. */
export const soon = (of: ScenarioOrder, draws: Draws): number => atOf(of) + draws.whole(1_000, workingDayMs)

export const orderOf = (draft: Draft, draws: Draws, channel?: ScenarioOrder["channel"]): ScenarioOrder | undefined =>
  draws.oneOf(draft.orders.filter((order) => channel === undefined || order.channel === channel))

export const withAct = (draft: Draft, relativeMs: number, act: Omit<ScenarioAct, "at">): Draft => ({
  ...draft,
  acts: [...draft.acts, { at: { relativeMs }, ...act }],
})

const isAbout = ({ subject, with: body }: ScenarioAct, order: string): boolean =>
  subject.startsWith(order) || body["order"] === order

/** An order of which nothing was planned yet: it can still become another. */
export const untouched = (
  draft: Draft,
  draws: Draws,
  channel?: ScenarioOrder["channel"],
): ScenarioOrder | undefined => {
  const orders = draft.orders.filter(({ id }) => !draft.acts.some((act) => isAbout(act, id)))
  return orderOf({ ...draft, orders }, draws, channel)
}

/** The order is another one from the beginning. */
export const changed = (draft: Draft, of: ScenarioOrder, change: Partial<ScenarioOrder>): Draft => ({
  ...draft,
  orders: draft.orders.map((order) => (order === of ? { ...order, ...change } : order)),
})
