/** Why a filter cannot be read, in the words of the page. */
import type { FilterProblem } from "../core/filter-terms.ts"
import type { Texts } from "../texts/texts.ts"

export const filterProblemText = (texts: Texts, { code, found, allowed, nearest }: FilterProblem): string => {
  const meant = nearest === null ? "" : ` ${texts["filter.meant"](nearest)}`
  switch (code) {
    case "key":
      return `${texts["filter.key"](found)}${meant} ${texts["filter.allowed"](allowed.join(", "))}`
    case "value":
      return `${texts["filter.value"](found)}${meant} ${texts["filter.allowed"](allowed.join(", "))}`
    case "quote":
      return texts["filter.quote"]
    case "parenthesis":
      return texts["filter.parenthesis"]
    case "empty":
      return texts["filter.empty"]
  }
}
