/** What goes wrong in commerce is told by scenarios that there are, and every fault that can be named acts in one of them. */
import { existsSync, readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { troubles } from "../../actors/troubles.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"

const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url))
const vocabulary = vocabularyOf(ecosystem)

describe("troubles", () => {
  it.each(troubles.map(({ says, told }) => [says, told] as const))("%s", (_says, told) => {
    expect(told.length).toBeGreaterThan(0)
    expect(told.filter((name) => !existsSync(`${folder}${name}.yaml`))).toEqual([])
    // Of an incident the page names the right handling: the wrong one is its twin.
    expect(told.filter((name) => name.endsWith("-wrong"))).toEqual([])
  })
})

it("every fault has a suite scenario with an expectation beyond the verdict", () => {
  const met = new Set<string>()
  for (const file of findScenarios([`${folder}suites`])) {
    const { scenario } = parseScenario(readFileSync(file, "utf8"), vocabulary)
    if (scenario?.expect.some(({ type }) => type !== "verdict") === true)
      for (const { fault } of scenario.faults) met.add(fault)
  }
  expect(Object.keys(vocabulary.faults).filter((name) => !met.has(name))).toEqual([])
})
