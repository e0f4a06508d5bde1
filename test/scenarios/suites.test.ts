/** The scenarios that come with the program: their schema is up to date, they are valid, and each suite holds. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { publishedSchema } from "../../scenarios/schema.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"
import { run } from "../actors/run.ts"

const folder = fileURLToPath(new URL("../../scenarios/", import.meta.url))

it("the published schema is what the ecosystem offers; npm run schema prints it anew", () => {
  expect(readFileSync(`${folder}scenario.schema.json`, "utf8")).toBe(publishedSchema())
})

describe("every suite holds", () => {
  it.each(findScenarios([`${folder}suites`]).map((file) => [file.slice(folder.length), file]))("%s", (_name, file) => {
    const { result } = run(readFileSync(file, "utf8"))
    expect(result.defects).toEqual([])
    expect(result.expectations.filter((expectation) => expectation.verdict !== "held")).toEqual([])
    expect(result.verdict).toBe("held")
  })
})
