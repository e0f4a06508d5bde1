// Goal: pinned zone rules say what the platform's own zone database says, and opening hours follow the clocks on the wall.
// Method: the platform's Intl is the oracle for instants since 2007, when the United States' rule of today began; then days on which clocks are moved.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { afterWork, nextAt, nextOpen, readCalendar } from "../../../sim/world/calendar.ts"
import { aheadOf, instantOf, zoneNames } from "../../../sim/world/zones.ts"

const hour = 3_600_000
const zone = fc.constantFrom(...zoneNames)
const instant = fc.integer({ min: Date.UTC(2007, 0), max: Date.UTC(2037, 11) })
/** Around the hours at which clocks are moved. */
const nearChange = fc
  .tuple(fc.integer({ min: 2007, max: 2037 }), fc.constantFrom(2, 9, 10), fc.integer({ min: 0, max: 14 * 24 * 60 }))
  .map(([year, month, minutes]) => Date.UTC(year, month, month === 9 ? 20 : 1) + minutes * 60_000)

const byPlatform = (name: string, at: number): number => {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone: name, timeZoneName: "longOffset" }).formatToParts(at)
  const [, sign = "+", hours = "0", minutes = "0"] =
    /GMT(?:([+-])(\d{2}):(\d{2}))?/u.exec(parts.find(({ type }) => type === "timeZoneName")?.value ?? "") ?? []
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

describe("time zones", () => {
  test.prop([zone, fc.oneof(instant, nearChange)], { numRuns: 600 })("are those of the platform", (name, at) => {
    expect(aheadOf(name, at)).toBe(byPlatform(name, at))
  })
  test.prop([zone, fc.oneof(instant, nearChange)], { numRuns: 600 })(
    "give back the instant of its local time, or the first of two",
    (name, at) => {
      const back = instantOf(name, at + aheadOf(name, at))
      expect([at, at - hour]).toContain(back)
      expect(back + aheadOf(name, back)).toBe(at + aheadOf(name, at))
    },
  )
})

describe("opening hours", () => {
  const zurich = readCalendar({
    days: "mon-sun",
    open: "06:00",
    close: "22:00",
    zone: "Europe/Zurich",
    closed: "2024-04-01",
  })
  const at = (text: string) => Date.parse(text)

  test("follow the clocks when these are moved, and leave holidays out", () => {
    // Clocks go forward in the night to 2024-03-31; Easter Monday is closed.
    expect(nextOpen(zurich, at("2024-03-30T21:30:00Z"))).toBe(at("2024-03-31T04:00:00Z"))
    expect(nextOpen(zurich, at("2024-03-29T21:30:00Z"))).toBe(at("2024-03-30T05:00:00Z"))
    expect(nextOpen(zurich, at("2024-03-31T20:00:00Z"))).toBe(at("2024-04-02T04:00:00Z"))
    expect(nextAt(zurich, at("2024-10-26T12:00:00Z"), 9 * hour)).toBe(at("2024-10-27T08:00:00Z"))
  })
  test("count an hour of work as an hour, also in the night with one too few", () => {
    const always = readCalendar({ days: "mon-sun", open: "00:00", close: "24:00", zone: "Europe/Zurich" })
    expect(afterWork(always, at("2024-03-30T22:00:00Z"), 5 * hour)).toBe(at("2024-03-31T03:00:00Z"))
    expect(afterWork(zurich, at("2024-03-30T20:00:00Z"), 3 * hour)).toBe(at("2024-03-31T06:00:00Z"))
  })
  test("name the zones that are pinned when they are asked for another", () => {
    expect(() => readCalendar({ days: "mon", open: "06:00", close: "22:00", zone: "Mars/Olympus" })).toThrow(
      "pinned here",
    )
  })
})
