/** What this provider posts: its promises as memos, and every amount between the shopper, its own books and the bank. */
import { rule, type PostingRules } from "../../sim/partner/posting-rules.ts"

export const postings = {
  authorize: rule("The issuer has set the amount aside; no money moves.", { memo: "+authorized" }),
  release: rule("What was set aside and not taken is given back.", { memo: "-authorized" }),
  capture: rule(
    "The shopper pays; the provider keeps its fee, which can be more than a small amount. What a gift card pays was paid when it was sold.",
    { money: "±pending +fees +giftCards -shopper" },
  ),
  refund: rule("The shopper is paid back out of the balance, or onto the gift card.", {
    money: "+shopper -pending -giftCards",
  }),
  giftCardSold: rule("A gift card holds what was paid for it.", {
    memo: "+authorized +ordered.total",
    money: "-giftCards +giftCards.sold",
  }),
  disputeOpened: rule("A bank has taken a charge back; the provider charges for it.", {
    money: "-pending +disputed +earned",
  }),
  disputeWon: rule("The charge is in the balance again.", { money: "+pending -disputed -earned" }),
  disputeLost: rule("The shopper has the charge back.", { money: "+shopper -disputed" }),
  payoutClosed: rule("A day's balance is on its way to the bank.", { money: "±pending ±available" }),
  payout: rule("It is there, less what banks took off it; with more refunds than captures it comes from there.", {
    money: "±available ±paidOut ±banks -fees +earned",
  }),
} as const satisfies PostingRules
