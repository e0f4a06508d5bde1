/** A site works only while it is open: how long its work really takes, and when its next wave is cut. */
import {
  afterWork,
  clockTime,
  isOpenDay,
  midnightOf,
  nextAt,
  nextOpen,
  type Calendar,
} from "../../sim/world/calendar.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isoDate } from "../dates.ts"

const hourMs = 3_600_000

/** From now until so much opening time has passed, in ms. */
export const workTime = (turn: Turn, workMs: number): number =>
  afterWork(turn.calendar("hours"), turn.at, workMs) - turn.at

/** From now until the site is open, in ms. */
export const openingTime = (turn: Turn): number => nextOpen(turn.calendar("hours"), turn.at) - turn.at

export interface CutOff {
  readonly at: number
  /** `2024-03-04/7`: the local day, and which cut-off of that day. */
  readonly name: string
}

/** The next cut-off strictly after an instant: one at opening, then one every so often by the clock, the last not after closing. */
export const nextCutOff = (calendar: Calendar, at: number, everyMs: number): CutOff => {
  const { openMs, closeMs } = calendar
  const midnight = midnightOf(calendar, at)
  const opened = clockTime(calendar, midnight, openMs)
  // Where the clocks are moved while a site is open, an hour more or less has passed than they show.
  for (let n = Math.max(0, Math.floor((at - opened - hourMs) / everyMs)); isOpenDay(calendar, midnight); n++) {
    const timeMs = openMs + n * everyMs
    if (timeMs > closeMs) break
    const cutOff = clockTime(calendar, midnight, timeMs)
    if (cutOff > at) return { at: cutOff, name: `${isoDate(midnight)}/${n + 1}` }
  }
  const opening = nextAt(calendar, Math.max(at, clockTime(calendar, midnight, closeMs)), openMs)
  return { at: opening, name: `${isoDate(midnightOf(calendar, opening))}/1` }
}
