/** Whatever must happen sometimes does happen in some scenario that is kept, so no name waits for what cannot be. */
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { vocabulary } from "../../actors/vocabulary.ts"
import { Campaign } from "../../sim/harness/campaign.ts"
import { Laboratory } from "../../sim/harness/laboratory.ts"
import { findScenarios, readScenario } from "../../sim/scenario/read-scenario.ts"

const sometimes = ecosystem.sometimes ?? []
const folder = (name: string): string => fileURLToPath(new URL(`../../scenarios/${name}`, import.meta.url))

it("each has a name of its own, and a scenario that reaches it", () => {
  expect(new Set(sometimes.map(({ name }) => name)).size).toBe(sometimes.length)
  const laboratory = new Laboratory(ecosystem)
  const reached = new Set<string>()
  for (const file of findScenarios(["suites", "incidents", "regressions"].map(folder))) {
    const { scenario } = readScenario(file, vocabulary)
    if (scenario?.workload.orders.type !== "inline") continue
    for (const name of laboratory.run({ ...scenario, expect: [] }).reached) reached.add(name)
  }
  expect(sometimes.filter(({ name }) => !reached.has(name)).map(({ name }) => name)).toEqual([])
}, 120_000)

it("a campaign counts the runs that reached it", () => {
  const { tally } = new Campaign({ ecosystem, generation, seed: 8, againPercent: 0 }).part(0, 36)
  expect(tally.reached["an order waits for stock, and gets it"]).toBeGreaterThan(5)
  expect(tally.reached["an order waits for stock, and gets it"]).toBeLessThan(36)
  expect(Object.keys(tally.reached).filter((name) => !sometimes.some((one) => one.name === name))).toEqual([])
}, 60_000)
