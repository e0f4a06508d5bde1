/** The reducer comes to what a failure needs, whatever else was going on, and only ever to something smaller. */
import { describe, expect, it } from "vitest"
import { vocabulary } from "../../../actors/vocabulary.ts"
import { generation } from "../../../actors/generation.ts"
import { drawsFrom } from "../../../sim/harness/draws.ts"
import { explainScenario, reasonOf } from "../../../sim/harness/explain.ts"
import { generateWorkload } from "../../../sim/harness/generate-workload.ts"
import { itemsOf, ordersOf, withOrders } from "../../../sim/harness/items.ts"
import { passesTowards } from "../../../sim/harness/passes.ts"
import { reduce } from "../../../sim/harness/reduce.ts"
import { stepsOf } from "../../../sim/harness/steps.ts"
import { usualScenario } from "../../../sim/harness/usual.ts"
import type { RunResult } from "../../../sim/report/result.ts"
import { readPattern } from "../../../sim/scenario/identity.ts"
import type { Scenario, ScenarioFault } from "../../../sim/scenario/scenario.ts"
import { mix } from "../../../sim/world/hash.ts"

const usual = usualScenario(vocabulary, "EUR")
const passes = passesTowards(usual)

/** A stream of draws that depends on the seed alone. */
const drawsOf = (seed: number) => {
  let state = seed
  return drawsFrom((min, max) => {
    state = mix(state, 1)
    return min + (state % (max - min + 1))
  })
}

const fault = (kind: string, on: string): ScenarioFault => {
  const read = readPattern(on)
  if (!read.ok) throw new Error(on)
  return { fault: kind, on: { type: "messages", of: read.value }, at: null, until: null, byMs: null, settings: {} }
}

const drop = fault("drop", "oms > payment payments.capture A-2/shipment-1 #1.1")
const noise = ["A-1", "A-2", "A-3"].map((order) => fault("duplicate", `oms > erp salesOrders.create ${order} #1.1`))

const busy = (seed: number): Scenario => {
  const draws = drawsOf(seed)
  let draft = generateWorkload(generation, draws)
  while (draft.orders.length < 3)
    draft = generation.operations["storefrontOrder"]!.add(draft, { skus: ["MUG"], spanMs: 9 }, draws)!
  const planned = withOrders({ ...usual, faults: [...noise, drop] }, draft.orders)
  return { ...planned, workload: { ...planned.workload, acts: draft.acts } }
}

const has = (scenario: Scenario, order: string) => ordersOf(scenario).some(({ id }) => id === order)

describe("the reducer", () => {
  it("keeps the one order and the one fault that a failure needs", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const fails = (scenario: Scenario) =>
        has(scenario, "A-2") && scenario.faults.some((one) => one.on === drop.on && one.fault === "drop")
      const { scenario, minimal, itemsBefore, itemsAfter } = reduce(busy(seed), passes, fails, { runsMax: 2_000 })
      expect(minimal).toBe(true)
      expect(itemsBefore).toBeGreaterThan(6)
      expect(itemsAfter, JSON.stringify(scenario.workload)).toBe(2)
      const [order] = ordersOf(scenario)
      expect(order).toMatchObject({ id: "A-2", service: "standard", charges: [] })
      expect(order!.lines.map(({ quantity, tax }) => [quantity, tax])).toEqual([[1, 0]])
    }
  })

  it("takes a milder fault where one is enough", () => {
    const fails = (scenario: Scenario) => has(scenario, "A-2") && scenario.faults.some((one) => one.on === drop.on)
    const { scenario } = reduce(busy(3), passes, fails, { runsMax: 2_000 })
    expect(scenario.faults.map((one) => [one.fault, one.byMs])).toEqual([["delay", 1_000]])
  })

  it("removes two things that only need each other", () => {
    const names = (scenario: Scenario) =>
      scenario.faults.map((one) => (one.on as { of: { subject: string } }).of.subject)
    // Fails with both of or with neither, as long as A-2 is there.
    const fails = (scenario: Scenario) =>
      has(scenario, "A-1") &&
      has(scenario, "A-2") &&
      has(scenario, "A-3") &&
      names(scenario).includes("A-1") === names(scenario).includes("A-3")
    const { scenario } = reduce(busy(4), passes, fails, { runsMax: 2_000 })
    expect(scenario.faults).toEqual([])
  })

  it("leaves people in who put things right, as long as there is what they put right", () => {
    const scenario = busy(7)
    const act = (operation: string, order: string) => ({
      at: { relativeMs: 864_000_000 },
      to: "oms",
      operation,
      subject: `${order}/return-1`,
      with: { return: `${order}/return-1`, decision: "refuse" },
    })
    const acts = [act("returns.decide", "A-1"), act("returns.decide", "A-2"), act("holds.decide", "A-2")]
    const planned = { ...scenario, workload: { ...scenario.workload, acts } }
    const fails = (one: Scenario) => has(one, "A-2")
    const { scenario: smallest } = reduce(planned, passesTowards(usual, ["returns.decide"]), fails, { runsMax: 2_000 })
    expect(smallest.workload.acts).toEqual([acts[1]])
  })

  it("stops at its budget and says so", () => {
    const { runs, minimal } = reduce(busy(5), passes, () => true, { runsMax: 3 })
    expect([runs, minimal]).toEqual([3, false])
  })

  it("never proposes anything larger", () => {
    for (let seed = 1; seed <= 20; seed++)
      for (const pass of passes)
        for (const candidate of pass(busy(seed))) expect(itemsOf(candidate)).toBeLessThanOrEqual(itemsOf(busy(seed)))
  })
})

describe("an explanation", () => {
  const broken = (says: string) => ({ defects: [says], invariants: [] }) as unknown as RunResult
  const held = { defects: [], invariants: [], expectations: [] } as unknown as RunResult

  it("says of each thing how the run ends without it", () => {
    const scenario = { ...busy(6), faults: [drop, noise[0]!] }
    const run = (one: Scenario): RunResult => {
      if (!has(one, "A-1")) throw new Error("an act about an order that is not there")
      if (!has(one, "A-2")) return broken("another defect")
      return one.faults.includes(drop) ? broken("order 7 is lost") : held
    }
    const { failure, parts } = explainScenario(scenario, run)
    expect(failure?.says).toBe("order 7 is lost")
    expect(parts).toHaveLength(stepsOf(scenario).length)
    const without = (text: string) => parts.find(({ says }) => says.includes(text))?.without
    expect(without("(A-1)")).toBe("cannot run")
    expect(without("(A-2)")).toBe("fails otherwise")
    expect(without("Fault: drop")).toBe("holds")
    expect(without("Fault: duplicate")).toBe("fails the same")
    const reason = (text: string) => parts.filter(({ says }) => says.includes(text)).map(reasonOf)[0]
    expect(reason("Fault: drop")).toBe("Needed: without it the run holds.")
    expect(reason("(A-2)")).toBe(
      "Needed for this failure: without it the run fails in another way, defect: another defect",
    )
    expect(explainScenario(scenario, () => held).parts).toEqual([])
  })
})
