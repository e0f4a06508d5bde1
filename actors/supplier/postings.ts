/** What a supplier posts: the units that it sends. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  supply: rule("An order leaves the supplier.", { stock: "-supplier.stock +supplier.shipped" }),
} as const satisfies PostingRules
