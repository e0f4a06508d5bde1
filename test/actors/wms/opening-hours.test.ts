// Goal: waves are cut while the site is open, at regular instants, and never in the past.
// Method: laws over any instant of two weeks and any reasonable interval.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { nextCutOff } from "../../../actors/wms/opening-hours.ts"
import { nextOpen, readCalendar } from "../../../sim/world/calendar.ts"
import { hour, minute, monday } from "./small-world.ts"

const hours = readCalendar({ days: "mon-sat", open: "06:00", close: "22:00" })
const instant = fc.integer({ min: monday, max: monday + 14 * 24 * hour })
const interval = fc.integer({ min: 1, max: 180 }).map((minutes) => minutes * minute)

describe("the next cut-off", () => {
  test.prop([instant, interval])("lies ahead, while the site is open or just closing", (at, everyMs) => {
    const { at: cutOff } = nextCutOff(hours, at, everyMs)
    expect(cutOff).toBeGreaterThan(at)
    expect(nextOpen(hours, cutOff - (cutOff % (24 * hour) === 6 * hour ? 0 : 1))).toBeLessThanOrEqual(cutOff)
  })

  test.prop([instant, interval])(
    "is at most one interval away while the next one is still before closing",
    (at, everyMs) => {
      const local = at % (24 * hour)
      fc.pre(nextOpen(hours, at) === at && local + everyMs <= 22 * hour)
      expect(nextCutOff(hours, at, everyMs).at - at).toBeLessThanOrEqual(everyMs)
    },
  )

  test.prop([instant, instant, interval])(
    "has one name for one instant, and another for another",
    (one, other, everyMs) => {
      const first = nextCutOff(hours, one, everyMs)
      const second = nextCutOff(hours, other, everyMs)
      expect(first.name === second.name).toBe(first.at === second.at)
    },
  )

  test("of a Saturday night is Monday's opening", () => {
    const saturdayNight = monday + 5 * 24 * hour + 15 * hour
    expect(nextCutOff(hours, saturdayNight, 30 * minute)).toEqual({
      at: monday + 7 * 24 * hour - 2 * hour,
      name: "2024-03-11/1",
    })
  })
})
