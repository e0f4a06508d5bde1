/**
 * Instants as a file writes them: ISO 8601 with a zone, or `+2 h` after the world's start. Own integer arithmetic, no `Date`.
 */
import { formatDuration, readDuration } from "./durations.ts"
import { bad, good, type Read } from "./problems.ts"

/** A point in time: absolute in ms since 1970-01-01 UTC, or so many ms after the world's start. */
export type Instant = { readonly epochMs: number } | { readonly relativeMs: number }

export const resolveInstant = (instant: Instant, startMs: number): number =>
  "epochMs" in instant ? instant.epochMs : startMs + instant.relativeMs

const isoHint = "write it as 2024-03-01T08:00:00Z, or with an offset such as +01:00"

/** `2024-03-01T08:00:00Z`, `2024-03-01T08:00+01:00`, `2024-03-01` (midnight UTC). */
export const readIso = (text: string): Read<number> => {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?\s*([Zz]|[+-]\d{2}:\d{2})?)?$/.exec(
      text.trim(),
    )
  if (match === null) return bad("is no instant", { hint: isoHint })
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  if (month < 1 || month > 12) return bad(`is no date: there is no month ${match[2]}`)
  const days = daysInMonth(year, month)
  if (day < 1 || day > days) return bad(`is no date: that month has ${days} days`)
  const midnight = daysFromCivil(year, month, day) * 86_400_000
  if (match[4] === undefined) return good(midnight)
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)]
  if (hour > 23 || minute > 59 || second > 59) return bad("is no time of day: it runs from 00:00:00 to 23:59:59")
  if (match[8] === undefined)
    return bad("has no time zone", { hint: "end it with Z for UTC, or with an offset such as +01:00" })
  const milli = Number((match[7] ?? "").padEnd(3, "0"))
  const offsetMinutes = readOffset(match[8])
  if (offsetMinutes === null) return bad("has no possible time zone", { hint: "offsets run from -14:00 to +14:00" })
  return good(midnight + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1_000 + milli)
}

/** `+2 h` or an ISO instant. */
export const readInstant = (text: string): Read<Instant> => {
  const trimmed = text.trim()
  if (/^-\s*\d+\s*[a-z]+/.test(trimmed))
    return bad("is before the world's start", { hint: "write + and a duration, such as +2 h" })
  if (!trimmed.startsWith("+")) {
    const iso = readIso(trimmed)
    if (iso.ok) return good({ epochMs: iso.value })
    return iso.rule === "is no instant" ? bad(iso.rule, { hint: `${isoHint}, or +2 h after the world's start` }) : iso
  }
  const after = trimmed.slice(1).trim()
  if (/^\d+$/.test(after)) return bad("has no unit", { hint: "write a unit, such as +2 h or +90 s" })
  const duration = readDuration(after)
  return duration.ok ? good({ relativeMs: duration.value }) : duration
}

export const formatInstant = (instant: Instant): string =>
  "epochMs" in instant ? formatIso(instant.epochMs) : `+${formatDuration(instant.relativeMs)}`

/** In UTC, with thousandths only when there are any. Years 0000 to 9999. */
export const formatIso = (epochMs: number): string => {
  const day = Math.floor(epochMs / 86_400_000)
  const inDay = epochMs - day * 86_400_000
  const { year, month, dayOfMonth } = civilFromDays(day)
  const two = (n: number) => String(n).padStart(2, "0")
  const milli = inDay % 1_000
  const time = `${two(Math.floor(inDay / 3_600_000))}:${two(Math.floor(inDay / 60_000) % 60)}:${two(Math.floor(inDay / 1_000) % 60)}`
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(dayOfMonth)}T${time}${milli === 0 ? "" : `.${String(milli).padStart(3, "0")}`}Z`
}

/** Days from 1970-01-01 to a date of the Gregorian calendar. Years begin in March here, so that the leap day comes last. */
export const daysFromCivil = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

export const civilFromDays = (
  days: number,
): { readonly year: number; readonly month: number; readonly dayOfMonth: number } => {
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

const daysInMonth = (year: number, month: number): number =>
  (month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1)) - daysFromCivil(year, month, 1)

const readOffset = (text: string): number | null => {
  if (text === "Z" || text === "z") return 0
  const [hours, minutes] = [Number(text.slice(1, 3)), Number(text.slice(4, 6))]
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null
  return (text.startsWith("-") ? -1 : 1) * (hours * 60 + minutes)
}
