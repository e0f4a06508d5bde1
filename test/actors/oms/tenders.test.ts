/**
 * Goal: however an order is split over parcels and tenders, exactly its total is captured, from gift cards first, and books agree.
 * Method: random prices, quantities that need one or two sites, and up to two gift cards of random worth, through the whole ecosystem.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { run } from "../run.ts"

const money = (cents: number): string => (cents / 100).toFixed(2)

const orders = fc.record({
  quantity: fc.integer({ min: 1, max: 9 }),
  amount: fc.integer({ min: 1, max: 9_999 }),
  tax: fc.integer({ min: 0, max: 999 }),
  postage: fc.integer({ min: 0, max: 700 }),
  giftCards: fc.array(fc.integer({ min: 1, max: 8_000 }), { maxLength: 2 }),
})

describe("an order with several tenders", () => {
  test.prop([orders], { numRuns: 25 })(
    "is captured to the cent, gift cards first",
    ({ quantity, amount, tax, postage, giftCards }) => {
      const total = amount + tax + postage
      const sold = giftCards.map((face, n) => {
        const card = `{ giftCard: GC-${n}, currency: EUR, amountMinor: ${face} }`
        return `    - { at: +1 h, to: payment, do: giftCards.sell, subject: GC-${n}, with: ${card} }\n`
      })
      let left = total
      const owed = giftCards.map((face, n) => {
        const paid = Math.min(left, face)
        left -= paid
        return [
          `  - { balance: payment giftCards GC-${n}, is: ${money(paid - face)} EUR }\n`,
          `  - { balance: erp giftCardLiability GC-${n}, is: ${money(paid - face)} EUR }\n`,
        ].join("")
      })
      const { result } = run(`
scenario: tenders
world: { seed: 3 }
workload:
  currency: EUR
  orders:
    - { id: A-1, at: +2 h, channel: storefront, buyer: ines, payment: [${giftCards.map((_, n) => `"gift-card:GC-${n}", `).join("")}card], lines: [{ sku: MUG, quantity: ${quantity}, amount: ${money(amount)}, tax: ${money(tax)} }], charges: [{ code: SHIP, amount: ${money(postage)} }] }
${sold.length === 0 ? "" : `  acts:\n${sold.join("")}`}expect:
  - { balance: payment shopper A-1, is: ${money(-total)} EUR }
  - { balance: erp accountsReceivable A-1, is: 0.00 EUR }
${owed.join("")}  - verdict: held
`)
      expect(result.defects).toEqual([])
      expect(result.expectations.filter(({ verdict }) => verdict !== "held")).toEqual([])
    },
  )
})
