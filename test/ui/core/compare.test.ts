/** Two runs are laid beside each other message by message, and JSON field by field. */
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { align } from "../../../ui/core/compare.ts"
import { diffLines } from "../../../ui/core/json-diff.ts"
import { linesOf, textOf, type JsonLine } from "../../../ui/core/json-lines.ts"
import { nodeOf, parseJson } from "../../../ui/core/json-node.ts"
import { modelOfScenario, syntheticModel } from "../models.ts"

it("a run is its own like, and does not part from itself", async () => {
  const model = await modelOfScenario("scenarios/suites/two-orders.yaml")
  const { inSecond, inFirst, paired, divergence } = await align(model, model)
  expect([...inSecond]).toEqual([...inFirst])
  expect([...inSecond]).toEqual(Array.from({ length: model.rows }, (_, row) => row))
  expect(paired).toBe(model.rows)
  expect(divergence).toBe(null)
})

it("runs part where the first body differs", async () => {
  const [first, second] = [await syntheticModel(50_000), await syntheticModel(50_000, 2)]
  const { paired, divergence } = await align(first, second)
  expect(paired).toBe(50_000)
  expect(divergence).toMatchObject({ what: "body", columns: ["body"] })
  const [a, b] = [await first.body(divergence!.first), await second.body(divergence!.second)]
  expect(a).not.toEqual(b)
  expect(first.subjectOf(divergence!.first)).toMatch(/^SYN-100500\//)
  for (let row = 0; row < divergence!.first; row++) expect(await first.body(row)).toEqual(await second.body(row))
})

it("runs part at the first message that only one of them has", async () => {
  const [first, second] = [await syntheticModel(3000), await syntheticModel(2000)]
  const { inFirst, divergence } = await align(first, second)
  expect(divergence).toMatchObject({ first: 2000, second: -1, equal: 2000, what: "message" })
  expect([...inFirst].every((row, at) => row === at)).toBe(true)
})

it("the wrong and the right handling of one story have their likes, each once", async () => {
  const wrong = await modelOfScenario("scenarios/incidents/first-capture-final-wrong.yaml")
  const right = await modelOfScenario("scenarios/incidents/first-capture-final-right.yaml")
  const { inSecond, inFirst, paired, divergence } = await align(wrong, right)
  const pairs = [...inSecond].flatMap((row, at) => (row < 0 ? [] : [[at, row] as const]))
  expect(pairs.length).toBe(paired)
  for (const [a, b] of pairs) {
    expect(inFirst[b]).toBe(a)
    expect(wrong.subjectOf(a)).toBe(right.subjectOf(b))
    expect(wrong.names.at(wrong.columns.operation[a]!)).toBe(right.names.at(right.columns.operation[b]!))
  }
  expect(divergence!.equal).toBeGreaterThan(20)
  expect(paired).toBeGreaterThan(wrong.rows / 2)
})

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)

it("lines of JSON are the JSON that they show", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(JSON.parse(textOf(linesOf(nodeOf(value))))).toEqual(value)
      const parsed = parseJson(JSON.stringify(value, null, 1))
      expect(parsed).toEqual(nodeOf(value))
    }),
  )
})

it("a text keeps its numbers letter by letter, and what is no JSON is none", () => {
  const text = '{"id": 12345678901234567890, "amount": 10.10, "e": 1E+2, "s": "<script>\\u0041"}'
  expect(textOf(linesOf(parseJson(text)!))).toContain('"id": 12345678901234567890')
  expect(textOf(linesOf(parseJson(text)!))).toContain('"amount": 10.10')
  for (const bad of ["", "{", "[1,]", "{a:1}", "01", '"\n"', "1 2", "nul", "[".repeat(9999)])
    expect(parseJson(bad)).toBe(null)
})

/** What is left of the lines on one side, as a value. */
const side = (lines: readonly JsonLine[], without: JsonLine["change"]): unknown => {
  const kept = lines.filter(({ change }) => change !== without)
  // Commas are the business of whoever shows both sides; here they follow from what stands next.
  const text = kept.map((line, i) => {
    const next = kept[i + 1]
    const isLast = next === undefined || next.kind === "close" || (line.kind === "open" && line.text.length === 1)
    const name = line.key === null ? "" : `${JSON.stringify(line.key)}:`
    return `${name}${line.text}${isLast ? "" : ","}`
  })
  return JSON.parse(text.join(""))
}

it("a comparison holds both values, and is plain where they are equal", () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const lines = diffLines(before, after)
      expect(side(lines, "added")).toEqual(before)
      expect(side(lines, "removed")).toEqual(after)
      expect(diffLines(before, before).every(({ change }) => change === "same")).toBe(true)
    }),
  )
})

it("a comparison says which field differs, and knows the lines of an order by their ids", () => {
  const before = {
    id: "A-1",
    lines: [
      { sku: "MUG", quantity: 1 },
      { sku: "PEN", quantity: 2 },
    ],
    note: "x",
  }
  const after = { id: "A-1", lines: [{ sku: "PEN", quantity: 3 }], total: 5 }
  const changed = diffLines(before, after).filter(({ change }) => change !== "same")
  expect(changed.map(({ change, key, text }) => `${change} ${key} ${text}`)).toEqual([
    "removed null {",
    'removed sku "MUG"',
    "removed quantity 1",
    "removed null }",
    "removed quantity 2",
    "added quantity 3",
    "added total 5",
    'removed note "x"',
  ])
})
