/**
 * Opening hours: when a site works, by the clocks on its own walls, by pinned arithmetic and pinned zone rules.
 *
 * Days are numbered 1 (Monday) to 7 (Sunday); hours are milliseconds since local midnight, as a clock shows them: a site that opens at
 * six opens at six on the day on which the clocks are moved, too. 1970-01-01 was a Thursday.
 */
import { readDates } from "../scenario/calendars.ts"
import { aheadOf, instantOf, isZone, zoneNames, type Zone } from "./zones.ts"

export interface Calendar {
  readonly zone: Zone
  readonly days: readonly number[]
  readonly openMs: number
  readonly closeMs: number
  /** Local days on which nobody works, as days since 1970-01-01. */
  readonly holidays: readonly number[]
}

export const dayMs = 86_400_000

export const weekday = (at: number): number => ((((Math.floor(at / dayMs) + 3) % 7) + 7) % 7) + 1

/** Local midnight of the day in which an instant lies, as local time. */
export const midnightOf = ({ zone }: Calendar, at: number): number =>
  Math.floor((at + aheadOf(zone, at)) / dayMs) * dayMs

/** The instant at which the clocks of a place show this time of a local day. */
export const clockTime = ({ zone }: Calendar, midnight: number, timeMs: number): number =>
  instantOf(zone, midnight + timeMs)

export const isOpenDay = ({ days, holidays }: Calendar, midnight: number): boolean =>
  days.includes(weekday(midnight)) && !holidays.includes(midnight / dayMs)

/** No place is closed for longer than this. */
const daysMax = 60

/** The first instant at or after `at` at which the site is open. */
export const nextOpen = (calendar: Calendar, at: number): number => {
  let midnight = midnightOf(calendar, at)
  for (let day = 0; day < daysMax; day++, midnight += dayMs) {
    if (!isOpenDay(calendar, midnight)) continue
    if (at < clockTime(calendar, midnight, calendar.closeMs))
      return Math.max(at, clockTime(calendar, midnight, calendar.openMs))
  }
  return neverOpen(calendar)
}

/** The first instant strictly after `at` at which the clocks show this time on an opening day. */
export const nextAt = (calendar: Calendar, at: number, timeMs: number): number => {
  let midnight = midnightOf(calendar, at)
  for (let day = 0; day < daysMax; day++, midnight += dayMs) {
    const time = clockTime(calendar, midnight, timeMs)
    if (isOpenDay(calendar, midnight) && time > at) return time
  }
  return neverOpen(calendar)
}

const neverOpen = ({ days, holidays }: Calendar): never => {
  throw new Error(
    `A calendar without any opening day in ${daysMax}: days ${JSON.stringify(days)}, ${holidays.length} holidays. Give it at least one of 1 to 7.`,
  )
}

/** The instant at which `workMs` of opening time have passed since `at`. */
export const afterWork = (calendar: Calendar, at: number, workMs: number): number => {
  let now = nextOpen(calendar, at)
  let left = workMs
  for (;;) {
    const closes = clockTime(calendar, midnightOf(calendar, now), calendar.closeMs)
    if (now + left <= closes) return now + left
    left -= closes - now
    now = nextOpen(calendar, closes)
  }
}

/** Reads a calendar policy: `{ days: "mon-fri", open: "08:00", close: "18:00" }`, in UTC unless `zone` says otherwise. */
export const readCalendar = (value: unknown): Calendar => {
  const { days, open, close, zone = "UTC", closed = "" } = value as Readonly<Record<string, string>>
  if (!isZone(zone))
    throw new Error(`"${zone}" is no time zone that is pinned here; there are ${zoneNames.join(", ")}.`)
  return {
    zone,
    days: readDays(days ?? ""),
    openMs: readTime(open ?? ""),
    closeMs: readTime(close ?? ""),
    holidays: readHolidays(closed),
  }
}

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

const readDays = (text: string): number[] =>
  text.split(",").flatMap((part) => {
    const [from = "", to = from] = part.trim().split("-")
    const first = dayNames.indexOf(from) + 1
    const last = dayNames.indexOf(to) + 1
    if (first === 0 || last === 0)
      throw new Error(`"${text}" names no days; write them like "mon-fri" or "mon,wed,sat".`)
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  })

/** `2024-12-25, 2024-12-26` in days since 1970-01-01. */
const readHolidays = (text: string): readonly number[] => {
  const read = readDates(text)
  if (!read.ok) throw new Error(`"${text}" are no dates; write them like "2024-12-25, 2024-12-26".`)
  return read.value
}

/** `HH:MM` in ms since midnight. */
export const readTime = (text: string): number => {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(":").map(Number)
  const at = (hours * 60 + minutes) * 60_000
  if (!(at >= 0 && at <= dayMs)) throw new Error(`"${text}" is no time of day; write it like "17:30".`)
  return at
}
