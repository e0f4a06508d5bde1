/** Opening hours and shifts as a file writes them: `mon-fri`, `08:00`, `18:00`; `mon-fri 06:00-14:00 x 4`. */
import type { Shift } from "../world/shifts.ts"
import { civilFromDays, daysFromCivil } from "./instants.ts"
import { bad, good, type Read } from "./problems.ts"

const names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

/** Days 1 (Monday) to 7 (Sunday), ascending: `mon-fri`, `mon,wed,sat`, `fri-mon`, `1-5`. */
export const readDays = (text: string): Read<readonly number[]> => {
  const open = new Set<number>()
  for (const part of text
    .trim()
    .toLowerCase()
    .split(/\s*,\s*/)) {
    const [first, last] = part.split(/\s*-\s*/).map(dayOf)
    if (first === undefined || first === null || last === null || part.split("-").length > 2) {
      return bad("is no list of days", { hint: "write days mon to sun and ranges of them, such as mon-fri,sun" })
    }
    for (let day = first; ; day = (day % 7) + 1) {
      open.add(day)
      if (day === (last ?? first)) break
    }
  }
  return good([...open].toSorted((a, b) => a - b))
}

const dayOf = (word: string): number | null =>
  names.includes(word) ? names.indexOf(word) + 1 : /^[1-7]$/.test(word) ? Number(word) : null

/** `08:00` in ms since midnight; `24:00` is the end of the day. */
export const readTimeOfDay = (text: string): Read<number> => {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text.trim())
  const ms = match === null ? Number.NaN : (Number(match[1]) * 60 + Number(match[2])) * 60_000
  const inRange = match !== null && Number(match[2]) < 60 && ms <= 86_400_000
  return inRange
    ? good(ms)
    : bad("is no time of day", { hint: "write hours and minutes from 00:00 to 24:00, such as 08:30" })
}

/** `2024-12-25, 2024-12-26` in days since 1970-01-01, ascending. */
export const readDates = (text: string): Read<readonly number[]> => {
  const dates = new Set<number>()
  for (const part of text.trim() === "" ? [] : text.trim().split(/\s*,\s*/)) {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(part)
    const [year, month, day] = (match ?? []).slice(1).map(Number)
    const date = match === null ? Number.NaN : daysFromCivil(year!, month!, day!)
    const civil = match === null ? null : civilFromDays(date)
    if (civil?.month !== month || civil?.dayOfMonth !== day || civil === null)
      return bad("is no list of dates", { hint: "write them like 2024-12-25, 2024-12-26" })
    dates.add(date)
  }
  return good([...dates].toSorted((a, b) => a - b))
}

const peopleMax = 1000

/** `mon-fri 06:00-14:00 x 4; sat 08:00-12:00 x 1`: days, from, to, and how many people. Nothing is no shift. */
export const readShifts = (text: string): Read<readonly Shift[]> => {
  const shifts: Shift[] = []
  for (const part of text.trim() === "" ? [] : text.split(";")) {
    const match = /^(.+?)\s+(\d{1,2}:\d{2})\s*-\s*(\d{1,2}:\d{2})\s*[x×]\s*(\d{1,4})$/.exec(part.trim())
    if (match === null)
      return bad("is no list of shifts", { hint: "write them like mon-fri 06:00-14:00 x 4; sat 08:00-12:00 x 1" })
    const [, daysText = "", fromText = "", toText = "", peopleText = ""] = match
    const [days, from, to] = [readDays(daysText), readTimeOfDay(fromText), readTimeOfDay(toText)]
    if (!days.ok) return days
    if (!from.ok) return from
    if (!to.ok) return to
    if (to.value <= from.value)
      return bad("has a shift that does not end after it begins", {
        hint: "write what goes past midnight as two shifts",
      })
    const people = Number(peopleText)
    if (people === 0 || people > peopleMax)
      return bad(`has a shift of ${people}`, { hint: `write 1 to ${peopleMax} people` })
    shifts.push({ days: days.value, fromMs: from.value, toMs: to.value, people })
  }
  return good(shifts)
}
