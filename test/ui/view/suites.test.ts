/** The list of runs by suites: what is together, what comes first, what counts, what is found. */
import { expect, test } from "vitest"
import type { ListedRun, RunSummary } from "../../../ui/core/session.ts"
import { isOpen, narrowed, suitesOf, toggled, type Suite } from "../../../ui/page/suites.ts"

const run = (id: string, file: string | null, more: Partial<RunSummary> = {}): ListedRun => ({
  id,
  bytes: 1,
  summary: {
    scenario: id.toUpperCase(),
    purpose: "",
    file,
    seed: 1,
    verdict: "held",
    broken: [],
    worst: null,
    orders: 1,
    messages: 10,
    goesOn: false,
    problem: null,
    ...more,
  },
})

const told = (suites: readonly Suite[]): readonly string[] =>
  suites.map(({ name, runs }) => `${name}: ${runs.map(({ id }) => id).join(" ")}`)

const list = [
  run("a", "scenarios/suites/money/a.yaml"),
  run("b", "scenarios/suites/money/b.yaml", { verdict: "broken", broken: ["I5"], worst: "A cent is missing." }),
  run("c", "scenarios/suites/goods/c.yaml", { purpose: "A box is lost & found." }),
  run("d", "scenarios/suites/d.yaml", { verdict: "unknown" }),
  run("e", null, { verdict: null, problem: "The file ends early." }),
  run("f", "scenarios/suites/goods/f.yaml", { verdict: null, goesOn: true }),
]

test("a suite is a folder; suites and runs that failed come first, those from nowhere last of their kind", () => {
  expect(told(suitesOf(list))).toEqual(["money: b a", "suites: d", ": e", "goods: f c"])
  expect(suitesOf(list)[3]!.counts).toEqual({ broken: 0, doubtful: 0, goesOn: 1, held: 1 })
})

test("names leave out what all folders have in common, and nothing when they have nothing", () => {
  const names = (...files: string[]) => suitesOf(files.map((file) => run(file, file))).map(({ name }) => name)
  expect(names("/w/scenarios/suites/a/x.yaml", "/w/scenarios/incidents/y.yaml")).toEqual(["incidents", "suites/a"])
  expect(names("/w/suites/a/x.yaml")).toEqual(["a"])
  expect(names("one/x.yaml", "/two/y.yaml")).toEqual(["/two", "one"])
  expect(names("C:\\w\\suites\\a\\x.yaml", "C:\\w\\suites\\b\\x.yaml")).toEqual(["a", "b"])
  expect(names("ab/x.yaml", "abc/y.yaml")).toEqual(["ab", "abc"])
})

test("of several runs of one scenario and seed the newest counts", () => {
  const file = "s/x.yaml"
  const [suite] = suitesOf([run("new", file), run("old", file, { verdict: "broken" }), run("other", file, { seed: 2 })])
  expect(suite!.counts).toEqual({ broken: 0, doubtful: 0, goesOn: 0, held: 2 })
  expect(suite!.runs.map(({ id, isEarlier }) => `${id} ${isEarlier}`)).toEqual(["new false", "other false", "old true"])
  expect(narrowed([suite!], { q: "", onlyFailed: true })).toEqual([])
})

test("runs are found by all of their words, and by having failed", () => {
  const suites = suitesOf(list)
  const found = (q: string, onlyFailed = false) => told(narrowed(suites, { q, onlyFailed }))
  expect(found("  CENT missing ")).toEqual(["money: b"])
  expect(found("i5")).toEqual(["money: b"])
  expect(found("found box")).toEqual(["goods: c"])
  expect(found("money/")).toEqual(["money: b a"])
  expect(found("", true)).toEqual(["money: b", "suites: d", ": e"])
  expect(found("goods", true)).toEqual([])
  // Counts are those of the whole suite, whatever of it is looked for.
  expect(narrowed(suites, { q: "i5", onlyFailed: false })[0]!.counts).toMatchObject({ broken: 1, held: 1 })
})

test("of many runs only suites in which something failed are open, until somebody opens or shuts them", () => {
  const [money, , , goods] = suitesOf(list)
  const open = (suite: Suite, flipped: string | null, runs = 100, isNarrow = false) =>
    isOpen(suite, { flipped, runs, isNarrow })
  expect([open(money!, null), open(goods!, null), open(goods!, null, 6), open(goods!, null, 100, true)]).toEqual([
    true,
    false,
    true,
    true,
  ])
  const once = toggled(null, goods!)
  expect(open(goods!, once)).toBe(true)
  expect(open(money!, toggled(once, money!))).toBe(false)
  expect(toggled(once, goods!)).toBe(null)
})
