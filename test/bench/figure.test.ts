/** Goal: what the table and the JSON say of a figure follows from what was measured, and never says more than that. */
import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { report, skipped, type Figure, type Goal } from "../../bench/figure.ts"
import { figures } from "../../bench/figures.ts"
import { bareChart } from "../../bench/limits/bare-chart.ts"
import { bareLoop } from "../../bench/limits/bare-loop.ts"
import { inTurn, median } from "../../bench/measure.ts"
import { ready, walks } from "../../bench/walks.ts"

const figure = (goal: Goal): Figure => ({
  id: "speed",
  says: "how fast",
  unit: "/s",
  goal,
  run: () => skipped("never"),
})
const of = (goal: Goal, value: number | null, more: { limit?: number; reference?: number; check?: number } = {}) =>
  report(
    figure(goal),
    {
      value,
      limit: more.limit ?? null,
      notes: [],
      ...(more.reference === undefined ? {} : { reference: more.reference }),
      checks: more.check === undefined ? [] : [{ says: "besides", value: more.check, goal: { atMost: 4 } }],
    },
    false,
    null,
  )

describe("a goal", () => {
  test.prop([fc.nat(), fc.nat()])("is met from its bound on", (value, bound) => {
    expect(of({ atLeast: bound }, value).met).toBe(value >= bound)
    expect(of({ atMost: bound }, value).met).toBe(value <= bound)
  })
  it("that counts in a reference needs one", () => {
    const goal = { times: 15, of: "SimPy" }
    expect(of(goal, 30, { reference: 2 })).toMatchObject({ met: true, goal: ">= 15 x SimPy", reference: { times: 15 } })
    expect(of(goal, 29, { reference: 2 }).met).toBe(false)
    expect(of(goal, 29).met).toBeNull()
  })
  it("is missed when a condition beside it is", () => {
    expect(of({ atLeast: 1 }, 2, { check: 4 }).met).toBe(true)
    expect(of({ atLeast: 1 }, 2, { check: 5 }).met).toBe(false)
  })
  it("is neither met nor missed by what was skipped or by small sizes", () => {
    expect(of({ atLeast: 1 }, null).met).toBeNull()
    expect(of({ atLeast: 1 }, null, { check: 5 })).toMatchObject({ met: null, checks: [{ met: false }] })
    expect(report(figure({ atLeast: 1 }), { value: 2, limit: 1, notes: [] }, true, null).met).toBeNull()
    expect(skipped("no file")).toMatchObject({ value: null, notes: ["skipped: no file"] })
  })
})

test.prop([fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 })])(
  "the ratio is how many times the limit is ahead",
  (value, limit) => {
    expect(of({ atLeast: 1 }, value, { limit }).ratio).toBe(limit / value)
    expect(of({ atMost: 1 }, value, { limit }).ratio).toBe(value / limit)
  },
)

test.prop([fc.array(fc.integer(), { minLength: 1 })])("as many are above a median as below", (values) => {
  const middle = median(values)
  const half = values.length / 2
  expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(half)
  expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(half)
})

it("limit and ours take turns", async () => {
  const turns: string[] = []
  const piece = (name: string) => () => turns.push(name)
  await inTurn({ limit: piece("limit"), ours: piece("ours") }, 2, () => {})
  expect(turns).toEqual(["limit", "ours", "limit", "ours"])
})

it("the limits do what they count", () => {
  expect(bareLoop(50, 26)).toBe(50 * 26)
  expect(bareChart(10)).toBe(60)
})

describe("the pinned walks", () => {
  it.each(walks.map((walk) => [walk.name, walk] as const))("%s goes its way", (_name, walk) => {
    expect(ready(walk).events).toHaveLength(walk.stops.length)
  })
  it("a chart that goes another way is refused", () => {
    const [walk] = walks
    if (walk === undefined) throw new Error("There are no walks.")
    expect(() => ready({ ...walk, ends: "open" })).toThrow(/ends in closed instead of open/)
    expect(() => ready({ ...walk, stops: [{ type: "fulfil" }] })).toThrow(/is refused at/)
  })
})

describe("the command", () => {
  const bench = (...args: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL("../../bench/run.ts", import.meta.url)), ...args], {
      encoding: "utf8",
    })
  it("has a figure for each id once", () => {
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length)
  })
  it("refuses a figure that there is not, and names those that there are", () => {
    const { status, stdout, stderr } = bench("speed")
    expect(status).toBe(2)
    expect(stdout).toBe("")
    expect(stderr).toContain("million-orders")
  })
  it("prints one JSON object and nothing else", () => {
    const { status, stdout } = bench("start", "--json", "--quick")
    expect(status).toBe(0)
    const said = JSON.parse(stdout) as { figures: unknown[] }
    expect(Object.keys(said)).toEqual(["machine", "mix", "figures"])
    expect(said.figures).toEqual([expect.objectContaining({ id: "start", unit: "ms", quick: true, met: null })])
  })
})
