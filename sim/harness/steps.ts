/** A scenario as steps in English, in the order in which they happen: who orders what, what people do, what goes wrong. */
import { formatScaled } from "../scenario/decimals.ts"
import { formatDuration } from "../scenario/durations.ts"
import { currencyExponent } from "../scenario/amounts.ts"
import { formatPattern } from "../scenario/identity.ts"
import { formatInstant, type Instant } from "../scenario/instants.ts"
import type { Item, Scenario, ScenarioAct, ScenarioFault, ScenarioOrder } from "../scenario/scenario.ts"
import { ordersOf } from "./items.ts"

/** One thing of a scenario that could be left out. */
export interface Step {
  readonly of: Item
  readonly says: string
  /** The same scenario without it. */
  readonly without: Scenario
}

export const stepsOf = (scenario: Scenario): readonly Step[] => {
  const { workload, faults } = scenario
  const orders = ordersOf(scenario)
  const currency = workload.currency ?? "EUR"
  const timed: { readonly at: number; readonly step: Step }[] = []
  for (const order of orders) {
    const others = { type: "inline" as const, orders: orders.filter((one) => one !== order) }
    const without = { ...scenario, workload: { ...workload, orders: others } }
    timed.push({ at: sortKey(order.at), step: { of: order, says: sayOrder(order, currency), without } })
  }
  for (const act of workload.acts) {
    const acts = workload.acts.filter((one) => one !== act)
    timed.push({
      at: sortKey(act.at),
      step: { of: act, says: sayAct(act), without: { ...scenario, workload: { ...workload, acts } } },
    })
  }
  const steps = timed.toSorted((a, b) => a.at - b.at).map(({ step }) => step)
  const deviations = faults.map((fault) => ({
    of: fault,
    says: sayFault(fault),
    without: { ...scenario, faults: faults.filter((one) => one !== fault) },
  }))
  return [...steps, ...deviations]
}

/** Relative instants first, in their order; a generated scenario has no others. */
const sortKey = (at: Instant): number => ("relativeMs" in at ? at.relativeMs : at.epochMs)

const sayOrder = ({ id, at, buyer, channel, lines }: ScenarioOrder, currency: string): string => {
  const what = lines.map(({ quantity, sku }) => `${quantity} × ${sku}`).join(", ")
  const gross = lines.reduce((sum, { amount, tax }) => sum + amount + tax, 0)
  const price = `${formatScaled(gross, currencyExponent(currency))} ${currency}`
  return `${formatInstant(at)}: ${buyer.name} orders ${what} for ${price} at the ${channel ?? "shop"} (${id}).`
}

const sayAct = ({ at, to, operation, subject }: ScenarioAct): string =>
  `${formatInstant(at)}: ${operation} ${subject} at ${to}.`

const sayFault = ({ fault, on, at, until, byMs, settings }: ScenarioFault): string => {
  const target = on.type === "instance" ? on.instance : formatPattern(on.of)
  const by = byMs === null ? "" : ` by ${formatDuration(byMs)}`
  const from = at === null ? "" : ` from ${formatInstant(at)}`
  const to = until === null ? "" : ` until ${formatInstant(until)}`
  const more = Object.entries(settings).map(([key, value]) => `, ${key} ${value}`)
  return `Fault: ${fault} ${target}${by}${from}${to}${more.join("")}.`
}
