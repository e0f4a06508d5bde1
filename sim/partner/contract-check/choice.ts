/** Unions: one of several parts, or, where the schema says so, exactly one. */
import { quick, quickKind, type Quick, type QuickKind } from "./quick.ts"
import { guarded, reportRules, type Rule } from "./rules.ts"
import { described, oneOf, type Part } from "./part.ts"

/** How many parts match, counted no further than `enough`. */
const matching = (parts: readonly Part[], value: unknown, enough: number): number => {
  let count = 0
  for (const part of parts) if (part.matches(value) && ++count === enough) break
  return count
}

const some = (parts: readonly Part[]): ((value: unknown) => boolean) => {
  const [first, second] = parts
  if (parts.length === 2 && first !== undefined && second !== undefined) {
    return (value) => first.matches(value) || second.matches(value)
  }
  return (value) => matching(parts, value, 1) > 0
}

const textOrNull = (parts: readonly Part[]): Quick | undefined => {
  const has = (kind: QuickKind): boolean => parts.some((part) => part.quick?.kind === kind)
  return has(quickKind.text) && has(quickKind.null) ? quick(quickKind.textOrNull) : undefined
}

export const choicePart = (parts: readonly Part[], exactlyOne: boolean, rules: readonly Rule[]): Part => {
  const chosen = exactlyOne ? (value: unknown): boolean => matching(parts, value, 2) === 1 : some(parts)
  const choice: Part = {
    // The words of a part that refers to itself are known later than the choice is built.
    get expected() {
      const words = oneOf([...new Set(parts.map((part) => part.expected))])
      return exactlyOne ? `exactly one of: ${words}` : words
    },
    matches: guarded(chosen, rules),
    quick: rules.length === 0 && parts.length === 2 && !exactlyOne ? textOrNull(parts) : undefined,
    resembles: (value) => parts.some((part) => part.resembles(value)),
    report: (value, path, into) => {
      if (chosen(value)) return reportRules(rules, value, path, into)
      const alike = parts.filter((part) => part.resembles(value))
      const refusing = alike.filter((part) => !part.matches(value))
      const [only] = alike
      if (only !== undefined && alike.length === 1 && refusing.length === 1) return only.report(value, path, into)
      into.push({ path, expected: choice.expected, received: described(value) })
    },
  }
  return choice
}
