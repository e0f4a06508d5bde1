/** What the suites reach of each room. The floors only ever rise: what a new scenario reaches stays reached. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { basisPoints } from "../../sim/harness/coverage/coverage.ts"
import { coverOf } from "../../sim/harness/coverage/cover.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"

/** Percent of its operations, webhooks, transitions and postings together. */
const floors: Readonly<Record<string, number>> = {
  storefront: 98,
  marketplace: 95,
  oms: 92,
  wms: 100,
  carrier: 100,
  erp: 100,
  payment: 100,
  notification: 100,
  buyer: 97,
  supplier: 100,
}

it("the suites reach no less of any room than they did", () => {
  const cover = coverOf(ecosystem, generation)
  for (const file of findScenarios([fileURLToPath(new URL("../../scenarios/suites", import.meta.url))])) {
    const { scenario } = parseScenario(readFileSync(file, "utf8"), vocabularyOf(ecosystem))
    cover.run({ scenario: scenario!, file: null, book: null })
  }
  const { rooms } = cover.coverage()
  const reached = Object.entries(rooms).map(([room, { all }]) => [room, Math.floor(basisPoints(all) / 100)] as const)
  expect(Object.keys(floors).toSorted()).toEqual(Object.keys(rooms).toSorted())
  expect(reached.filter(([room, percent]) => percent < (floors[room] ?? 100))).toEqual([])
})
