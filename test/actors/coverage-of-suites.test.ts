/** What the suites reach of each room: all of it. What cannot happen is no part of a chart, and what can is shown by a scenario. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { coverOf } from "../../sim/harness/coverage/cover.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"

it("the suites reach every operation, webhook, transition and posting of every room", () => {
  const cover = coverOf(ecosystem, generation)
  for (const file of findScenarios([fileURLToPath(new URL("../../scenarios/suites", import.meta.url))])) {
    const { scenario } = parseScenario(readFileSync(file, "utf8"), vocabularyOf(ecosystem))
    cover.run({ scenario: scenario!, file: null, book: null })
  }
  const { rooms } = cover.coverage()
  expect(Object.keys(rooms)).toHaveLength(Object.keys(ecosystem.rooms).length)
  const missing = Object.entries(rooms).flatMap(([room, { missing: of }]) =>
    Object.entries(of).flatMap(([aspect, names]) => names.map((name) => `${room} ${aspect}: ${name}`)),
  )
  expect(missing).toEqual([])
})
