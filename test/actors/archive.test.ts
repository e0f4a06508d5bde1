/**
 * What is packed away comes back when somebody asks for it, and nobody can tell the difference.
 * Method: the same orders, their buyers' late returns included, in worlds that pack objects away after different whiles, one of
 * them so soon that nearly every event finds its object packed; all must end alike.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { Journal } from "../../sim/journal/journal.ts"
import { planWorld } from "../../sim/run/plan-world.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { readOrderBook } from "../../sim/scenario/importers/read-order-book.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { World } from "../../sim/world/world.ts"
import { orderBook } from "./run.ts"

const hour = 3_600_000
const book = readOrderBook("superstore")
const placed = book.orders.slice(0, 70)
const businessAt = placed[0]!.at
const startAt = businessAt - ecosystem.openingMs
const withdrawals = placed.map(({ id, at, lines }, index) => ({
  id: `${id}-w`,
  at: at + (10 + index) * 24 * hour,
  order: id,
  lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
  whole: true,
  amount: 0,
}))

const ended = (retireAfterMs: number) => {
  const { scenario } = parseScenario(orderBook(), vocabularyOf(ecosystem))
  const plan = { ...planWorld(ecosystem, scenario!, startAt, businessAt), retireAfterMs }
  const world = new World(plan, new Journal())
  const instances = (kind: string) => world.instances.filter((one) => one.kind === kind).map((one) => one.name)
  const settings = { seed: 1, startAt, marketplaceSharePpm: 200_000, instances }
  for (const { at, to, operation, body } of ecosystem.workload({ ...book, orders: placed, withdrawals }, settings))
    world.act(at, to, operation, body)
  let packedMost = 0
  for (let at = startAt; at < placed.at(-1)!.at + 400 * 24 * hour; at += 24 * hour) {
    world.run(at)
    packedMost = Math.max(packedMost, world.slots.pages.packed)
  }
  world.run()
  const state = [...world.slots.everything()].map(
    ({ shelf, id, label, version, context }) =>
      `${shelf.kind.name} ${id} ${label} ${version} ${JSON.stringify(context)}`,
  )
  return { digest: world.journal.digest(state), defects: world.defects, packedMost, state }
}

describe("objects that came to rest", () => {
  const never = ended(Infinity)

  it.each([
    ["an hour", hour],
    ["a week", 7 * 24 * hour],
  ])("packed away after %s: the run is the same, row for row and to the last context", (_while, afterMs) => {
    const packed = ended(afterMs)
    expect(never.packedMost).toBe(0)
    expect(packed.packedMost).toBeGreaterThan(0)
    expect(packed.defects).toEqual(never.defects)
    expect(packed.state).toEqual(never.state)
    expect(packed.digest).toBe(never.digest)
  })
})
