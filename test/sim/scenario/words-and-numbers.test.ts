/** The small readers: what they accept comes back exactly, and what could be meant two ways is refused with a way out. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { currencyExponent, formatMoney, readCurrency, readMoney } from "../../../sim/scenario/amounts.ts"
import { readDays, readShifts, readTimeOfDay } from "../../../sim/scenario/calendars.ts"
import { formatRatio, formatScaled, readExtended, readRatio, readScaled } from "../../../sim/scenario/decimals.ts"
import { durationMsMax, formatDuration, readDuration } from "../../../sim/scenario/durations.ts"
import { editDistance, nearest } from "../../../sim/scenario/nearest.ts"

const value = (n: unknown) => ({ ok: true, value: n })
const refused = (rule: string) => expect.objectContaining({ ok: false, rule: expect.stringContaining(rule) })

describe("durations", () => {
  test.prop([fc.integer({ min: 0, max: durationMsMax })])("a printed duration reads back the same", (ms) => {
    expect(readDuration(formatDuration(ms))).toEqual(value(ms))
  })
  test.prop([
    fc.array(fc.tuple(fc.integer({ min: 0, max: 99 }), fc.constantFrom("ms", "s", "min", "h", "d")), {
      minLength: 1,
      maxLength: 4,
    }),
  ])("a duration of several parts is their sum", (parts) => {
    const sizes = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
    const sum = parts.reduce((total, [n, unit]) => total + n * sizes[unit], 0)
    expect(readDuration(parts.map(([n, unit]) => `${n} ${unit}`).join(" "))).toEqual(value(sum))
  })
  it.for([
    ["90 s", 90_000],
    ["15min", 900_000],
    ["1.5 h", 5_400_000],
    ["250", 250],
    ["0", 0],
  ] as const)("%s", ([text, ms]) => {
    expect(readDuration(text)).toEqual(value(ms))
  })
  it.for([
    ["-5 s", "negative"],
    ["5 m", '"m" is no unit'],
    ["5 hours", '"hours" is no unit'],
    ["0.5 ms", "finer than a millisecond"],
    ["1.5", "no duration"],
    ["", "no duration"],
    ["200000 d", "century"],
    ["5 constructor", "is no unit"],
  ] as const)("%s is refused", ([text, rule]) => {
    expect(readDuration(text)).toEqual(refused(rule))
  })
  test("minutes are offered for an m", () => {
    expect(readDuration("5 m")).toEqual(
      expect.objectContaining({ hint: expect.stringContaining('did you mean "min"?') }),
    )
  })
})

describe("decimals", () => {
  test.prop([fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 4 })])(
    "a printed decimal reads back the same",
    (n, digits) => {
      expect(readScaled(formatScaled(n, digits), digits)).toEqual(value(n))
    },
  )
  test.prop([fc.integer({ min: 0, max: 1_000_000 })])("a printed share reads back the same", (ppm) => {
    expect(readRatio(formatRatio(ppm))).toEqual(value(ppm))
  })
  test.prop([fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1000 })])(
    "a whole price times a quantity is exact",
    (minor, quantity) => {
      expect(readExtended(formatScaled(minor, 2), quantity, 2)).toEqual(value(minor * quantity))
    },
  )
  test("prices with more decimals than the currency round half up once, on the whole line", () => {
    expect(readExtended("0.335", 1, 2)).toEqual(value(34))
    expect(readExtended("0.335", 2, 2)).toEqual(value(67))
    expect(readExtended("1.005", 1, 2)).toEqual(value(101))
    expect(readExtended("0.0049", 1, 2)).toEqual(value(0))
  })
  it.for(["1e3", "1,5", ".5", "5.", "--1", "0x10", "", "1 000"])("%s is no decimal", (text) => {
    expect(readScaled(text, 2)).toEqual(refused("no decimal number"))
  })
  test("a share of 20 is refused rather than taken for 20 %", () => {
    expect(readRatio("20")).toEqual(refused("between 0 and 1"))
    expect(readRatio("20 %")).toEqual(value(200_000))
    expect(readRatio("0.2")).toEqual(value(200_000))
    expect(readRatio("0.0000001")).toEqual(refused("finer than a millionth"))
  })
})

describe("amounts", () => {
  test.prop([fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom("EUR", "JPY", "KWD", "USD")])(
    "a printed amount reads back the same",
    (amountMinor, currency) => {
      expect(readMoney(formatMoney({ amountMinor, currency }))).toEqual(value({ amountMinor, currency }))
    },
  )
  test("each currency has its own decimals", () => {
    expect(["EUR", "JPY", "KWD"].map(currencyExponent)).toEqual([2, 0, 3])
    expect(readMoney("5.5 JPY")).toEqual(refused("is no whole number"))
    expect(readMoney("5.555 EUR")).toEqual(refused("more than 2 decimals"))
  })
  test("a misspelt currency is refused and the nearest one named", () => {
    expect(readCurrency("ERU")).toEqual(expect.objectContaining({ ok: false, hint: expect.stringContaining("EUR") }))
    expect(readMoney("12.00")).toEqual(refused("no amount of money"))
  })
})

describe("calendars", () => {
  it.for([
    ["mon-fri", [1, 2, 3, 4, 5]],
    ["sat, sun", [6, 7]],
    ["fri-mon", [1, 5, 6, 7]],
    ["1-3,5", [1, 2, 3, 5]],
    ["MON", [1]],
  ] as const)("%s", ([text, days]) => {
    expect(readDays(text)).toEqual(value(days))
  })
  it.for(["", "mon-", "monday", "mon-tue-wed", "8", "-fri", "mon,,tue"])("%s is no list of days", (text) => {
    expect(readDays(text)).toEqual(refused("no list of days"))
  })
  test("times of day run from midnight to midnight", () => {
    expect(readTimeOfDay("08:30")).toEqual(value(30_600_000))
    expect(readTimeOfDay("24:00")).toEqual(value(86_400_000))
    for (const text of ["24:01", "8", "08:60", "8.30", "-1:00"])
      expect(readTimeOfDay(text)).toEqual(refused("no time of day"))
  })
})

describe("shifts", () => {
  test("are days, hours and people", () => {
    expect(readShifts("mon-fri 06:00-14:00 x 4; sat,sun 8:00 - 12:30 × 1")).toEqual(
      value([
        { days: [1, 2, 3, 4, 5], fromMs: 21_600_000, toMs: 50_400_000, people: 4 },
        { days: [6, 7], fromMs: 28_800_000, toMs: 45_000_000, people: 1 },
      ]),
    )
    expect(readShifts(" ")).toEqual(value([]))
  })
  it.for([
    ["mon-fri 06:00-14:00", "no list of shifts"],
    ["mon-fri 06:00-14:00 x 4, sat 08:00-12:00 x 1", "no list of"],
    ["mon-fry 06:00-14:00 x 4", "no list of days"],
    ["mon 06:00-25:00 x 4", "no time of day"],
    ["mon 22:00-06:00 x 4", "does not end after it begins"],
    ["mon 06:00-14:00 x 0", "a shift of 0"],
  ] as const)("%s", ([text, rule]) => {
    expect(readShifts(text)).toEqual(refused(rule))
  })
})

describe("nearest", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "-"), maxLength: 8 })
  test.prop([word, word, word])("edit distance is a metric, but for swaps at most doubled", (a, b, c) => {
    expect(editDistance(a, a)).toBe(0)
    expect(editDistance(a, b)).toBe(editDistance(b, a))
    expect(editDistance(a, c)).toBeLessThanOrEqual(2 * (editDistance(a, b) + editDistance(b, c)))
    expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
  })
  test.prop([fc.array(fc.string({ minLength: 3, maxLength: 8 }), { minLength: 1, maxLength: 8 }), fc.nat()])(
    "a right word is its own nearest",
    (words, at) => {
      const right = words[at % words.length]!
      expect(
        editDistance(
          nearest(right, words)!.toLowerCase().replaceAll(/[\s_]/g, "-"),
          right.toLowerCase().replaceAll(/[\s_]/g, "-"),
        ),
      ).toBe(0)
    },
  )
  test("near words are found, far ones are not offered", () => {
    const words = ["warehouse", "carrier", "wms", "payment"]
    expect(nearest("waehouse", words)).toBe("warehouse")
    expect(nearest("Carreir", words)).toBe("carrier")
    expect(nearest("storefront", words)).toBe(null)
    expect(nearest("fraud_review", ["fraud-review"])).toBe("fraud-review")
  })
})
