/**
 * Time zones as pinned data: how far local time is ahead of UTC at an instant, and which instant a local time means.
 *
 * The rules are those of today for every year; no zone database is asked, so that a run is the same everywhere and for ever.
 */
import { civilFromDays, daysFromCivil } from "../scenario/instants.ts"

const hourMs = 3_600_000
const dayMs = 86_400_000

/** When clocks are moved: the European Union's rule by UTC, the United States' by local time. */
type Rule = "none" | "eu" | "us"

const zones = {
  UTC: { aheadMs: 0, rule: "none" },
  "Europe/London": { aheadMs: 0, rule: "eu" },
  "Europe/Dublin": { aheadMs: 0, rule: "eu" },
  "Europe/Lisbon": { aheadMs: 0, rule: "eu" },
  "Europe/Berlin": { aheadMs: hourMs, rule: "eu" },
  "Europe/Zurich": { aheadMs: hourMs, rule: "eu" },
  "Europe/Paris": { aheadMs: hourMs, rule: "eu" },
  "Europe/Madrid": { aheadMs: hourMs, rule: "eu" },
  "Europe/Warsaw": { aheadMs: hourMs, rule: "eu" },
  "Europe/Helsinki": { aheadMs: 2 * hourMs, rule: "eu" },
  "Europe/Athens": { aheadMs: 2 * hourMs, rule: "eu" },
  "America/New_York": { aheadMs: -5 * hourMs, rule: "us" },
  "America/Toronto": { aheadMs: -5 * hourMs, rule: "us" },
  "America/Chicago": { aheadMs: -6 * hourMs, rule: "us" },
  "America/Denver": { aheadMs: -7 * hourMs, rule: "us" },
  "America/Phoenix": { aheadMs: -7 * hourMs, rule: "none" },
  "America/Los_Angeles": { aheadMs: -8 * hourMs, rule: "us" },
  "Asia/Kolkata": { aheadMs: 5.5 * hourMs, rule: "none" },
  "Asia/Shanghai": { aheadMs: 8 * hourMs, rule: "none" },
  "Asia/Tokyo": { aheadMs: 9 * hourMs, rule: "none" },
} as const satisfies Record<string, { readonly aheadMs: number; readonly rule: Rule }>

export type Zone = keyof typeof zones
export const zoneNames = Object.keys(zones) as readonly Zone[]
export const isZone = (name: string): name is Zone => Object.hasOwn(zones, name)

/** How far local time is ahead of UTC at an instant, in ms. */
export const aheadOf = (zone: Zone, at: number): number => {
  const { aheadMs, rule } = zones[zone]
  return aheadMs + (isSummer(rule, aheadMs, at) ? hourMs : 0)
}

/**
 * The instant of a local time, given as ms since the local 1970-01-01T00:00. Of a time that comes twice the first is meant; one that is
 * skipped is read as if the clocks had not been moved yet.
 */
export const instantOf = (zone: Zone, localMs: number): number => {
  const { aheadMs } = zones[zone]
  const inSummer = localMs - aheadMs - hourMs
  return aheadOf(zone, inSummer) === aheadMs + hourMs ? inSummer : localMs - aheadMs
}

const isSummer = (rule: Rule, aheadMs: number, at: number): boolean => {
  if (rule === "none") return false
  const { year } = civilFromDays(Math.floor((at + aheadMs) / dayMs))
  if (rule === "eu") return at >= lastSunday(year, 3) + hourMs && at < lastSunday(year, 10) + hourMs
  // At two in the morning by the clocks on the wall.
  return at >= nthSunday(year, 3, 2) + 2 * hourMs - aheadMs && at < nthSunday(year, 11, 1) + hourMs - aheadMs
}

/** Midnight UTC of the nth Sunday of a month; 1970-01-01 was a Thursday. */
const nthSunday = (year: number, month: number, nth: number): number => {
  const first = daysFromCivil(year, month, 1)
  const toSunday = (((3 - first) % 7) + 7) % 7
  return (first + toSunday + (nth - 1) * 7) * dayMs
}

const lastSunday = (year: number, month: number): number => nthSunday(year, month + 1, 1) - 7 * dayMs
