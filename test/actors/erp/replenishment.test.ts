/** Goal: what is bought follows from what was asked for, and from nothing later. Method: laws over any history of demand. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { levelsOf, noHistory, observe, type StockRule } from "../../../actors/erp/replenishment.ts"
import { day, monday } from "./small-world.ts"

const rule: StockRule = { safetyUnits: 1, assortmentUnits: 6, protectionDays: 8, coverPpm: 1_300_000 }
const demand = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * day }), fc.integer({ min: -5, max: 40 })), {
  maxLength: 20,
})

const historyOf = (asked: readonly (readonly [number, number])[]) => {
  let at = monday
  let history = noHistory(at)
  for (const [wait, units] of asked) {
    at += wait
    history = observe(history, at, units)
  }
  return { history, at }
}

describe("replenishment", () => {
  test.prop([demand, fc.nat(200)])(
    "levels are whole, the target above the reorder point, which is above nothing",
    (asked, days) => {
      const { history, at } = historyOf(asked)
      const { reorderPoint, target } = levelsOf(history, rule, at + days * day)
      expect(Number.isInteger(reorderPoint) && Number.isInteger(target)).toBe(true)
      expect(reorderPoint).toBeGreaterThanOrEqual(rule.safetyUnits)
      expect(target).toBeGreaterThanOrEqual(reorderPoint + rule.assortmentUnits)
    },
  )

  test.prop([demand, fc.integer({ min: 1, max: 50 })])("more demand now never lowers what is kept", (asked, units) => {
    const { history, at } = historyOf(asked)
    const before = levelsOf(history, rule, at)
    const after = levelsOf(observe(history, at, units), rule, at)
    expect(after.reorderPoint).toBeGreaterThanOrEqual(before.reorderPoint)
    expect(after.target).toBeGreaterThanOrEqual(before.target)
  })

  test.prop([demand])("demand that is long past is forgotten", (asked) => {
    const { history, at } = historyOf(asked)
    expect(levelsOf(history, rule, at + 200 * day)).toEqual({ reorderPoint: 1, target: 7 })
  })

  test.prop([demand, fc.integer({ min: 1, max: 50 })])("demand that is taken back at once was none", (asked, units) => {
    const { history, at } = historyOf(asked)
    expect(observe(observe(history, at, units), at, -units)).toEqual(observe(history, at, 0))
  })

  test("28 units in the first four weeks: one a day, so eight days and a third more are kept, and 28 days are bought", () => {
    const { history } = historyOf([[day, 28]])
    expect(levelsOf(history, rule, monday + 2 * day)).toEqual({ reorderPoint: 12, target: 40 })
  })
})
