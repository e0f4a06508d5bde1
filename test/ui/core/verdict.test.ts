/** What a run came to, and the few messages that led to it. */
import { expect, it } from "vitest"
import { causalStrip, chainOf, stripMax } from "../../../ui/core/causes.ts"
import { Effects, rowsOfOrder } from "../../../ui/core/order-index.ts"
import { explainedVerdictOf, verdictOf } from "../../../ui/core/verdict.ts"
import { modelOfScenario, syntheticModel } from "../models.ts"

it("a chain leads from what a person did, each message causing the next", async () => {
  const model = await modelOfScenario("scenarios/suites/two-orders.yaml")
  const effects = new Effects(model)
  for (let row = 0; row < model.rows; row += 7) {
    const chain = chainOf(model, row)
    expect(chain.at(-1)).toBe(row)
    expect(model.columns.cause[chain[0]!]).toBe(-1)
    for (const [i, at] of chain.entries()) {
      if (i > 0) expect(model.columns.cause[at]).toBe(chain[i - 1])
      if (i > 0) expect(effects.of(chain[i - 1]!)).toContain(at)
    }
  }
  expect(chainOf(model, model.rows + 5)).toEqual([])
})

it("the messages of an order are all of them and no other", async () => {
  const model = await modelOfScenario("scenarios/suites/two-orders.yaml")
  const expected = Array.from({ length: model.rows }, (_, row) => row).filter((row) => {
    const subject = model.subjectOf(row)
    return subject === "A-1" || subject.startsWith("A-1/")
  })
  expect([...rowsOfOrder(model, "A-1")].toSorted((a, b) => a - b)).toEqual(expected)
  expect([...rowsOfOrder(model, "nobody")]).toEqual([])
})

it("a strip has at most seven messages in their order, the last being what it explains", async () => {
  const model = await syntheticModel(40_000)
  for (let row = 1; row < model.rows; row += 997) {
    const order = model.subjects.roots[model.rootOf(row)]!
    const strip = causalStrip(model, { row, until: model.columns.sentAt[row]!, order })
    expect(strip.length).toBeLessThanOrEqual(stripMax)
    expect(strip.filter(({ role }) => role === "end").map((item) => item.row)).toEqual([row])
    const instants = strip.map((item) => model.columns.sentAt[item.row]!)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
  }
  const { row } = model.faults[3]!
  const answer = new Effects(model).of(row).find((at) => model.columns.status[at] === 409)!
  expect(causalStrip(model, { row: answer, until: Infinity, order: null })).toContainEqual({
    row,
    role: "fault",
    fault: model.faults[3],
  })
})

it("a run that broke says what, where and when", async () => {
  const model = await syntheticModel(20_000)
  const { verdict, finding, row, order, instance } = verdictOf(model)
  expect(verdict).toBe("broken")
  expect(finding).toMatchObject({ kind: "breach", invariant: "I7" })
  expect(row).toBe(model.rows - 1)
  expect(order).toMatch(/^SYN-\d+$/)
  expect(instance).not.toBe(null)
})

it("an incident is told by the breach that it is about, with the message that caused it", async () => {
  const model = await modelOfScenario("scenarios/incidents/first-capture-final-wrong.yaml")
  const strip = verdictOf(model)
  expect(strip.verdict).toBe("held")
  expect(strip.finding.kind).toBe("breach")
  expect(strip.order).not.toBe(null)
  expect(strip.causes.length).toBeGreaterThan(1)
  const operations = strip.causes.map(({ row }) => model.names.at(model.columns.operation[row]!))
  expect(operations).toContain("payments.capture")
})

it("two who were promised the last piece explain each other", async () => {
  const model = await modelOfScenario("scenarios/incidents/two-channels-last-unit-wrong.yaml")
  const { order, causes } = await explainedVerdictOf(model)
  const shared = causes.filter(({ role }) => role === "shared").map(({ row }) => model.subjectOf(row).split("/")[0])
  expect(new Set([order, ...shared])).toEqual(new Set(["U-1", "U-2", "sold-at-the-fair"]))
})

it("a run in which all held has nothing to tell", async () => {
  const model = await modelOfScenario("scenarios/suites/two-orders.yaml")
  expect(verdictOf(model)).toMatchObject({ verdict: "held", finding: { kind: "nothing" }, causes: [], others: 0 })
})
