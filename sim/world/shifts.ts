/** Shifts: who works when at a place, by the clocks on its walls; on holidays nobody does. */
import { readShifts } from "../scenario/calendars.ts"
import { clockTime, isOpenDay, midnightOf, nextAt, type Calendar } from "./calendar.ts"

export interface Shift {
  /** 1 (Monday) to 7 (Sunday). */
  readonly days: readonly number[]
  /** Milliseconds since local midnight, as a clock shows them. */
  readonly fromMs: number
  readonly toMs: number
  readonly people: number
}

/** Reads a shifts policy: `mon-fri 06:00-14:00 x 4; sat 08:00-12:00 x 1`. */
export const shiftsIn = (text: string): readonly Shift[] => {
  const read = readShifts(text)
  if (!read.ok) throw new Error(`"${text}" ${read.rule}.`)
  return read.value
}

const calendarOf = (place: Calendar, { days }: Shift): Calendar => ({ ...place, days })

export const isOnShift = (place: Calendar, shift: Shift, at: number): boolean => {
  const calendar = calendarOf(place, shift)
  const midnight = midnightOf(calendar, at)
  if (!isOpenDay(calendar, midnight)) return false
  return clockTime(calendar, midnight, shift.fromMs) <= at && at < clockTime(calendar, midnight, shift.toMs)
}

/** The first instant strictly after `at` at which some shift begins. */
export const nextShiftAt = (place: Calendar, shifts: readonly Shift[], at: number): number =>
  Math.min(...shifts.map((shift) => nextAt(calendarOf(place, shift), at, shift.fromMs)))

/** Whether a place is open whenever somebody is on shift. */
export const isWithin = ({ days, openMs, closeMs }: Calendar, shift: Shift): boolean =>
  shift.days.every((day) => days.includes(day)) && shift.fromMs >= openMs && shift.toMs <= closeMs
