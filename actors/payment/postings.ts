/** What this provider posts: its promises as memos, and every amount between the shopper, its own books and the bank. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  authorize: rule("The issuer has set the amount aside; no money moves.", { memo: "+authorized" }),
  release: rule("What was set aside and not taken is given back.", { memo: "-authorized" }),
  capture: rule("The shopper pays; the provider keeps its fee. What a gift card pays was paid when it was sold.", {
    money: "+pending +fees +giftCards -shopper",
  }),
  refund: rule("The shopper is paid back out of the balance, or onto the gift card.", {
    money: "+shopper -pending -giftCards",
  }),
  giftCardSold: rule("A gift card holds what was paid for it.", {
    memo: "+authorized +ordered.total",
    money: "-giftCards +giftCards.sold",
  }),
  payout: rule("A day's balance goes to the bank; with more refunds than captures it comes from there.", {
    money: "±paidOut ±pending",
  }),
} as const satisfies PostingRules
