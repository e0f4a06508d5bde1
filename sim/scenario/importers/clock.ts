/**
 * Dates and times as order exports write them, by pinned calendar arithmetic; null for what is no instant.
 *
 * Where a text has no zone it is read as UTC; the importers say so in their notes.
 */
import { daysFromCivil } from "../instants.ts"

/** `2011-11-01 08:16:00`, `2011-11-01T08:16`, `2011-11-01`; with `Z`, `+0200` or `-05:00` behind it when it is zoned. */
export const parseIsoLike = (text: string): number | null => {
  const match = isoLike.exec(text)
  if (match === null) return null
  const [, year, month, day, hour = "0", minute = "0", second = "0", zone = "Z"] = match
  const at = instant(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
  const offsetMs = zoneMs(zone)
  return at === null || offsetMs === null ? null : at - offsetMs
}

/** `12/1/2010 8:26` and `11/8/2016`: month first, as spreadsheets in the United States write it. */
export const parseMonthFirst = (text: string): number | null => {
  const match = monthFirst.exec(text)
  if (match === null) return null
  const [, month, day, year, hour = "0", minute = "0", second = "0"] = match
  return instant(Number(year), Number(month), Number(day), Number(hour), Number(minute), Number(second))
}

/** Whether a text that `parseIsoLike` reads says which zone it is in. */
export const hasZone = (text: string): boolean => /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && text.includes(":")

const isoLike =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:\.\d{1,6})?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?$/
const monthFirst = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/

const instant = (
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): number | null => {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return null
  const firstOfNext = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1)
  const days = daysFromCivil(year, month, day)
  return days < firstOfNext ? ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1_000 : null
}

const zoneMs = (zone: string): number | null => {
  if (zone === "Z" || zone === "UTC") return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  // No place on Earth is further than 14 hours from UTC; a larger offset is a damaged text.
  if (Number(zone.slice(-2)) > 59 || minutes > 14 * 60) return null
  return (zone.startsWith("-") ? -minutes : minutes) * 60_000
}
