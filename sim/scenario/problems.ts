/**
 * What is wrong with a scenario file, for the person who wrote it: where, what was found, what is allowed, the nearest right word.
 */
import { nearest } from "./nearest.ts"

export interface ScenarioProblem {
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units, as editors count. */
  readonly column: number
  /** Where in the structure, as `world.partners.oms.kind`; empty at the root. */
  readonly path: string
  /** The text that was found; null when something is missing. */
  readonly found: string | null
  /** The rule it broke; reads on from `found` when that is there, else stands alone. */
  readonly rule: string
  /** Every word that would have been right; empty when they cannot be listed. */
  readonly allowed: readonly string[]
  readonly nearest: string | null
  /** What to do, where the rule does not say it. */
  readonly hint: string | null
}

/** Where a problem is; every node of a file has it. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly path: string
}

/** What a reader of one value answers: the value, or the rule that the text broke (and how far into the text). */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly rule: string; readonly hint?: string; readonly offset?: number }

export const good = <T>(value: T): Read<T> => ({ ok: true, value })
export const bad = (rule: string, more: { readonly hint?: string; readonly offset?: number } = {}): Read<never> => ({
  ok: false,
  rule,
  ...more,
})

export const problem = (
  place: Place,
  found: string | null,
  rule: string,
  more: { readonly allowed?: readonly string[]; readonly hint?: string } = {},
): ScenarioProblem => ({
  line: place.line,
  column: place.column,
  path: place.path,
  found,
  rule,
  allowed: more.allowed ?? [],
  nearest: found === null || more.allowed === undefined ? null : nearest(found, more.allowed),
  hint: more.hint ?? null,
})

/** A word that is not among the allowed ones. `what` reads like "a partner kind". */
export const unknownWord = (place: Place, found: string, what: string, allowed: readonly string[]): ScenarioProblem =>
  problem(place, found, `is no ${what}`, { allowed })

/** `file:12:5  "waehouse" is no partner kind; allowed: warehouse, carrier; did you mean "warehouse"?` */
export const renderProblem = (file: string, one: ScenarioProblem): string => {
  const parts = [one.found === null ? one.rule : `${quoted(one.found)} ${one.rule}`]
  if (one.allowed.length > 0) parts.push(`allowed: ${one.allowed.join(", ")}`)
  if (one.hint !== null) parts.push(one.hint)
  if (one.nearest !== null) parts.push(`did you mean ${quoted(one.nearest)}?`)
  return `${file}:${one.line}:${one.column}  ${parts.join("; ")}`
}

/** All problems of a file, one a line, from top to bottom. */
export const renderProblems = (file: string, problems: readonly ScenarioProblem[]): string =>
  problems.map((one) => renderProblem(file, one)).join("\n")

/** By line, then column, then rule, so that two readings of one file report alike. */
export const inFileOrder = (problems: readonly ScenarioProblem[]): readonly ScenarioProblem[] =>
  problems.toSorted(
    (a, b) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  )

const longestShown = 80

// A pasted megabyte must not flood the terminal; the length says that something was left out.
const quoted = (text: string): string =>
  text.length <= longestShown
    ? JSON.stringify(text)
    : `${JSON.stringify(text.slice(0, longestShown))}… (${text.length} characters)`
