/**
 * Opening hours: when a site works, in its own fixed offset from UTC, by pinned arithmetic and no zone database.
 *
 * Days are numbered 1 (Monday) to 7 (Sunday); hours are milliseconds since local midnight. 1970-01-01 was a Thursday.
 */

export interface Calendar {
  readonly offsetMs: number
  readonly days: readonly number[]
  readonly openMs: number
  readonly closeMs: number
}

export const dayMs = 86_400_000

export const weekday = (at: number): number => ((((Math.floor(at / dayMs) + 3) % 7) + 7) % 7) + 1

/** The first instant at or after `at` at which the site is open. */
export const nextOpen = (calendar: Calendar, at: number): number => {
  const local = at + calendar.offsetMs
  let midnight = Math.floor(local / dayMs) * dayMs
  for (let day = 0; day < 8; day++, midnight += dayMs) {
    if (!calendar.days.includes(weekday(midnight))) continue
    if (local < midnight + calendar.closeMs) return Math.max(local, midnight + calendar.openMs) - calendar.offsetMs
  }
  throw new Error(
    `A calendar without any opening day: days ${JSON.stringify(calendar.days)}. Give it at least one of 1 to 7.`,
  )
}

/** The first instant strictly after `at` that is `timeMs` past local midnight on an opening day. */
export const nextAt = (calendar: Calendar, at: number, timeMs: number): number => {
  const local = at + calendar.offsetMs
  let midnight = Math.floor(local / dayMs) * dayMs
  for (let day = 0; day < 9; day++, midnight += dayMs) {
    if (calendar.days.includes(weekday(midnight)) && midnight + timeMs > local)
      return midnight + timeMs - calendar.offsetMs
  }
  throw new Error(
    `A calendar without any opening day: days ${JSON.stringify(calendar.days)}. Give it at least one of 1 to 7.`,
  )
}

/** The instant at which `workMs` of opening time have passed since `at`. */
export const afterWork = (calendar: Calendar, at: number, workMs: number): number => {
  let now = nextOpen(calendar, at)
  let left = workMs
  for (;;) {
    const local = now + calendar.offsetMs
    const closes = Math.floor(local / dayMs) * dayMs + calendar.closeMs - calendar.offsetMs
    if (now + left <= closes) return now + left
    left -= closes - now
    now = nextOpen(calendar, closes)
  }
}

/** Reads a calendar policy: `{ days: "mon-fri", open: "08:00", close: "18:00" }`, in UTC unless `offsetMs` says otherwise. */
export const readCalendar = (value: unknown): Calendar => {
  const { days, open, close } = value as { days: string; open: string; close: string }
  return { offsetMs: 0, days: readDays(days), openMs: readTime(open), closeMs: readTime(close) }
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

/** `HH:MM` in ms since midnight. */
export const readTime = (text: string): number => {
  const [hours = Number.NaN, minutes = Number.NaN] = text.split(":").map(Number)
  const at = (hours * 60 + minutes) * 60_000
  if (!(at >= 0 && at <= dayMs)) throw new Error(`"${text}" is no time of day; write it like "17:30".`)
  return at
}
