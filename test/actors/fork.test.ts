/**
 * A fork is a world of its own that stands where the other stands.
 * Method: a world with many orders under way is forked at any instant; whichever of the two goes on first, both end as the world
 * does that was never forked, row for row.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { Monitor } from "../../sim/consistency/monitor.ts"
import { RootIndex } from "../../sim/consistency/root-index.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { networkFaults } from "../../sim/network/faults/faults.ts"
import { planWorld } from "../../sim/run/plan-world.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { World } from "../../sim/world/world.ts"
import { orderBook } from "./run.ts"

const orders = 12
const faults = `faults:
  - { fault: lose-response, on: "oms > payment payments.capture * #1.1" }
  - { fault: duplicate, on: "storefront > oms order.created * #1.1" }
`
const book = readOrderBook("superstore")
const placed = book.orders.slice(0, orders)
const businessAt = placed[0]!.at
const lastAt = placed.at(-1)!.at
const startAt = businessAt - ecosystem.openingMs

const begun = () => {
  const { scenario } = parseScenario(`${orderBook()}${faults}`, vocabularyOf(ecosystem))
  const roots = new RootIndex()
  const monitor = Monitor.over(roots, ecosystem.invariants, ecosystem.figures, () => {})
  const plan = planWorld(ecosystem, scenario!, startAt, businessAt)
  const world = new World(plan, new Journal({ rowsPerBatch: 512 }), [monitor], roots)
  const instances = (kind: string) => world.instances.filter((one) => one.kind === kind).map((one) => one.name)
  const settings = { seed: 1, startAt, marketplaceSharePpm: 200_000, instances }
  for (const { at, to, operation, body } of ecosystem.workload({ ...book, orders: placed }, settings))
    world.act(at, to, operation, body)
  return { world, monitor }
}

/** All that there is to know of a world that has ended. */
const endOf = ({ world, monitor }: { world: World; monitor: Monitor }) => {
  world.run()
  monitor.quiescence(world.now)
  const state = [...world.slots.everything()].map(
    ({ shelf, id, label, context }) => `${shelf.owner} ${shelf.kind.name} ${id} ${label} ${JSON.stringify(context)}`,
  )
  return { digest: world.journal.digest(state), results: monitor.results(), at: world.now, defects: world.defects }
}

const forkOf = ({ world, monitor }: { world: World; monitor: Monitor }) => {
  const roots = world.recorder.roots.fork()
  const forked = monitor.fork(roots, () => {})
  return { world: world.fork([forked], roots), monitor: forked }
}

const whole = endOf(begun())

describe("a fork", () => {
  test("is of a world in which something happens and everything holds", () => {
    expect(networkFaults.length).toBeGreaterThan(0)
    expect(whole.defects).toEqual([])
    expect(whole.results.map(({ verdict }) => verdict)).not.toContain("broken")
  })

  test.prop(
    [
      fc.array(fc.integer({ min: startAt, max: lastAt + 30 * 86_400_000 }), { minLength: 1, maxLength: 4 }),
      fc.boolean(),
    ],
    { numRuns: 12 },
  )("ends as the world does that was never forked, and so does the other", (instants, forkFirst) => {
    const first = begun()
    let last = first
    const all = [first]
    for (const at of instants.toSorted((a, b) => a - b)) {
      last.world.run(at)
      last = forkOf(last)
      all.push(last)
    }
    for (const one of forkFirst ? all.toReversed() : all) expect(endOf(one)).toEqual(whole)
  })
})
