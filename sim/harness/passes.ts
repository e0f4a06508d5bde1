/**
 * The reducer's passes, cheap and bold ones first: faults in bulk, orders with all that is about them, acts, lines and units, weaker
 * faults, usual policies, readable times, pairs.
 *
 * A pass proposes scenarios that are smaller or plainer than the one it is given, never one that is merely other: so reducing ends.
 */
import { sameValue } from "../scenario/default-world.ts"
import type { Instant } from "../scenario/instants.ts"
import type { Scenario, ScenarioAct, ScenarioFault, ScenarioOrder } from "../scenario/scenario.ts"
import { ordersOf, withOrders } from "./items.ts"

export type Pass = (scenario: Scenario) => Iterable<Scenario>

const without = <T>(list: readonly T[], from: number, count = 1): readonly T[] => [
  ...list.slice(0, from),
  ...list.slice(from + count),
]
const replaced = <T>(list: readonly T[], index: number, item: T): readonly T[] =>
  list.map((one, at) => (at === index ? item : one))

/** All of a list, then halves, quarters, and at last each single item. */
function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let size = list.length; size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < list.length; from += size) yield without(list, from, size)
}

/** Does it name this order, as a whole word? `A-1` is not in `A-10`. */
const names = (value: unknown, order: string): boolean => {
  const text = JSON.stringify(value)
  for (let at = text.indexOf(order); at >= 0; at = text.indexOf(order, at + 1))
    if (!/[\w]/.test(text[at + order.length] ?? "") && !/[\w]/.test(text[at - 1] ?? "")) return true
  return false
}

/** Without an order goes all that is about it. */
const withoutOrder = (scenario: Scenario, gone: ScenarioOrder): Scenario => {
  const kept = withOrders(
    scenario,
    ordersOf(scenario).filter((order) => order !== gone),
  )
  const acts = scenario.workload.acts.filter((act) => !names([act.subject, act.with], gone.id))
  const faults = scenario.faults.filter(({ on }) => on.type !== "messages" || !names(on.of.subject, gone.id))
  return { ...kept, workload: { ...kept.workload, acts }, faults }
}

const withActs = (scenario: Scenario, acts: readonly ScenarioAct[]): Scenario => ({
  ...scenario,
  workload: { ...scenario.workload, acts },
})

export const fewerFaults: Pass = function* (scenario) {
  for (const faults of chunks(scenario.faults)) yield { ...scenario, faults }
}

const fewerOrders: Pass = function* (scenario) {
  for (const order of ordersOf(scenario)) yield withoutOrder(scenario, order)
}

/** Remedies stay: without them what is left fails for want of a person. */
const fewerActs = (remedies: readonly string[]): Pass =>
  function* (scenario) {
    const { acts } = scenario.workload
    const others = acts.filter(({ operation }) => !remedies.includes(operation))
    for (const kept of chunks(others))
      yield withActs(
        scenario,
        acts.filter((act) => kept.includes(act) || !others.includes(act)),
      )
  }

/** Remedies one by one, for whoever knows that one of them changes nothing. */
export const fewerRemedies = (remedies: readonly string[]): Pass =>
  function* (scenario) {
    const { acts } = scenario.workload
    for (const [index, { operation }] of acts.entries())
      if (remedies.includes(operation)) yield withActs(scenario, without(acts, index))
  }

/** What nobody buys need not be said to consist of anything. */
const fewerProducts: Pass = function* (scenario) {
  const { products, acts } = scenario.workload
  for (const [index, { sku }] of products.entries()) {
    if (ordersOf(scenario).some(({ lines }) => lines.some((line) => line.sku === sku))) continue
    const others = acts.filter((act) => !names(act.with, sku))
    yield { ...scenario, workload: { ...scenario.workload, products: without(products, index), acts: others } }
  }
}

const changedOrder = (scenario: Scenario, index: number, change: Partial<ScenarioOrder>): Scenario => {
  const orders = ordersOf(scenario)
  const changed = { ...orders[index]!, ...change }
  const total = [...changed.lines, ...changed.charges].reduce((sum, { amount, tax }) => sum + amount + tax, 0)
  return withOrders(scenario, replaced(orders, index, { ...changed, total }))
}

const smallerOrders: Pass = function* (scenario) {
  for (const [index, { lines, charges, service, payment }] of ordersOf(scenario).entries()) {
    if (lines.length > 1)
      for (let line = 0; line < lines.length; line++)
        yield changedOrder(scenario, index, { lines: without(lines, line) })
    if (charges.length > 0) yield changedOrder(scenario, index, { charges: [] })
    if (service !== "standard") yield changedOrder(scenario, index, { service: "standard" })
    if (payment !== undefined && payment.join() !== "card") yield changedOrder(scenario, index, { payment: ["card"] })
    for (const [at, line] of lines.entries()) {
      const unit = Math.floor(line.amount / line.quantity)
      for (const quantity of [1, Math.floor(line.quantity / 2)])
        if (quantity >= 1 && quantity < line.quantity)
          yield changedOrder(scenario, index, {
            lines: replaced(lines, at, { ...line, quantity, amount: unit * quantity }),
          })
      if (line.tax > 0) yield changedOrder(scenario, index, { lines: replaced(lines, at, { ...line, tax: 0 }) })
    }
  }
}

/** From hard to mild: a lost answer and a crash are hard to think about, a late message and a plain outage are not. */
const ofMessages = ["crash-before-commit", "lose-response", "drop", "duplicate", "delay"]
const ofLinks = ["partition", "one-way-partition", "revoked-credential", "rate-limit"]
const ofInstances = ["crash", "slow", "pause", "outage"]

