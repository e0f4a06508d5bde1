/** What the marketplace posts: what was sold, and what it pays out to its sellers. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  sell: rule("Units were sold: so many fewer are shown.", { memo: "-shown" }),
  show: rule("A publication changed what is shown.", { memo: "±shown" }),
  order: rule("An order was placed: each line, and the total.", { memo: "+ordered ±ordered.total" }),
  refund: rule("The buyer got money back.", { memo: "+refund.paid" }),
  late: rule("Its ship-by promise has passed.", { memo: "+shipBy.missed" }),
  settlement: rule("A period is settled; with more refunds than sales the seller owes.", {
    money: "±marketplace.sellers ±marketplace.paidOut",
  }),
} as const satisfies PostingRules
