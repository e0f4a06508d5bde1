/** Generated faults are ones that a file may have, are aimed at what is really sent, end some day, and are weakened step by step. */
import { describe, expect, it } from "vitest"
import { vocabulary } from "../../../actors/vocabulary.ts"
import { MessageRow } from "../../../sim/consistency/rows.ts"
import { generation } from "../../../actors/generation.ts"
import { drawsFrom } from "../../../sim/harness/draws.ts"
import { generateFaults, Targets } from "../../../sim/harness/generate-faults.ts"
import { passesTowards } from "../../../sim/harness/passes.ts"
import { reduce } from "../../../sim/harness/reduce.ts"
import { usualScenario } from "../../../sim/harness/usual.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { printScenario } from "../../../sim/scenario/print-scenario.ts"
import type { Scenario, ScenarioFault } from "../../../sim/scenario/scenario.ts"
import { mix } from "../../../sim/world/hash.ts"

const usual = usualScenario(vocabulary, "EUR")

const targets = new Targets(0)
const send = (kind: string, sender: string, receiver: string, operation: string) => {
  const row = Object.assign(new MessageRow(), { kind, sender, receiver, operation, subject: "A-1", sentAt: 7_200_000 })
  targets.message(Object.assign(row, { call: 1, attempt: 1, copy: 0, count: 1 }))
}
send("request", "oms", "payment", "payments.capture")
send("request", "buyer", "storefront", "checkout.complete")
send("request", "erp", "payment", "balanceTransactions.list")
send("webhook", "wms-east", "oms", "shipment.packed")

const drawn: readonly ScenarioFault[] = Array.from({ length: 400 }, (_, seed) => {
  let state = seed
  const draws = drawsFrom((min, max) => min + ((state = mix(state, 1)) % (max - min + 1)))
  return generateFaults(usual, targets, draws, generation.files)
}).flat()

const withFaults = (faults: readonly ScenarioFault[]): Scenario => ({ ...usual, faults })

describe("generated faults", () => {
  // Tokens nobody has by default; what slips out of a page is gone for good where the webhook is lost too, and so is what only the
  // caller knows that a restored partner has forgotten.
  it("are all that there are, but for those that need to know what a message says, and those that need more than a usual world", () => {
    const kinds = new Set(drawn.map(({ fault }) => fault))
    const others = Object.keys(vocabulary.faults).filter((kind) => !kinds.has(kind))
    expect(others).toEqual(["newer-version", "wrong-entry", "page-shift", "revoke-tokens", "restore"])
  })
  it("stand in a file as they are", () => {
    for (const fault of drawn) {
      const text = printScenario(withFaults([fault]), vocabulary)
      const { scenario, problems } = parseScenario(text, vocabulary)
      expect(problems, text).toEqual([])
      expect(scenario?.faults).toEqual([fault])
    }
  })
  it("leave half of nothing away but files", () => {
    const cut = drawn.filter(({ fault }) => fault === "truncate").map(({ on }) => on.type === "messages" && on.of)
    expect(new Set(cut.map((of) => of && `${of.operation} ${of.leg}`))).toEqual(
      new Set(["balanceTransactions.list response"]),
    )
  })
  it("end some day, and never break a buyer", () => {
    for (const { fault, on, until } of drawn) {
      if (until === null && fault !== "replay") expect(on.type === "messages" && on.of.attempt.to).toBeGreaterThan(0)
      if (on.type === "instance") expect(on.instance).not.toBe("buyer")
    }
  })
})

/** What is left of a fault when it may be weakened as long as `fails` says so. */
const weakest = (kind: string, fails: (fault: ScenarioFault) => boolean): ScenarioFault => {
  const fault = drawn.find((one) => one.fault === kind)!
  const stillFails = ({ faults: [one] }: Scenario) => one !== undefined && fails(one)
  return reduce(withFaults([fault]), passesTowards(usual), stillFails, { runsMax: 1_000 }).scenario.faults[0]!
}

describe("a weakened fault", () => {
  it.each([
    ["crash-before-commit", "delay"],
    ["partition", "rate-limit"],
    ["one-way-partition", "rate-limit"],
    ["crash", "outage"],
    ["slow", "outage"],
    ["pause", "outage"],
    ["reorder", "reorder"],
  ])("%s becomes %s, short and at a round instant", (kind, weak) => {
    const { fault, at, until } = weakest(kind, () => true)
    expect(fault).toBe(weak)
    if (at === null || until === null || !("relativeMs" in at) || !("relativeMs" in until)) return
    expect(at.relativeMs % 3_600_000).toBe(0)
    expect(until.relativeMs - at.relativeMs).toBeLessThanOrEqual(1_000)
  })
  it("stays what it is when nothing milder does", () => {
    expect(weakest("crash", ({ fault }) => fault === "crash").fault).toBe("crash")
    const slow = weakest("slow", ({ fault, settings }) => fault === "slow" && Number(settings["times"]) > 5)
    expect(slow.settings).toEqual({ times: 10 })
  })
})
