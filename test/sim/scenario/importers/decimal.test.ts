import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import {
  addDecimals,
  formatDecimal,
  minorMax,
  parseDecimal,
  prorate,
  toMinor,
} from "../../../../sim/scenario/importers/decimal.ts"

const decimals = fc.record({ digits: fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), scale: fc.nat({ max: 12 }) })

describe("exact decimals", () => {
  test.prop([decimals])("read back as they are written", (decimal) => {
    expect(parseDecimal(formatDecimal(decimal))).toEqual(decimal)
  })

  test.prop([decimals, fc.constantFrom(0, 2, 3)])(
    "round to the nearest minor unit and say what that took",
    (decimal, exponent) => {
      const rounded = toMinor(decimal, exponent)
      fc.pre(rounded !== null)
      // |micros| is at most half a unit, and minor + micros is the amount to a millionth of a minor unit.
      expect(Math.abs(rounded.micros)).toBeLessThanOrEqual(500_000)
      const back = addDecimals(
        { digits: BigInt(rounded.minor), scale: exponent },
        { digits: BigInt(rounded.micros), scale: exponent + 6 },
      )
      const off = addDecimals(decimal, { digits: -back.digits, scale: back.scale })
      const bound = 10n ** BigInt(Math.max(0, off.scale - exponent - 6))
      expect(2n * (off.digits < 0n ? -off.digits : off.digits)).toBeLessThanOrEqual(bound)
    },
  )

  test.prop([decimals])("mirror: a refund rounds to minus its sale", (decimal) => {
    const there = toMinor(decimal, 2)
    const back = toMinor({ digits: -decimal.digits, scale: decimal.scale }, 2)
    expect((there?.minor ?? 0) + (back?.minor ?? 0)).toBe(0)
  })

  test("half a cent goes up, a hair less goes down, and neither passes through a float", () => {
    expect(toMinor(parseDecimal("1.005")!, 2)).toEqual({ minor: 101, micros: -500_000 })
    expect(toMinor(parseDecimal("1.00499999")!, 2)).toEqual({ minor: 100, micros: 499_999 })
    expect(toMinor(parseDecimal("-2.675")!, 2)?.minor).toBe(-268)
    expect(toMinor(parseDecimal("12.3456")!, 3)?.minor).toBe(12_346)
    expect(toMinor(parseDecimal("99999999999999999999")!, 2)).toBeNull()
    expect(toMinor({ digits: BigInt(minorMax), scale: 0 }, 0)?.minor).toBe(minorMax)
  })

  it.for(["", ".", "-", "1e3", "1,50", "1.2.3", "NaN", "0x10", " 1", "£1", "--1", "9".repeat(50)])(
    "%j is none",
    (text) => {
      expect(parseDecimal(text)).toBeNull()
    },
  )
})

describe("prorating", () => {
  const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 30 })
  const totals = fc.integer({ min: -10_000_000, max: 10_000_000 })

  test.prop([totals, weights])("gives away exactly the total", (total, weights) => {
    expect(prorate(total, weights).reduce((a, b) => a + b, 0)).toBe(total)
  })

  test.prop([totals, weights])("stays within one unit of the exact share", (total, weights) => {
    const sum = weights.reduce((a, b) => a + b, 0)
    fc.pre(sum > 0)
    prorate(total, weights).forEach((part, index) => {
      expect(Math.abs(part * sum - total * weights[index]!)).toBeLessThan(sum)
    })
  })

  test.prop([totals, weights, fc.infiniteStream(fc.nat())])(
    "does not depend on the order of the weights",
    (total, weights, keys) => {
      const shuffled = weights
        .map((weight) => ({ weight, key: keys.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ weight }) => weight)
      const pairs = (some: readonly number[]) =>
        prorate(total, some)
          .map((part, index) => `${some[index]}:${part}`)
          .toSorted()
      expect(pairs(shuffled)).toEqual(pairs(weights))
    },
  )

  test("gives what is left over to the larger of two weights with equal remainders, wherever it stands", () => {
    expect(prorate(2, [1, 3])).toEqual([0, 2])
    expect(prorate(2, [3, 1])).toEqual([2, 0])
  })

  test("nothing weighs anything: equal parts; nobody there: refused; a negative weight: refused", () => {
    expect(prorate(10, [0, 0, 0])).toEqual([4, 3, 3])
    expect(() => prorate(10, [])).toThrow(RangeError)
    expect(() => prorate(10, [1, -1])).toThrow(/weight is -1/)
    expect(prorate(-100, [1, 1, 1])).toEqual([-34, -33, -33])
  })
})