const weakerFaults: Pass = function* (scenario) {
  for (const [index, fault] of scenario.faults.entries())
    for (const weaker of weakened(fault)) yield { ...scenario, faults: replaced(scenario.faults, index, weaker) }
}

const milder = (kinds: readonly string[], { fault }: ScenarioFault): readonly string[] =>
  kinds.includes(fault) ? kinds.slice(kinds.indexOf(fault) + 1) : []

function* weakened(fault: ScenarioFault): Generator<ScenarioFault> {
  const { on, byMs, at, until, settings } = fault
  if (on.type === "messages") {
    if (ofMessages.includes(fault.fault) && on.of.attempt.to === null)
      yield { ...fault, on: { ...on, of: { ...on.of, attempt: { from: 1, to: 1 } } } }
    for (const kind of milder(ofMessages, fault))
      yield { ...fault, fault: kind, byMs: kind === "delay" ? 3_600_000 : null }
  }
  for (const kind of milder(ofLinks, fault))
    yield { ...fault, fault: kind, byMs: kind === "rate-limit" ? 60_000 : null }
  for (const kind of milder(ofInstances, fault)) if (kind !== "slow") yield { ...fault, fault: kind, settings: {} }
  for (const times of [2, 10, 100])
    if (Number(settings["times"]) > times) yield { ...fault, settings: { ...settings, times } }
  if (byMs !== null) for (const shorter of readable) if (shorter < byMs) yield { ...fault, byMs: shorter }
  if (at === null || until === null || !("relativeMs" in at) || !("relativeMs" in until)) return
  const length = until.relativeMs - at.relativeMs
  for (const shorter of readable)
    if (shorter < length) yield { ...fault, until: { relativeMs: at.relativeMs + shorter } }
  for (const grid of [3_600_000, 60_000, 1_000]) {
    const from = Math.floor(at.relativeMs / grid) * grid
    if (from < at.relativeMs) yield { ...fault, at: { relativeMs: from } }
    const to = Math.floor(until.relativeMs / grid) * grid
    if (to < until.relativeMs && to > at.relativeMs) yield { ...fault, until: { relativeMs: to } }
  }
}

/** Durations that a person would write: 1 s, 1 min, 5 min, 1 h, 2 h, 12 h, 1 d, 3 d, 14 d, 30 d. */
const readable = [
  1_000, 60_000, 300_000, 3_600_000, 7_200_000, 43_200_000, 86_400_000, 259_200_000, 1_209_600_000, 2_592_000_000,
]

/** `usual` is the world as nobody changed it. */
const usualPolicies = (usual: Scenario): Pass =>
  function* (scenario) {
    const { partners } = scenario.world
    for (const [index, partner] of partners.entries()) {
      const before = usual.world.partners.find(({ name }) => name === partner.name)
      if (before === undefined) continue
      for (const [policy, value] of Object.entries(partner.policies)) {
        const plain = before.policies[policy]
        if (plain === undefined || sameValue(value, plain)) continue
        const changed = { ...partner, policies: { ...partner.policies, [policy]: plain } }
        yield { ...scenario, world: { ...scenario.world, partners: replaced(partners, index, changed) } }
      }
    }
    if (scenario.world.seed !== usual.world.seed)
      yield { ...scenario, world: { ...scenario.world, seed: usual.world.seed } }
  }

const usualLinks = (usual: Scenario): Pass =>
  function* (scenario) {
    const { links, startMs } = scenario.world
    for (const [index, link] of links.entries()) {
      const before = usual.world.links.find(({ from, to }) => from === link.from && to === link.to)
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(link))
        yield { ...scenario, world: { ...scenario.world, links: replaced(links, index, before) } }
    }
    if (startMs !== usual.world.startMs)
      yield { ...scenario, world: { ...scenario.world, startMs: usual.world.startMs } }
  }

/** Earlier instants on the grid of readable durations. */
function* earlier(at: Instant): Generator<Instant> {
  if (!("relativeMs" in at)) return
  for (const relativeMs of readable) if (relativeMs < at.relativeMs) yield { relativeMs }
}

/** A remedy that comes earlier may come before what it is to put right. */
const plainerTimes = (remedies: readonly string[]): Pass =>
  function* (scenario) {
    for (const [index, order] of ordersOf(scenario).entries())
      for (const at of earlier(order.at)) yield changedOrder(scenario, index, { at })
    const { acts } = scenario.workload
    for (const [index, act] of acts.entries())
      if (!remedies.includes(act.operation))
        for (const at of earlier(act.at)) yield withActs(scenario, replaced(acts, index, { ...act, at }))
  }

/** Two things that are only needed because of each other. */
const pairs = (remedies: readonly string[]): Pass =>
  function* (scenario) {
    const { faults, workload } = scenario
    for (let a = 0; a < faults.length; a++) {
      for (let b = a + 1; b < faults.length; b++) yield { ...scenario, faults: without(without(faults, b), a) }
      for (const [act, { operation }] of workload.acts.entries())
        if (!remedies.includes(operation))
          yield withActs({ ...scenario, faults: without(faults, a) }, without(workload.acts, act))
    }
  }

/** `usual` is the scenario of a world that says nothing. */
export const passesTowards = (usual: Scenario, remedies: readonly string[] = []): readonly Pass[] => [
  fewerFaults,
  fewerOrders,
  fewerActs(remedies),
  fewerProducts,
  smallerOrders,
  weakerFaults,
  usualPolicies(usual),
  usualLinks(usual),
  plainerTimes(remedies),
  pairs(remedies),
]
