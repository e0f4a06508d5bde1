/**
 * Rules on one value beside its type: bounds, whole numbers, patterns. Those that every body is full of become bare comparisons;
 * all others run as Effect wrote them.
 *
 * Effect's order of numbers puts NaN below all others, so a rule "less than" lets it pass; the comparisons here do as well.
 */
import type * as SchemaAST from "effect/SchemaAST"
import type { Violation } from "./part.ts"
import { described } from "./part.ts"
import { quick, quickKind, type Quick } from "./quick.ts"

export interface Rule {
  readonly expected: string
  readonly holds: (value: unknown) => boolean
  /** When it is broken, the rules after it say nothing. */
  readonly last: boolean
}

type Filter = SchemaAST.Filter<unknown>

const flattened = (checks: readonly SchemaAST.Check<unknown>[]): readonly Filter[] =>
  checks.flatMap((check) => (check._tag === "Filter" ? [check] : flattened(check.checks)))

const idOf = (filter: Filter): string => (filter.annotations?.representation?.id ?? "").replace("effect/schema/", "")

const usualOptions: SchemaAST.ParseOptions = {}

/** Does the rule look at the length only? Then it may judge a list as it came. */
const lengthRules = new Set(["isMinLength", "isMaxLength", "isBetweenLength"])
export const onlyLength = (checks: SchemaAST.Checks): boolean =>
  flattened(checks).every((filter) => lengthRules.has(idOf(filter)))

type Test = (value: never) => boolean

const numberRule = (id: string, bound: unknown): Test | null => {
  if (id === "isInt") return Number.isSafeInteger
  if (typeof bound !== "number") return null
  switch (id) {
    case "isGreaterThan":
      return (value: number) => value > bound
    case "isGreaterThanOrEqualTo":
      return (value: number) => value >= bound
    case "isLessThan":
      return (value: number) => !(value >= bound)
    case "isLessThanOrEqualTo":
      return (value: number) => !(value > bound)
    default:
      return null
  }
}

const patternRule = (source: unknown, flags: unknown): Test | null => {
  if (typeof source !== "string" || typeof flags !== "string") return null
  const pattern = new RegExp(source, flags)
  let accepted: string | null = null
  // Codes such as a currency come again and again.
  return (value: string) => {
    if (value === accepted) return true
    pattern.lastIndex = 0
    if (!pattern.test(value)) return false
    accepted = value
    return true
  }
}

const fieldsOf = (filter: Filter): Readonly<Record<string, unknown>> => {
  const payload = filter.annotations?.representation?.payload
  return typeof payload === "object" && payload !== null ? (payload as Readonly<Record<string, unknown>>) : {}
}

const fastRule = (filter: Filter, ast: SchemaAST.AST): Test | null => {
  const fields = fieldsOf(filter)
  if (ast._tag === "Number") return numberRule(idOf(filter), Object.values(fields)[0])
  if (ast._tag !== "String" || idOf(filter) !== "isPattern") return null
  return patternRule(fields["source"], fields["flags"])
}

/** When the rules of a number are that it is whole and within bounds, and nothing else: both together as one test. */
export const wholeNumber = (ast: SchemaAST.Number): Quick | null => {
  const filters = flattened(ast.checks ?? [])
  if (!filters.some((filter) => idOf(filter) === "isInt")) return null
  let { least, most } = quick(quickKind.whole)
  for (const filter of filters) {
    const id = idOf(filter)
    if (id === "isInt") continue
    const bound = Object.values(fieldsOf(filter))[0]
    if (typeof bound !== "number" || numberRule(id, bound) === null) return null
    if (id === "isGreaterThan") least = Math.max(least, Math.floor(bound) + 1)
    else if (id === "isGreaterThanOrEqualTo") least = Math.max(least, Math.ceil(bound))
    else if (id === "isLessThan") most = Math.min(most, Math.ceil(bound) - 1)
    else most = Math.min(most, Math.floor(bound))
  }
  return quick(quickKind.whole, least, most)
}

/** The rules of a node, in the order in which they are judged. */
export const rulesOf = (ast: SchemaAST.AST): readonly Rule[] =>
  flattened(ast.checks ?? []).map((filter) => ({
    expected: filter.annotations?.expected ?? "a value that keeps the rules of its field",
    holds:
      (fastRule(filter, ast) as ((value: unknown) => boolean) | null) ??
      ((value) => filter.run(value, ast, usualOptions) === undefined),
    last: filter.aborted,
  }))

/** In a loop: a callback would be made anew for each value. */
export const allHold = (rules: readonly Rule[], value: unknown): boolean => {
  for (const rule of rules) if (!rule.holds(value)) return false
  return true
}

/** One closure for a type and its rules; the value reaches a rule only when it is of the type. */
export const guarded = (
  isOfType: (value: unknown) => boolean,
  rules: readonly Rule[],
): ((value: unknown) => boolean) => {
  const [first, second] = rules
  if (first === undefined) return isOfType
  const one = first.holds
  if (second === undefined) return (value) => isOfType(value) && one(value)
  const other = second.holds
  if (rules.length === 2) return (value) => isOfType(value) && one(value) && other(value)
  return (value) => isOfType(value) && allHold(rules, value)
}

export const reportRules = (rules: readonly Rule[], value: unknown, path: string, into: Violation[]): void => {
  for (const rule of rules) {
    if (rule.holds(value)) continue
    into.push({ path, expected: rule.expected, received: described(value) })
    if (rule.last) return
  }
}
