/** What this carrier posts: the postage of each label, as a memo until its invoice. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  label: rule("A label was bought.", { memo: "+postage" }),
  void: rule("A label was given back unused.", { memo: "-postage" }),
} as const satisfies PostingRules
