/** The editors' schema accepts whatever the parser accepts, and refuses the slips that an editor should underline. */
import { test } from "@fast-check/vitest"
import { parse } from "yaml"
import { describe, expect, it } from "vitest"
import * as keys from "../../../sim/scenario/fields.ts"
import { scenarioJsonSchema } from "../../../sim/scenario/json-schema.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { printScenario } from "../../../sim/scenario/print-scenario.ts"
import { scenario } from "./arbitrary-scenario.ts"
import { example } from "./example.ts"
import { shop } from "./shop.ts"
import { violations } from "./small-validator.ts"

const schema = scenarioJsonSchema(shop)
const check = (text: string) => violations(schema, parse(text))

// Goal: an editor never underlines a right file. Method: any scenario, printed, against the schema.
test.prop([scenario], { numRuns: 150 })("every printed scenario fits the schema", (one) => {
  expect(check(printScenario(one, shop))).toEqual([])
})

it("the example fits", () => {
  expect(check(example)).toEqual([])
})

describe("slips that both the schema and the parser refuse", () => {
  it.for([
    "purpose: no name",
    "scenario: x\nwrld: {}",
    "scenario: x\nworld: { seed: -1 }",
    "scenario: x\nworld: { partners: { new-one: {} } }",
    "scenario: x\nworld: { partners: { oms: { kind: omz } } }",
    "scenario: x\nworld: { partners: { oms: { policies: { pickTime: 2 min } } } }",
    "scenario: x\nworld: { partners: { w: { kind: wms, policies: { fraudReviewAbove: 1 } } } }",
    "scenario: x\nworld: { policies: { wms: { pickTime: 2 m } } }",
    "scenario: x\nworld: { policies: { oms: { sourcing: far } } }",
    "scenario: x\nworld: { links: { oms-payment: {} } }",
    "scenario: x\nworkload: { orders: superstor }",
    "scenario: x\nworkload: { marketplaceShare: 20 }",
    "scenario: x\nworkload: { acts: [{ at: +1 h, to: buyer, do: purchases.bay, subject: A }] }",
    "scenario: x\nfaults: [{ fault: drp, on: oms > payment }]",
    "scenario: x\nfaults: [{ fault: delay, on: oms > payment }]",
    "scenario: x\nfaults: [{ fault: outage, on: oms > payment, at: +1 h, until: +2 h }]",
    "scenario: x\nexpect: [{ breaks: I99 }]",
    "scenario: x\nexpect: [{ messages: oms > payment }]",
  ])("%s", (text) => {
    expect(check(text)).not.toEqual([])
    expect(parseScenario(text, shop).problems).not.toEqual([])
  })
})

it("every key is described to the person who writes it", () => {
  const printed = JSON.stringify(schema)
  for (const table of [keys.worldFields, keys.linkFields, keys.workloadFields, keys.orderFields, keys.actFields]) {
    for (const { says } of Object.values(table)) expect(printed).toContain(JSON.stringify(says))
  }
})
