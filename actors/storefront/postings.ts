/** What the storefront posts: what was sold, as a memo with which everybody who takes the order over is compared. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  sell: rule("Units were sold: so many fewer are shown.", { memo: "-shown" }),
  show: rule("A publication changed what is shown.", { memo: "±shown" }),
  order: rule("An order was placed: each line, and the total.", { memo: "+ordered ±ordered.total" }),
  edit: rule("Another version is wanted, under the edit's name: each line, and the total.", {
    memo: "+ordered ±ordered.total",
  }),
} as const satisfies PostingRules
