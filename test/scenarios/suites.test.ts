/** The scenarios that come with the program: their schema is up to date, they are valid, and each suite holds. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { publishedSchema } from "../../scenarios/schema.ts"
import { ecosystem } from "../../actors/ecosystem.ts"
import type { Watcher } from "../../sim/consistency/rows.ts"
import { unforeseen } from "../../sim/partner/posting-rules.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"
import { run } from "../actors/run.ts"

const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url))

it("the published schema is what the ecosystem offers; npm run schema prints it anew", () => {
  expect(readFileSync(`${folder}scenario.schema.json`, "utf8")).toBe(publishedSchema())
})

/** An incident holds when it breaks exactly what it says. */
const files = findScenarios([`${folder}suites`, `${folder}incidents`, `${folder}regressions`])

describe("every suite and incident holds", () => {
  it.each(files.map((file) => [file.slice(folder.length), file]))("%s", (_name, file) => {
    const undeclared = new Set<string>()
    const { result } = run(readFileSync(file, "utf8"), null, ecosystem, { watchers: [declarationsOf(undeclared)] })
    expect([...undeclared]).toEqual([])
    expect(result.defects).toEqual([])
    expect(result.expectations.filter((expectation) => expectation.verdict !== "held")).toEqual([])
    expect(result.verdict).toBe("held")
  })
})

/** Every posted leg is one that its room declares in its postings.ts; what takes one back undoes what was declared. */
const declarationsOf = (undeclared: Set<string>): Watcher => ({
  message: () => {},
  transition: () => {},
  posting: (row) => {
    if (row.isTakenBack) return
    const problem = unforeseen(ecosystem.rooms[row.partner]?.postings ?? {}, row)
    if (problem !== null) undeclared.add(`actors/${row.partner}/postings.ts: ${problem}`)
  },
})
