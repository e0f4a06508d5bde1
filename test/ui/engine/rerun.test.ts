import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { vocabulary } from "../../../actors/vocabulary.ts"
import { readRunFile } from "../../../sim/journal/open-run.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { run } from "../../../actors/run.ts"
import { rerun } from "../../../ui/engine/rerun.ts"

const file = "scenarios/incidents/acknowledged-before-commit-wrong.yaml"
const text = readFileSync(file, "utf8")
const { scenario } = parseScenario(text, vocabulary)
const seed = scenario!.world.seed

const readBack = (answer: ReturnType<typeof rerun>) => {
  if ("problem" in answer) throw new Error(answer.problem.says)
  return readRunFile(answer.bytes)
}

describe("a run once more, in the page", () => {
  test("with all its faults it is the same run", () => {
    const original = run({ scenario: scenario!, text, file, book: null, out: null, onProgress: () => {} }, "")
    const again = readBack(rerun({ text, seed, without: [] }))
    expect(again.complete).toBe(true)
    expect(again.footer).toMatchObject({ digest: original.digest, verdict: original.verdict })
    expect(again.header).toMatchObject({ scenario: scenario!.name, scenarioText: text })
  })

  test("without the fault that broke it nothing breaks, and its text says what was run", () => {
    const without = readBack(rerun({ text, seed, without: [0] }))
    expect(readBack(rerun({ text, seed, without: [] })).journal.breaches.rows).toBeGreaterThan(0)
    expect(without.journal.breaches.rows).toBe(0)
    expect(without.footer).toMatchObject({ verdict: "held" })
    const said = parseScenario(String(without.header!["scenarioText"]), vocabulary).scenario!
    expect(said.faults).toEqual([])
    expect(said.workload).toEqual(scenario!.workload)
  })

  test("another seed than the file's is kept", () => {
    const again = readBack(rerun({ text, seed: seed + 1, without: [] }))
    expect(again.header).toMatchObject({ seed: seed + 1 })
  })

  test("says why it cannot be: the orders are elsewhere, or the text is not understood here", () => {
    const book = readFileSync("scenarios/order-book.yaml", "utf8")
    expect(rerun({ text: book, seed: 1, without: [] })).toMatchObject({ problem: { kind: "needsBook" } })
    const strange = rerun({ text: "scenario: x\nwrold: {}\n", seed: 1, without: [] })
    expect(strange).toMatchObject({ problem: { kind: "unreadable", says: expect.stringContaining("world") } })
  })
})
