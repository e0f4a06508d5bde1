/** The published schema describes what each operation takes: an editor underlines what the parser refuses, and no scenario that there is. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import Ajv from "ajv"
import { describe, expect, it } from "vitest"
import { parse } from "yaml"
import { ecosystem } from "../../actors/ecosystem.ts"
import { publishedSchema } from "../../scenarios/schema.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { findScenarios } from "../../sim/scenario/read-scenario.ts"

const vocabulary = vocabularyOf(ecosystem)
// This reader knows an older draft; what the schema uses of the newer one means the same there.
const { $schema: _draft, ...schema } = JSON.parse(publishedSchema()) as Record<string, unknown>
const fits = new Ajv({ meta: false, validateSchema: false, logger: false }).compile(schema)
const act = (words: string): string => `scenario: Acts\nworkload:\n  acts:\n    - { at: +1 d, ${words} }\n`

describe("an act", () => {
  it.each([
    "to: storefront, do: orders.edit, subject: E, with: { order: A, edit: E, quantities: [], aded: [] }",
    "to: storefront, do: orders.edit, subject: E, with: { order: A, edit: E, quantities: [{ line: L }], added: [] }",
    "to: oms, do: returns.decide, subject: R, with: { return: R, decision: maybe }",
    "to: wms-east, do: stock.adjust, subject: R, with: { reference: R, reason: count, lines: [{ sku: A, quantity: one }] }",
    "to: oms, do: returns.decide, subject: R",
  ])("that its operation could not take is underlined: %s", (words) => {
    expect(fits(parse(act(words)))).toBe(false)
    expect(parseScenario(act(words), vocabulary).problems).not.toEqual([])
  })
  it.each([
    "to: storefront, do: orders.edit, subject: E, with: { order: A, edit: E, quantities: [], added: [] }",
    "to: oms, do: returns.decide, subject: R, with: { return: R, decision: refuse }",
  ])("that it takes is not: %s", (words) => {
    expect(fits(parse(act(words)))).toBe(true)
    expect(parseScenario(act(words), vocabulary).problems).toEqual([])
  })
})

it("no scenario that comes with the program is underlined", () => {
  const files = findScenarios([fileURLToPath(new URL("../../scenarios", import.meta.url))])
  expect(files.length).toBeGreaterThan(200)
  expect(files.filter((file) => fits(parse(readFileSync(file, "utf8"))) !== true)).toEqual([])
})
