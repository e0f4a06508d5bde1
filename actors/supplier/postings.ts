/** What a supplier posts: the units that it sends, and those that nobody takes. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  supply: rule("An order leaves the supplier.", { stock: "-supplier.stock +supplier.shipped" }),
  strand: rule("Nobody takes it: it stands where it is until a person has looked.", {
    stock: "-supplier.shipped +supplier.stranded",
  }),
  moveOn: rule("Somebody has looked, and it is brought again.", { stock: "-supplier.stranded +supplier.shipped" }),
} as const satisfies PostingRules
