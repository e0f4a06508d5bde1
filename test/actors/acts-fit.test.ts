/** An act that its operation could not take is refused where it is written, not silently when the run comes to it. */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { runScenario } from "../../sim/run/run-scenario.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { parseScenario } from "../../sim/scenario/parse-scenario.ts"
import { renderProblem } from "../../sim/scenario/problems.ts"

const vocabulary = vocabularyOf(ecosystem)
const file = (act: string) => `scenario: Acts\nworkload:\n  acts:\n    - ${act}\n`
const problemsOf = (act: string): readonly string[] =>
  parseScenario(file(act), vocabulary).problems.map((one) => renderProblem("s.yaml", one))
const withdraw = (body: string, subject = "W-1") =>
  `{ at: +1 d, to: buyer, do: purchases.withdraw, subject: ${subject}, with: ${body} }`

describe("what an act says", () => {
  it("is taken when its contract takes it", () => {
    expect(problemsOf(withdraw("{ order: A-1, withdrawal: W-1, lines: [], whole: true }"))).toEqual([])
  })
  it("is refused where something is missing, of the wrong kind, or misspelt", () => {
    expect(problemsOf(withdraw("{ order: A-1, withdrawal: W-1, lines: [] }"))).toEqual([
      's.yaml:4:74  "whole" is missing in "with": purchases.withdraw needs true or false there.',
    ])
    expect(
      problemsOf(withdraw("{ order: A-1, withdrawal: W-1, lines: [{ sku: MUG, quantity: two }], whole: true }")),
    ).toEqual([
      expect.stringMatching(
        /^s\.yaml:4:\d+ {2}"lines\[0\]\.quantity" should be .* for purchases\.withdraw, but is "two"\.$/,
      ),
    ])
    expect(problemsOf(withdraw("{ order: A-1, withdrawal: W-1, lines: [], hwole: true }"))).toEqual([
      's.yaml:4:116  "hwole" is no key of what purchases.withdraw takes; allowed: order, withdrawal, lines, whole, instead, box; did you mean "whole"?',
    ])
    expect(problemsOf("{ at: +1 d, to: buyer, do: purchases.withdraw, subject: W-1 }")).toHaveLength(4)
  })
  it("is refused when it is about something else than the act says", () => {
    expect(problemsOf(withdraw("{ order: A-1, withdrawal: W-1, lines: [], whole: true }", "A-1"))).toEqual([
      's.yaml:4:63  "A-1" is not what the act is about: its "with" is about "W-1"',
    ])
  })
})

it("what people are told no to is in the result, and in the journal", () => {
  const act = "{ at: +1 d, to: payment, do: disputes.accept, subject: D-1, with: { dispute: D-1 } }"
  const { scenario } = parseScenario(file(act), vocabulary)
  const { result } = runScenario({ ecosystem, scenario: scenario!, file: null, book: null, wallMs: () => 0 })
  expect(result.refusedActs).toEqual([
    {
      at: Date.UTC(2024, 2, 5, 8),
      to: "payment",
      operation: "disputes.accept",
      subject: "D-1",
      error: "notFound",
      says: expect.stringContaining("D-1"),
    },
  ])
})

describe("policies that cannot be at the same time", () => {
  const told = (world: string): readonly string[] =>
    parseScenario(`scenario: Shifts\nworld:\n${world}\n`, vocabulary).problems.map((one) =>
      renderProblem("s.yaml", one),
    )
  it("are refused where they are said, once", () => {
    expect(told("  policies: { wms: { shifts: sun 08:00-12:00 x 2 } }")).toEqual([
      's.yaml:3:30  "shifts" has people at work while the place is closed; give wms-east longer hours',
    ])
    expect(told("  partners: { wms-west: { policies: { shifts: mon 03:00-12:00 x 2 } } }")).toEqual([
      's.yaml:3:47  "shifts" has people at work while the place is closed; give wms-west longer hours',
    ])
  })
  it("are taken when they fit", () => {
    expect(told("  policies: { wms: { shifts: mon-fri 08:00-12:00 x 2 } }")).toEqual([])
  })
})
