/** Where somebody wants to go: `#120`, `+10m`, `09:30`, `5 Mar 09:30`, `2024-03-05 09:30`. */
import { durationOf } from "../core/filter-grammar.ts"

export type Goal = { readonly row: number } | { readonly at: number }

/** `months` are the twelve names in the language of the page; null when it says no place. */
export const goalOf = (text: string, now: number, months: readonly string[]): Goal | null => {
  const said = text.trim().toLowerCase()
  const row = /^#(\d+)$/.exec(said)?.[1]
  if (row !== undefined) return { row: Number(row) }
  const [, sign, step = ""] = /^([+-])\s*(.+)$/.exec(said) ?? []
  if (sign !== undefined) {
    const ms = durationOf(step.replaceAll(/\s+/g, "").replaceAll(/min(utes?)?/g, "m"))
    return ms === null ? null : { at: now + (sign === "-" ? -ms : ms) }
  }
  const [, day = "", clock = ""] = /^(.*?)\s*t?\s*(\d{1,2}:\d\d(?::\d\d(?:\.\d{1,3})?)?)?z?$/.exec(said) ?? []
  const midnight = day === "" ? startOfDay(now) : dayOf(day, now, months)
  if (midnight === null || (day === "" && clock === "")) return null
  return { at: midnight + clockMs(clock) }
}

const startOfDay = (at: number): number => Math.floor(at / 86_400_000) * 86_400_000

const dayOf = (text: string, now: number, months: readonly string[]): number | null => {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year !== undefined) return Date.UTC(Number(year), Number(month) - 1, Number(date))
  const [, named, name = "", ofYear] = /^(\d{1,2})\.?\s*(\p{L}{3,})\.?\s*(\d{4})?$/u.exec(text) ?? []
  if (named === undefined) return null
  const at = months.findIndex((known) => known.toLowerCase().slice(0, 3) === name.slice(0, 3))
  if (at < 0) return null
  return Date.UTC(ofYear === undefined ? new Date(now).getUTCFullYear() : Number(ofYear), at, Number(named))
}

const clockMs = (text: string): number => {
  const [hours = 0, minutes = 0, seconds = 0] = text === "" ? [] : text.split(":").map(Number)
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 1000)
}
