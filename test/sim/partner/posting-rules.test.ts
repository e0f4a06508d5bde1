import { describe, expect, it } from "vitest"
import { rule, unforeseen } from "../../../sim/partner/posting-rules.ts"

const rules = {
  capture: rule("Money was taken.", { money: "+pending -shopper" }),
  adjust: rule("A count.", { stock: "±onHand ±count.*" }),
  memo: rule("What it is worth.", { memo: "+worth" }),
}
const leg = { book: "money", rule: "capture", account: "pending", quantity: 0, amount: 5 }

describe("posting rules", () => {
  it("foresee the legs that they declare, in their book and with their sign", () => {
    expect(unforeseen(rules, leg)).toBeNull()
    expect(unforeseen(rules, { ...leg, account: "shopper", amount: -5 })).toBeNull()
    expect(unforeseen(rules, { ...leg, amount: 0 })).toBeNull()
    const count = { book: "stock", rule: "adjust", account: "count.lost", quantity: -2, amount: 0 }
    expect(unforeseen(rules, count)).toBeNull()
    expect(unforeseen(rules, { book: "memo", rule: "memo", account: "worth", quantity: 0, amount: 7 })).toBeNull()
  })

  it("say what they do not foresee", () => {
    expect(unforeseen(rules, { ...leg, rule: "take" })).toBe('the rule "take" is not declared')
    expect(unforeseen(rules, { ...leg, amount: -5 })).toBe(
      'the rule "capture" does not declare -pending in the money book',
    )
    expect(unforeseen(rules, { ...leg, book: "memo" })).not.toBeNull()
    expect(unforeseen(rules, { ...leg, account: "fees" })).not.toBeNull()
  })

  it("are refused when a leg is no sign and account", () => {
    expect(() => rule("x", { money: "bank" })).toThrow('"bank" is not')
  })
})
