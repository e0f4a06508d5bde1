/** Policy values: how each unit is written in a file, read into whole numbers, and written back. */
import { formatMoney, readMoney } from "./amounts.ts"
import { readDates, readDays, readShifts, readTimeOfDay } from "./calendars.ts"
import { formatRatio, readRatio } from "./decimals.ts"
import { formatDuration, readDuration } from "./durations.ts"
import { bad, good, problem, type Read } from "./problems.ts"
import { fieldsOf, flagOf, isPresent, scalarOf, wholeOf, wordOf, type Problems } from "./tree-reader.ts"
import type { PolicySpec, PolicyUnit, PolicyValue } from "./vocabulary.ts"
import type { Tree } from "./yaml-tree.ts"
import { zoneNames } from "../world/zones.ts"

export type SpreadMs = { readonly medianMs: number; readonly p99Ms: number }

/** How each unit is written, for messages and for the schema. */
export const unitSays: Readonly<Record<PolicyUnit, string>> = {
  ms: "a duration such as 90 s, 15 min, 2 h or 3 d; a bare number is milliseconds",
  count: "a whole number",
  minor: "whole minor units such as 5000, or an amount such as 50.00 EUR",
  ratio: "a share such as 20 % or 0.2",
  flag: "true or false",
  choice: "one of a few words",
  text: "a text",
  calendar: "{ days: mon-fri, open: 08:00, close: 18:00 }",
  shifts: "shifts such as mon-fri 06:00-14:00 x 4; sat 08:00-12:00 x 1",
  spreadMs: "{ median: 90 s, p99: 4 min }, or one duration that never varies",
}

export const spreadFields = {
  median: { required: true, says: "Half of them take no longer." },
  p99: { required: true, says: "Ninety-nine of a hundred take no longer." },
} as const

export const calendarFields = {
  days: { required: true, says: "Opening days, such as mon-fri or mon,wed,sat." },
  open: { required: true, says: "Opening time, such as 08:00." },
  close: { required: true, says: "Closing time, such as 18:00." },
  zone: { says: "Whose clocks: a zone such as Europe/Zurich; UTC unless said." },
  closed: { says: "Holidays: dates such as 2024-12-25, 2024-12-26." },
} as const

export const durationOf = (problems: Problems, tree: Tree | undefined): number | undefined =>
  scalarOf(problems, tree, unitSays.ms, readDuration)

export const spreadOf = (problems: Problems, tree: Tree | undefined): SpreadMs | undefined => {
  if (tree?.type === "scalar") {
    const fixed = durationOf(problems, tree)
    return fixed === undefined ? undefined : { medianMs: fixed, p99Ms: fixed }
  }
  const fields = fieldsOf(problems, tree, spreadFields, "key of a spread")
  const medianMs = durationOf(problems, fields?.median)
  const p99Ms = durationOf(problems, fields?.p99)
  if (medianMs === undefined || p99Ms === undefined) return undefined
  if (p99Ms >= medianMs) return { medianMs, p99Ms }
  problems.push(problem(fields!.p99!, formatDuration(p99Ms), `is shorter than the median, ${formatDuration(medianMs)}`))
  return undefined
}

/** `currency` is the workload's, null when the file does not say it. */
export const policyOf = (
  problems: Problems,
  tree: Tree,
  spec: PolicySpec,
  currency: string | null,
): PolicyValue | undefined => {
  switch (spec.unit) {
    case "ms":
      return durationOf(problems, tree)
    case "count":
      return wholeOf(problems, tree, unitSays.count)
    case "minor":
      return scalarOf(problems, tree, unitSays.minor, (text) => readMinor(text, currency))
    case "ratio":
      return scalarOf(problems, tree, unitSays.ratio, readRatio)
    case "flag":
      return flagOf(problems, tree)
    case "choice":
      return wordOf(problems, tree, "choice here", spec.choices ?? [])
    case "text":
      return scalarOf(problems, tree, unitSays.text, good)
    case "spreadMs":
      return spreadOf(problems, tree)
    case "calendar":
      return calendarOf(problems, tree)
    case "shifts":
      return scalarOf(problems, tree, unitSays.shifts, keeping(readShifts))?.text
  }
}

// 50.00 without a currency could be fifty euros or fifty cents, and with another currency than the orders' it would be
// compared with something else: both are refused. A whole number is minor units.
const readMinor = (text: string, currency: string | null): Read<number> => {
  if (/^\d{1,15}$/.test(text)) return good(Number(text))
  if (text.startsWith("-")) return bad("is negative")
  if (/^\d+\.\d+$/.test(text)) {
    return bad("has no currency", { hint: `write ${text} ${currency ?? "EUR"}, or whole minor units` })
  }
  const money = readMoney(text)
  if (!money.ok) return money
  if (money.value.currency === currency) return good(money.value.amountMinor)
  const said = currency === null ? "which does not say its currency" : `which is in ${currency}`
  return bad(`is not in the currency of the workload, ${said}`, {
    hint: `write whole minor units, or set workload.currency`,
  })
}

const calendarOf = (problems: Problems, tree: Tree): PolicyValue | undefined => {
  const fields = fieldsOf(problems, tree, calendarFields, "key of a calendar")
  const days = scalarOf(problems, fields?.days, calendarFields.days.says, keeping(readDays))
  const open = scalarOf(problems, fields?.open, calendarFields.open.says, keeping(readTimeOfDay))
  const close = scalarOf(problems, fields?.close, calendarFields.close.says, keeping(readTimeOfDay))
  const zone = isPresent(fields?.zone) ? wordOf(problems, fields.zone, "time zone", zoneNames) : undefined
  const closed = isPresent(fields?.closed)
    ? scalarOf(problems, fields.closed, calendarFields.closed.says, keeping(readDates))
    : undefined
  if (days === undefined || open === undefined || close === undefined) return undefined
  const said = {
    ...(zone === undefined ? {} : { zone }),
    ...(closed === undefined ? {} : { closed: closed.text }),
  }
  if (open.value < close.value) return { days: days.text, open: open.text, close: close.text, ...said }
  problems.push(problem(fields!.close!, close.text, `is not after the opening at ${open.text}`))
  return undefined
}

const keeping =
  <T>(read: (text: string) => ReturnType<typeof good<T>>) =>
  (text: string) => {
    const result = read(text)
    return result.ok ? good({ text: text.trim(), value: result.value }) : result
  }

/** The value as plain data that reads back to the same value. */
export const printPolicy = (value: PolicyValue, unit: PolicyUnit): unknown => {
  if (unit === "ms" && typeof value === "number") return formatDuration(value)
  if (unit === "ratio" && typeof value === "number") return formatRatio(value)
  if (typeof value === "object" && "medianMs" in value) return printSpread(value)
  return value
}

export const printSpread = (spread: SpreadMs): unknown =>
  spread.medianMs === spread.p99Ms
    ? formatDuration(spread.medianMs)
    : { median: formatDuration(spread.medianMs), p99: formatDuration(spread.p99Ms) }

export const printMinor = (amountMinor: number, currency: string): string =>
  formatMoney({ amountMinor, currency }).slice(0, -currency.length - 1)
