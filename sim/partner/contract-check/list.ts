/** Lists, and tuples with a fixed beginning. A hole in a list is an `undefined`, as Effect sees it. */
import { allHold, reportRules, type Rule } from "./rules.ts"
import { described, indexPath, nothing, type Part } from "./part.ts"

export interface Place {
  readonly optional: boolean
  readonly part: Part
}

const itemsMatch =
  (item: Part) =>
  (value: unknown): boolean => {
    if (!Array.isArray(value)) return false
    const { matches } = item
    for (let index = 0; index < value.length; index++) if (!matches(value[index])) return false
    return true
  }

const tupleMatches =
  (places: readonly Place[], rest: Part | null) =>
  (value: unknown): boolean => {
    if (!Array.isArray(value)) return false
    if (rest === null && value.length > places.length) return false
    for (let index = 0; index < places.length; index++) {
      const { optional, part } = places[index] as Place
      if (index < value.length ? !part.matches(value[index]) : !optional) return false
    }
    if (rest === null) return true
    for (let index = places.length; index < value.length; index++) if (!rest.matches(value[index])) return false
    return true
  }

/** A list that begins with these places and goes on with `rest`; `rules` may look at its length only. */
export const listPart = (places: readonly Place[], rest: Part | null, rules: readonly Rule[]): Part => {
  const inside = places.length === 0 && rest !== null ? itemsMatch(rest) : tupleMatches(places, rest)
  const expected = places.length === 0 ? "a list" : `a list that begins with ${places.length} fixed places`
  return {
    expected,
    matches: rules.length === 0 ? inside : (value) => inside(value) && allHold(rules, value),
    resembles: Array.isArray,
    report: (value, path, into) => {
      if (!Array.isArray(value)) {
        into.push({ path, expected, received: described(value) })
        return
      }
      const before = into.length
      for (const [index, item] of value.entries()) {
        const part = places[index]?.part ?? rest
        if (part === null) into.push({ path: indexPath(path, index), expected: nothing, received: described(item) })
        else part.report(item, indexPath(path, index), into)
      }
      for (const [index, { optional, part }] of places.entries()) {
        if (index >= value.length && !optional)
          into.push({ path: indexPath(path, index), expected: part.expected, received: nothing })
      }
      if (into.length === before) reportRules(rules, value, path, into)
    },
  }
}
