/** A site works only while it is open: how long its work really takes, and when its next wave is cut. */
import { afterWork, dayMs, nextAt, nextOpen, weekday, type Calendar } from "../../sim/world/calendar.ts"
import type { Turn } from "../../sim/partner/turn.ts"
import { isoDate } from "../dates.ts"

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

/** The next cut-off strictly after an instant: one at opening, then one every so often, the last not after closing. */
export const nextCutOff = (calendar: Calendar, at: number, everyMs: number): CutOff => {
  const { offsetMs, days, openMs, closeMs } = calendar
  const local = at + offsetMs
  const midnight = Math.floor(local / dayMs) * dayMs
  const ordinal = Math.max(0, Math.floor((local - midnight - openMs) / everyMs) + 1)
  const timeMs = openMs + ordinal * everyMs
  if (days.includes(weekday(midnight)) && timeMs <= closeMs) {
    return { at: midnight + timeMs - offsetMs, name: `${isoDate(midnight)}/${ordinal + 1}` }
  }
  const opening = nextAt(calendar, midnight + dayMs - 1 - offsetMs, openMs)
  return { at: opening, name: `${isoDate(opening + offsetMs)}/1` }
}
