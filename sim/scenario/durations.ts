/**
 * Durations as people write them (`90 s`, `15 min`, `1 h 30 min`, `3 d`), as whole milliseconds. A bare number is milliseconds.
 */
import { readScaled } from "./decimals.ts"
import { nearest } from "./nearest.ts"
import { bad, good, type Read } from "./problems.ts"

const units: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
}

/** A century: longer is a slip of the keyboard. */
export const durationMsMax = 36_525 * 86_400_000

const hint = "write a number and a unit: ms, s, min, h, d or w, such as 90 s or 1 h 30 min"

export const readDuration = (text: string): Read<number> => {
  const trimmed = text.trim()
  if (trimmed.startsWith("-")) return bad("is a negative duration", { hint: "durations are 0 or longer" })
  if (/^\d+$/.test(trimmed)) return within(Number(trimmed))
  if (!/^(\d+(\.\d+)?\s*[A-Za-zµ]+\s*)+$/.test(trimmed)) return bad("is no duration", { hint })
  let totalMs = 0
  for (const [, number, unit] of trimmed.matchAll(/(\d+(?:\.\d+)?)\s*([A-Za-zµ]+)/g)) {
    const unitMs = Object.hasOwn(units, unit!) ? units[unit!]! : null
    if (unitMs === null) return bad(`is no duration: "${unit}" is no unit`, { hint: unitHint(unit!) })
    const thousandths = readScaled(number!, 3)
    if (!thousandths.ok) return bad(`is no duration: "${number}" ${thousandths.rule}`, { hint })
    const ms = (thousandths.value * unitMs) / 1_000
    if (!Number.isInteger(ms)) return bad("is finer than a millisecond", { hint: "durations are whole milliseconds" })
    totalMs += ms
  }
  return within(totalMs)
}

/** In the largest unit that divides it: 90,000 is `90 s`, 7,200,000 is `2 h`. */
export const formatDuration = (ms: number): string => {
  if (ms === 0) return "0 s"
  const [unit, unitMs] = (["d", "h", "min", "s"] as const)
    .map((name) => [name, units[name]!] as const)
    .find(([, size]) => ms % size === 0) ?? ["ms", 1]
  return `${ms / unitMs} ${unit}`
}

const within = (ms: number): Read<number> =>
  ms <= durationMsMax ? good(ms) : bad("is longer than a century", { hint: "a bare number is milliseconds" })

const unitHint = (unit: string): string => {
  // "m" could be minutes, months or thousandths; a guess would be worse than a question.
  const meant =
    unit === "m"
      ? "min"
      : unit.startsWith("hour")
        ? "h"
        : unit.startsWith("day")
          ? "d"
          : unit.startsWith("sec")
            ? "s"
            : nearest(unit, Object.keys(units))
  return meant === null ? hint : `${hint}; did you mean "${meant}"?`
}
