/** The order of messages in time, the axis with folded gaps, and the counts along it. */
import * as fc from "fast-check"
import { beforeAll, expect, it } from "vitest"
import { DensityIndex, hasFailed, isRefused, servingLane } from "../../../ui/core/density.ts"
import type { RunModel } from "../../../ui/core/run-model.ts"
import { TimeAxis } from "../../../ui/core/time-axis.ts"
import { TimeOrder } from "../../../ui/core/time-order.ts"
import { modelOfScenario, syntheticModel } from "../models.ts"

let small: RunModel
let large: RunModel

beforeAll(async () => {
  small = await modelOfScenario("scenarios/suites/two-orders.yaml")
  large = await syntheticModel(120_000)
})

const instantsOf = (model: RunModel, order: TimeOrder): number[] =>
  [...order.rows].map((row) => model.columns.sentAt[row]!)

it("every message stands once, in the order of instants", () => {
  const order = new TimeOrder(small)
  const rows = [...order.rows]
  expect(rows.toSorted((a, b) => a - b)).toEqual(rows.map((_, row) => row))
  const { sentAt } = small.columns
  expect(rows).toEqual(rows.toSorted((a, b) => sentAt[a]! - sentAt[b]! || a - b))
  // Counted polls are written late: without them there would be nothing to sort.
  expect(rows).not.toEqual(rows.toSorted((a, b) => a - b))
  for (const [place, row] of rows.entries()) expect(order.placeOf(row)).toBe(place)
  const some = sentAt[rows[20]!]!
  expect(order.before(some)).toBe(rows.findIndex((row) => sentAt[row]! >= some))
})

const instants = fc
  .array(fc.integer({ min: 0, max: 4e9 }), { minLength: 1, maxLength: 60 })
  .map((list) => list.toSorted((a, b) => a - b))

it("positions rise with instants, and lead back to them", () => {
  fc.assert(
    fc.property(instants, (list) => {
      const axis = TimeAxis.of(list)
      expect(axis.positionOf(axis.start)).toBe(0)
      expect(axis.positionOf(axis.end)).toBe(1)
      let last = 0
      for (const at of list) {
        const position = axis.positionOf(at)
        expect(position).toBeGreaterThanOrEqual(last)
        expect(position).toBeLessThanOrEqual(1)
        last = position
        expect(Math.abs(axis.instantAt(position) - at)).toBeLessThanOrEqual(1)
      }
    }),
  )
})

it("a gap is folded to a strip in which nothing happens, and an even run stays even", () => {
  fc.assert(
    fc.property(instants, (list) => {
      const axis = TimeAxis.of(list)
      for (const { from, until, left, right } of axis.gaps) {
        expect(right - left).toBeLessThan(0.013)
        expect(list.filter((at) => at > from && at < until)).toEqual([])
      }
    }),
  )
  const busy = [0, 1000, 2000, 1_000_000_000, 1_000_001_000]
  const axis = TimeAxis.of(busy)
  expect(axis.gaps).toMatchObject([{ from: 2000, until: 1_000_000_000 }])
  expect(axis.positionOf(1000)).toBeGreaterThan(0.3)
  const even = TimeAxis.of(Array.from({ length: 500 }, (_, i) => i * 60_000))
  expect(even.gaps).toEqual([])
  expect(even.positionOf(250 * 60_000)).toBeCloseTo(250 / 499)
  expect(TimeAxis.of(busy, false).gaps).toEqual([])
})

it("any part in any width counts each of its messages once", () => {
  const order = new TimeOrder(large)
  const axis = TimeAxis.of(instantsOf(large, order))
  const index = new DensityIndex(large, order, axis)
  const served = [...order.rows].filter((row) => servingLane(large, row) >= 0)
  const sum = (counts: Uint32Array): number => counts.reduce((all, count) => all + count, 0)
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.99, noNaN: true }),
      fc.double({ min: 0.0005, max: 1, noNaN: true }),
      fc.integer({ min: 10, max: 2000 }),
      (from, span, width) => {
        const until = Math.min(1, from + span)
        const { all, failed, refused } = index.read(from, until, width)
        const inside = served.filter((row) => {
          const position = axis.positionOf(large.columns.sentAt[row]!)
          return position >= from && (position < until || until === 1)
        })
        // At its edges a bucket of the pyramid may count to the one side or the other.
        const slack = inside.length > 40_000 ? inside.length * 0.01 : 0
        expect(Math.abs(sum(all) - inside.length)).toBeLessThanOrEqual(slack)
        const no = inside.filter((row) => isRefused(large, row)).length
        expect(Math.abs(sum(refused) - no)).toBeLessThanOrEqual(slack)
        expect(Math.abs(sum(failed) - inside.filter((row) => hasFailed(large, row)).length)).toBeLessThanOrEqual(slack)
      },
    ),
    { numRuns: 30 },
  )
  const whole = index.read(0, 1, 1440)
  expect(sum(whole.all)).toBe(served.length)
  expect(sum(whole.refused)).toBeGreaterThan(10)
})

it("what is looked at hangs on the pixels, not on the messages", () => {
  const order = new TimeOrder(large)
  const index = new DensityIndex(large, order, TimeAxis.of(instantsOf(large, order)))
  expect(index.read(0, 1, 1440).visited).toBeLessThan(index.lanes * 3 * 2 * 1440)
})
