/** A wrong file is refused with every problem, each at its line and column; nothing brings the parser down. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { renderProblem } from "../../../sim/scenario/problems.ts"
import { example } from "./example.ts"
import { shop } from "./shop.ts"

const problemsOf = (text: string): readonly string[] =>
  parseScenario(text, shop).problems.map((one) => renderProblem("s.yaml", one))

describe("a wrong file", () => {
  it("has all its problems reported at once, in the order of the file", () => {
    const text = `scenarioo: x
world:
  seed: minus
  partners:
    wms-east: { kind: waehouse }
    wms-new: {}
    Oms: { kind: oms }
  links:
    oms > nowhere: {}
    oms > payment: { timeout: 0, retries: 3 }
workload:
  currency: ERU
  orders:
    - { id: A, at: 2024-02-30, buyer: Ada, lines: [{ sku: S, quantity: 0, price: 1.5 }] }
    - { id: A, at: +1 h, buyer: Ada, lines: [{ sku: S, quantity: 1 }], chanel: marketplace }
  acts:
    - { at: +1 h, to: buyer, do: purchases.withdrw, subject: A }
`
    const found = problemsOf(text)
    expect(found.map((one) => one.replace(/;.*/, ""))).toEqual([
      's.yaml:1:1  "scenarioo" is no key of a scenario',
      's.yaml:3:9  "minus" is no whole number',
      's.yaml:5:23  "waehouse" is no partner kind',
      's.yaml:6:5  "wms-new" is not in the default world, so it needs a kind',
      's.yaml:7:5  "Oms" cannot name an instance',
      's.yaml:9:5  "nowhere" is no instance of this world',
      's.yaml:10:31  "0" is no timeout',
      's.yaml:10:34  "retries" is no key of a link',
      's.yaml:12:13  "ERU" is no currency in use',
      's.yaml:14:20  "2024-02-30" is no date: that month has 29 days',
      's.yaml:14:72  "0" is less than 1',
      "s.yaml:15:46  An order line has either a price for one unit or an amount for all of them.",
      's.yaml:15:72  "chanel" is no key of an order',
      's.yaml:17:34  "purchases.withdrw" is no operation of buyer (kind buyer)',
    ])
  })
  it.for([
    ["", "The file is empty"],
    ["# only a comment", "The file is empty"],
    ["- a\n- b", "The file is a list, not a map"],
    ["just words", '"just words" is not a map'],
    ["scenario: a\n---\nscenario: b", "s.yaml:2:1  A file holds one scenario"],
    ["scenario: a\nworld:\n\tseed: 1", "s.yaml:3:1  A tab indents this line"],
    ["scenario: a\nscenario: b", 's.yaml:2:1  "scenario" stands here a second time; the first is on line 1'],
    ["scenario: a\nworld: { partners: { oms: {}, oms: {} } }", "s.yaml:2:31"],
    ["scenario: !!binary aGk=", "tags mean nothing here"],
    [
      "scenario: a\nworkload: { products: [{ sku: SET, components: [{ sku: SET, quantity: 0 }] }] }",
      's.yaml:2:71  "0" is less than 1',
    ],
    [
      "scenario: a\nworkload: { products: [{ sku: SET, components: [{ sku: SET, quantity: 1 }] }] }",
      '"SET" is a product of this list and cannot be a component',
    ],
    ["%YAML 1.1\n---\nscenario: on", "YAML 1.2"],
    ["scenario: *nobody", '"*nobody" is an alias without an anchor before it'],
    ["scenario: a\nworld: &w { partners: *w }", '"*w" contains itself'],
    ["scenario: a\n<<: { seed: 1 }", '"<<" is no key of a scenario'],
    ["scenario: a\n? [b]\n: c", "A key is a single word"],
    ["scenario: true", 'write "true" in quotes'],
    ["scenario: 'a", "s.yaml:1:13  This is no valid YAML: Missing closing 'quote"],
    ["scenario: a\nfaults: drop", '"drop" is not a list of faults'],
    [
      "scenario: a\nworkload: { orders: [{ id: A, at: +1 h, buyer: B, lines: [{ sku: S, quantity: 1, price: 1 }] }] }",
      '"currency" is missing',
    ],
    ["scenario: a\nconstructor: 1\ntoString: 2", 's.yaml:3:1  "toString" is no key'],
    [`scenario: ${"[".repeat(50_000)}`, "nested too deeply"],
    [`scenario: a\nworld: ${'{"a":'.repeat(60)}1${"}".repeat(60)}`, "nested more than 40 deep"],
    [`scenario: ${"x".repeat(1024 * 1024)}`, "at most 1048576"],
  ] as const)("%# %.30s", ([text, rule]) => {
    const { scenario } = parseScenario(text, shop)
    expect(scenario).toBe(null)
    expect(problemsOf(text).join("\n")).toContain(rule)
  })
  it("may repeat values by aliases, but not without end", () => {
    const spread =
      "scenario: a\nworld:\n  policies:\n    oms: { reviewTime: &t { median: 1 s, p99: 2 s } }\n  links: { oms > payment: { latency: *t } }"
    expect(parseScenario(spread, shop).scenario?.world.links.find(({ to }) => to === "payment")?.latency).toEqual({
      medianMs: 1_000,
      p99Ms: 2_000,
    })
    const bomb = [
      "a0: &a0 [x, x]",
      ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ].join("\n")
    expect(problemsOf(bomb).join("\n")).toContain("Aliases repeat more than 20000 values")
  })
  it("reports one slip once, not everything that follows from it", () => {
    expect(
      problemsOf(
        "scenario: x\nworld: { partners: { payment: { kind: paymnet } } }\nfaults:\n  - { fault: drop, on: oms > payment payments.capture }",
      ),
    ).toHaveLength(1)
    expect(problemsOf("scenario: x\nfaults: [{ falt: drop, on: oms > payment }]")).toHaveLength(1)
  })
})

