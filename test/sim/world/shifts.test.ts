// Goal: people are there when the clocks on the wall say so, on the days on which clocks are moved too, and never on holidays.
// Method: laws over any instant around such days, and the days themselves.
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { readCalendar } from "../../../sim/world/calendar.ts"
import { isOnShift, isWithin, nextShiftAt, shiftsIn } from "../../../sim/world/shifts.ts"

const hour = 3_600_000
const hours = { days: "mon-sun", open: "00:00", close: "24:00", zone: "Europe/Berlin", closed: "2026-10-26" }
const berlin = readCalendar(hours)
const shifts = shiftsIn("mon-sun 06:00-14:00 x 4; mon,sat 14:00-22:00 x 2")
const instant = fc.integer({ min: 0, max: 20 * 24 * 60 }).map((minutes) => Date.UTC(2026, 9, 15) + minutes * 60_000)

describe("shifts", () => {
  it("begin at six by the clock, before and after the clocks are moved", () => {
    const next = (iso: string) => new Date(nextShiftAt(berlin, shifts.slice(0, 1), Date.parse(iso))).toISOString()
    expect(next("2026-03-28T06:00:00Z")).toBe("2026-03-29T04:00:00.000Z")
    expect(next("2026-10-24T03:59:59Z")).toBe("2026-10-24T04:00:00.000Z")
    expect(next("2026-10-24T04:00:00Z")).toBe("2026-10-25T05:00:00.000Z")
  })
  it("do not take place on holidays", () => {
    expect(isOnShift(berlin, shifts[0]!, Date.UTC(2026, 9, 26, 9))).toBe(false)
    expect(isOnShift(berlin, shifts[0]!, Date.UTC(2026, 9, 27, 9))).toBe(true)
    expect(nextShiftAt(berlin, shifts, Date.UTC(2026, 9, 25, 9))).toBe(Date.UTC(2026, 9, 27, 5))
  })
  test.prop([instant])("begin next where nobody was a moment before and somebody is then", (at) => {
    const next = nextShiftAt(berlin, shifts, at)
    const there = (when: number) => shifts.filter((shift) => isOnShift(berlin, shift, when))
    expect(next).toBeGreaterThan(at)
    expect(there(next).some((shift) => !there(next - 1).includes(shift))).toBe(true)
  })
  test.prop([instant])("last as long as their clocks say", (at) => {
    const [early] = shifts
    const begins = nextShiftAt(berlin, [early!], at)
    expect(isOnShift(berlin, early!, begins + 8 * hour - 1)).toBe(true)
    expect(isOnShift(berlin, early!, begins + 8 * hour)).toBe(false)
  })
  it("lie within opening hours or do not", () => {
    const shop = readCalendar({ days: "mon-fri", open: "06:00", close: "20:00" })
    const fits = (text: string) => shiftsIn(text).map((shift) => isWithin(shop, shift))
    expect(fits("mon-fri 06:00-20:00 x 1; sat 08:00-12:00 x 1; mon 05:00-12:00 x 1")).toEqual([true, false, false])
    expect(() => shiftsIn("mornings")).toThrow('"mornings" is no list of shifts')
  })
})
