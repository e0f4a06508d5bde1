/** Instants agree with the platform's own calendar wherever that one is right, and are stricter where it guesses. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import {
  civilFromDays,
  daysFromCivil,
  formatInstant,
  formatIso,
  readInstant,
  readIso,
  resolveInstant,
} from "../../../sim/scenario/instants.ts"

const epochMs = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) })

describe("absolute instants", () => {
  test.prop([epochMs])("read and print as the platform does", (ms) => {
    expect(readIso(new Date(ms).toISOString())).toEqual({ ok: true, value: ms })
    expect(formatIso(ms)).toBe(new Date(ms).toISOString().replace(".000Z", "Z"))
  })
  test.prop([fc.integer({ min: -1_000_000, max: 1_000_000 })])("days and dates are inverse to each other", (days) => {
    const { year, month, dayOfMonth } = civilFromDays(days)
    expect(daysFromCivil(year, month, dayOfMonth)).toBe(days)
  })
  test.prop([epochMs, fc.integer({ min: -14 * 60, max: 14 * 60 })])(
    "an offset shifts by just that much",
    (ms, minutes) => {
      const local = formatIso(ms + minutes * 60_000).slice(0, -1)
      const two = (n: number) => String(n).padStart(2, "0")
      const offset = `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`
      expect(readIso(local + offset)).toEqual({ ok: true, value: ms })
    },
  )
  it.for([
    ["2024-02-30", "that month has 29 days"],
    ["2023-02-29T00:00:00Z", "that month has 28 days"],
    ["2024-13-01", "there is no month 13"],
    ["2024-04-31", "that month has 30 days"],
    ["2024-03-01T24:00:00Z", "no time of day"],
    ["2024-03-01T08:00:00", "no time zone"],
    ["2024-03-01T08:00:00+15:00", "no possible time zone"],
    ["01.03.2024", "no instant"],
    ["2024-3-1", "no instant"],
  ] as const)("%s is refused", ([text, rule]) => {
    expect(readIso(text)).toEqual(expect.objectContaining({ ok: false, rule: expect.stringContaining(rule) }))
  })
  test("a date alone is midnight UTC, seconds may be left out", () => {
    expect(readIso("2024-03-01")).toEqual({ ok: true, value: Date.UTC(2024, 2, 1) })
    expect(readIso("2024-03-01T08:05Z")).toEqual({ ok: true, value: Date.UTC(2024, 2, 1, 8, 5) })
  })
})

describe("instants after the start", () => {
  test.prop([fc.oneof(fc.record({ relativeMs: fc.integer({ min: 0, max: 1e12 }) }), fc.record({ epochMs }))])(
    "a printed instant reads back the same",
    (instant) => {
      expect(readInstant(formatInstant(instant))).toEqual({ ok: true, value: instant })
    },
  )
  test("they count from the start; absolute ones do not", () => {
    expect(resolveInstant({ relativeMs: 5 }, 100)).toBe(105)
    expect(resolveInstant({ epochMs: 5 }, 100)).toBe(5)
  })
  it.for([
    ["-2 h", "before the world's start"],
    ["+2", "has no unit"],
    ["2 h", "no instant"],
    ["+-2 h", "negative"],
    ["tomorrow", "no instant"],
  ] as const)("%s is refused", ([text, rule]) => {
    expect(readInstant(text)).toEqual(expect.objectContaining({ ok: false, rule: expect.stringContaining(rule) }))
  })
})
