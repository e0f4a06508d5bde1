/**
 * Whatever the reducer proposes can stand in a file: for every kind of fault, aimed at one thing or at all at once, with and without a
 * beginning and an end, everything that any pass or the narrowing of a storm makes of it is printed, read, and is the same again.
 */
import { describe, expect, it } from "vitest"
import { vocabulary } from "../../../actors/vocabulary.ts"
import { byCall, byOperation } from "../../../sim/harness/narrow.ts"
import { passesTowards } from "../../../sim/harness/passes.ts"
import { usualScenario } from "../../../sim/harness/usual.ts"
import { readPattern, type MessageIdentity } from "../../../sim/scenario/identity.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { printScenario } from "../../../sim/scenario/print-scenario.ts"
import type { FaultTarget, Scenario, ScenarioFault } from "../../../sim/scenario/scenario.ts"

const usual = usualScenario(vocabulary, "EUR")
const passes = passesTowards(usual)

const sent: readonly MessageIdentity[] = [
  "oms > payment payments.capture A-1/shipment-1",
  "wms-east > oms shipment.packed A-1/shipment-1",
].flatMap((text) =>
  [1, 2].map((attempt) => {
    const read = readPattern(text)
    if (!read.ok) throw new Error(text)
    const { sender, receiver, operation, subject } = read.value
    return { sender, receiver, operation, subject, call: 1, attempt, copy: 0 }
  }),
)

const aimedAt = {
  messages: [
    "oms > payment payments.capture A-1/shipment-1 #1.1",
    "oms > payment payments.capture",
    "* > *",
    "* > oms * * #*.1-3",
  ],
  link: ["oms > payment", "market-1 > buyer", "oms > *", "* > *"],
  instance: [],
}

const targetsOf = (kind: string): readonly FaultTarget[] => {
  const on = vocabulary.faults[kind]?.on
  if (on === "instance") return [{ type: "instance", instance: "oms" }]
  return aimedAt[on ?? "messages"].map((text) => {
    const read = readPattern(text)
    if (!read.ok) throw new Error(text)
    return { type: "messages", of: read.value }
  })
}

/** All that there may be of a kind: as short and as long as files have it. */
const faultsOf = (kind: string): readonly ScenarioFault[] => {
  const { needs } = vocabulary.faults[kind]!
  const settings = Object.fromEntries(
    needs
      .filter((key) => !["at", "until", "by"].includes(key))
      .map((key) => [key, key === "times" ? 1_000 : "lines.0.sku"]),
  )
  const [at, until] = [{ relativeMs: 5_432_100 }, { relativeMs: 9_876_543 }]
  const times = [
    [null, null],
    [at, null],
    [null, until],
    [at, until],
  ].filter(([from, to]) => (from !== null || !needs.includes("at")) && (to !== null || !needs.includes("until")))
  const byMs = needs.includes("by") ? 7_654_321 : null
  return targetsOf(kind).flatMap((on) =>
    times.map(([from = null, to = null]) => ({ fault: kind, on, at: from, until: to, byMs, settings })),
  )
}

const parsed = (scenario: Scenario): readonly ScenarioFault[] => {
  const text = printScenario(scenario, vocabulary)
  const { scenario: again, problems } = parseScenario(text, vocabulary)
  expect(problems, text).toEqual([])
  return again?.faults ?? []
}

/** What kind of thing a fault says, whatever the numbers in it are. */
const shapeOf = ({ fault, on, at, until, byMs, settings }: ScenarioFault): string =>
  JSON.stringify([fault, on, at === null, until === null, byMs === null, Object.keys(settings)])

/** Everything that reducing may come to, step by step; of what differs in numbers only, one is gone on with. */
const allSteps = (first: Scenario): readonly Scenario[] => {
  const reached = [first]
  const seen = new Set(first.faults.map(shapeOf))
  for (const scenario of reached) {
    const narrowed = [byOperation(scenario, sent), byCall(scenario, sent)]
    for (const { faults } of [...narrowed, ...passes.flatMap((pass) => [...pass(scenario)])])
      for (const fault of faults) {
        if (seen.has(shapeOf(fault))) continue
        seen.add(shapeOf(fault))
        reached.push({ ...usual, faults: [fault] })
      }
  }
  return reached
}

describe("every step of a reduction can stand in a file", () => {
  it.each(Object.keys(vocabulary.faults))("of %s", (kind) => {
    for (const fault of faultsOf(kind)) {
      const first = { ...usual, faults: [fault] }
      expect(parsed(first)).toEqual([fault])
      for (const step of allSteps(first)) expect(parsed(step)).toEqual(step.faults)
    }
  })
})
