/**
 * Goal: whatever comes back in whichever portions, all of an order's money has gone back with its last unit, and never more before.
 * Method: random prices, discounts, taxes and postage, and random portions of the units, through the whole ecosystem.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { run } from "../run.ts"

const money = (cents: number): string => (cents / 100).toFixed(2)

const orders = fc.record({
  quantity: fc.integer({ min: 1, max: 7 }),
  amount: fc.integer({ min: 1, max: 9_999 }),
  tax: fc.integer({ min: 0, max: 999 }),
  postage: fc.integer({ min: 0, max: 700 }),
  /** Where the units are cut into portions. */
  cuts: fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 3 }),
  refundAt: fc.constantFrom("approval", "firstScan", "inspection"),
})

const portionsOf = (quantity: number, cuts: readonly number[]): number[] => {
  const ends = [...new Set([...cuts.filter((cut) => cut < quantity), quantity])].toSorted((a, b) => a - b)
  return ends.map((end, index) => end - (ends[index - 1] ?? 0))
}

describe("an order that comes back as a whole", () => {
  test.prop([orders], { numRuns: 25 })(
    "is paid back to the cent",
    ({ quantity, amount, tax, postage, cuts, refundAt }) => {
      const acts = portionsOf(quantity, cuts).map((units, n) => {
        const lines = `[{ sku: MUG, quantity: ${units} }]`
        const withdrawn = `{ order: A-1, withdrawal: w-${n}, lines: ${lines}, whole: false, box: [{ sku: MUG, quantity: ${units}, condition: ${n % 2 === 0 ? "good" : "broken"} }] }`
        return `    - { at: +${12 + 6 * n} d, to: buyer, do: purchases.withdraw, subject: w-${n}, with: ${withdrawn} }\n`
      })
      const { result } = run(`
scenario: portions
world: { seed: 3, policies: { oms: { refundAt: ${refundAt} } } }
workload:
  currency: EUR
  orders:
    - { id: A-1, at: +2 h, channel: storefront, buyer: ines, lines: [{ sku: MUG, quantity: ${quantity}, amount: ${money(amount)}, tax: ${money(tax)} }], charges: [{ code: SHIP, amount: ${money(postage)} }] }
  acts:
${acts.join("")}expect:
  - balance: payment shopper A-1
    is: 0.00 EUR
  - verdict: held
`)
      expect(result.defects).toEqual([])
      expect(result.expectations.filter(({ verdict }) => verdict !== "held")).toEqual([])
    },
  )
})
