import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { hasZone, parseIsoLike, parseMonthFirst } from "../../../../sim/scenario/importers/clock.ts"

const two = (n: number) => String(n).padStart(2, "0")
const instants = fc.date({
  min: new Date("1900-01-01T00:00:00Z"),
  max: new Date("2199-12-31T23:59:59Z"),
  noInvalidDate: true,
})

describe("instants of exports", () => {
  test.prop([instants, fc.integer({ min: -14 * 60, max: 14 * 60 })])(
    "are read to the second, whatever the offset",
    (date, offset) => {
      const local = new Date(Math.floor(date.getTime() / 1000) * 1000 + offset * 60_000).toISOString()
      const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}${two(Math.abs(offset) % 60)}`
      const text = `${local.slice(0, 10)} ${local.slice(11, 19)} ${zone}`
      expect(parseIsoLike(text)).toBe(Math.floor(date.getTime() / 1000) * 1000)
      expect(hasZone(text)).toBe(true)
      expect(hasZone(text.slice(0, 19))).toBe(false)
    },
  )

  test.prop([instants])("are read month first as well", (date) => {
    const text = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()} ${date.getUTCHours()}:${two(date.getUTCMinutes())}`
    expect(parseMonthFirst(text)).toBe(Math.floor(date.getTime() / 60_000) * 60_000)
  })

  test("leap days exist when they do", () => {
    expect(parseIsoLike("2024-02-29")).toBe(Date.UTC(2024, 1, 29))
    expect(parseIsoLike("2023-02-29")).toBeNull()
    expect(parseIsoLike("2000-02-29")).not.toBeNull()
    expect(parseIsoLike("1900-02-29")).toBeNull()
  })

  it.for([
    "",
    "yesterday",
    "2024-13-01",
    "2024-00-10",
    "2024-01-00",
    "2024-01-01 24:00:00",
    "2024-01-01 10:60",
    "2024-01-01 10:00:00 +1500",
    "2024-01-01 10:00:00 +0175",
    "01/02/2024",
    "2024-1-1",
  ])("%j is none", (text) => {
    expect(parseIsoLike(text)).toBeNull()
  })
})