// Goal: no text brings the parser down, and no verdict is missing. Method: a valid file, cut up and mixed with YAML's own marks.
const marks = fc.constantFrom(
  "",
  " ",
  "\n",
  "\t",
  "  ",
  ":",
  ": ",
  "- ",
  "#",
  " #",
  "[",
  "]",
  "{",
  "}",
  ",",
  "&a ",
  "*a",
  "!!x ",
  "'",
  '"',
  "|",
  ">",
  "%",
  "---\n",
  "~",
  "null",
  "-1",
  "1e999",
  ".nan",
  "?",
  "<<: ",
  "é",
  "\u0000",
  "\ufeff",
  "\r",
  "__proto__",
  "constructor",
  "0x1F",
  "\ud800",
)
const edit = fc.tuple(fc.nat(), fc.nat({ max: 12 }), fc.oneof(marks, fc.string({ maxLength: 6 }), fc.nat()))
test.prop([fc.array(edit, { minLength: 1, maxLength: 6 })], { numRuns: 600 })(
  "a mutilated file is a scenario or has problems",
  (edits) => {
    let text = example
    for (const [at, length, put] of edits) {
      const begin = at % (text.length + 1)
      // A number copies another part of the file here, which makes duplicates and wrong shapes.
      const inserted = typeof put === "number" ? example.slice(put % example.length).slice(0, 40) : put
      text = text.slice(0, begin) + inserted + text.slice(begin + length)
    }
    const { scenario, problems } = parseScenario(text, shop)
    expect(scenario === null).toBe(problems.length > 0)
    const lines = text.split("\n").length
    for (const one of problems) {
      expect(one.line).toBeGreaterThanOrEqual(1)
      expect(one.line).toBeLessThanOrEqual(lines)
      expect(one.column).toBeGreaterThanOrEqual(1)
      expect(renderProblem("s.yaml", one)).not.toMatch(/undefined|\[object/)
    }
  },
)
