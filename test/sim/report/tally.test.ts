/** Percentiles by nearest rank, against sorting everything. */
import { fc, test } from "@fast-check/vitest"
import { expect, it } from "vitest"
import { Tally } from "../../../sim/report/tally.ts"

const samples = fc.array(
  fc.record({
    value: fc.oneof(fc.nat(300), fc.nat(70_000), fc.nat(10_000_000)),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  { minLength: 1, maxLength: 60 },
)

const tallyOf = (list: readonly { value: number; count: number }[]): Tally => {
  const tally = new Tally()
  for (const { value, count } of list) tally.add(value, count)
  return tally
}

test.prop([samples, samples, fc.integer({ min: 1, max: 100 })], { numRuns: 100 })(
  "a percentile is the value at its rank among all values, also after adding two tallies up",
  (one, other, percent) => {
    const tally = tallyOf(one)
    tally.addAll(tallyOf(other))
    const all = [...one, ...other].flatMap(({ value, count }) => Array.from({ length: count }, () => value))
    const rank = Math.ceil((all.length * percent) / 100)
    expect(tally.percentile(percent)).toBe(all.toSorted((a, b) => a - b)[rank - 1])
    expect(tally.total).toBe(all.length)
  },
)

it("an empty tally has no percentile", () => {
  expect(new Tally().percentile(50)).toBeNull()
})

it("95 % of twenty values is the nineteenth", () => {
  expect(tallyOf(Array.from({ length: 20 }, (_, value) => ({ value, count: 1 }))).percentile(95)).toBe(18)
})
