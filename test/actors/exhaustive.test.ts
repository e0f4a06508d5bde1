/** Everything that one fault can do to an order, and a sample of what two can: the sound ecosystem holds, and a bug is found. */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import { accountOf, Exhaustive } from "../../sim/harness/exhaustive.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { ordersOf } from "../../sim/harness/items.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { forgetful } from "./forgetful.ts"

const oneOrder = `
scenario: one order
world: { seed: 7 }
workload:
  currency: EUR
  orders:
    - { id: A-1, at: +2 h, channel: storefront, buyer: Zoë Quill, lines: [{ sku: MUG, quantity: 2, price: 12.50 }] }
`

/** What a policy is unless said is a matter of the ecosystem, so each reads the text with its own words. */
const exhaustive = (world: Ecosystem, faultsMax: number, text: string | null = oneOrder) => {
  const scenario = text === null ? null : parseScenario(text, vocabularyOf(world)).scenario
  return new Exhaustive({ ecosystem: world, generation, seed: 1 }, { scenario, faultsMax })
}

describe("all placements", () => {
  it("of one fault on the messages of one order hold, and many of them change the course of it", () => {
    const search = exhaustive(ecosystem, 1)
    expect(search.placements.all).toBeGreaterThan(80)
    const { failed, tally, ran } = search.part(0, search.placements.all)
    expect(failed).toBe(null)
    expect(tally.faultsActed).toBeGreaterThanOrEqual(tally.runs - 1)
    const account = accountOf(ran!)
    expect(account).toMatchObject({ ran: search.placements.all, stale: 0 })
    expect(account.ran - account.equivalent).toBeGreaterThan(15)
  }, 60_000)

  it("of two faults on the messages of two orders hold, as far as a sample of them shows", () => {
    const search = exhaustive(ecosystem, 2, null)
    expect(ordersOf(search.scenario).map(({ channel }) => channel)).toEqual(["storefront", "marketplace"])
    const { singles, pairs } = search.placements
    expect(pairs).toBeGreaterThan(50_000)
    expect(search.part(1 + singles, 1 + singles + 150)).toMatchObject({ failed: null, tally: { runs: 150 } })
  }, 60_000)

  it("come to a bug that one fault shows, reduce it and find it again", () => {
    const search = exhaustive(forgetful, 1)
    const { failed } = search.part(0, search.placements.all)
    const { failure, reduction } = search.found(failed!, 300)
    expect(failure.id).toBe("I17")
    expect([reduction.minimal, reduction.itemsAfter]).toEqual([true, 2])
  }, 60_000)
})
