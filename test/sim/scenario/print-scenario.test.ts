/** A printed scenario parses to the very same scenario. */
import { fc, test } from "@fast-check/vitest"
import { expect } from "vitest"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { printScenario } from "../../../sim/scenario/print-scenario.ts"
import { renderProblems } from "../../../sim/scenario/problems.ts"
import { scenario } from "./arbitrary-scenario.ts"
import { shop } from "./shop.ts"

// Goal: generated and reduced scenarios survive being saved. Method: any scenario in normal form, printed, parsed, compared.
test.prop([scenario], { numRuns: 300 })("a printed scenario parses to the same scenario", (one) => {
  const text = printScenario(one, shop)
  const parsed = parseScenario(text, shop)
  expect(renderProblems("printed", parsed.problems)).toBe("")
  expect(parsed.scenario).toEqual(one)
  expect(printScenario(parsed.scenario!, shop)).toBe(text)
})

test.prop([scenario, fc.string()], { numRuns: 50 })("a comment on top changes nothing", (one, comment) => {
  expect(parseScenario(printScenario(one, shop, comment), shop).scenario).toEqual(
    parseScenario(printScenario(one, shop), shop).scenario,
  )
})

test.prop([scenario, fc.string()], { numRuns: 50 })("a remark on each item changes nothing", (one, remark) => {
  expect(
    parseScenario(
      printScenario(one, shop, "", () => remark),
      shop,
    ).scenario,
  ).toEqual(parseScenario(printScenario(one, shop), shop).scenario)
})

test("a remark stands above its item", () => {
  const text =
    "scenario: Two faults\nfaults:\n  - fault: drop\n    on: oms > payment\n  - fault: drop\n    on: oms > wms-east\n"
  const { scenario: two } = parseScenario(text, shop)
  const [, second] = two!.faults
  const printed = printScenario(two!, shop, "", (item) => (item === second ? "It is needed." : ""))
  expect(printed).toContain("on: oms > payment\n  # It is needed.\n  - fault: drop\n    on: oms > wms-east\n")
})

test("what the default world says is not printed", () => {
  const { scenario: plain } = parseScenario("scenario: Nothing special\n", shop)
  expect(printScenario(plain!, shop)).toBe(
    "scenario: Nothing special\nworld:\n  seed: 1\n  start: 2024-03-04T08:00:00Z\n",
  )
})
