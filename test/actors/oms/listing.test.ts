/** What the OMS believes that a channel has sold and shows, when compares are lost to sales that it has heard of, or not, or only since. */
import { expect, it } from "vitest"
import { listingMachine, unheardOf, type ListingContext } from "../../../actors/oms/listing.machine.ts"
import { compile } from "../../../sim/statechart/compile.ts"

const chart = compile(listingMachine)

/** Ten units have been sold and heard of, the OMS publishes seven, and this happens before it hears that the compare was lost. */
const after = (...events: readonly object[]) => {
  const told = [sold(10), { type: "published", at: 0, available: 7 }, ...events]
  let place = chart.initial({ channel: "shop", sku: "MUG" }, 0)
  for (const event of told) place = chart.step(place.state, place.context, event as never) as typeof place
  const context = place.context as ListingContext
  return { shown: context.shown, sold: context.sold, unheard: unheardOf(context) }
}
const sold = (quantity: number) => ({ type: "sold", at: 0, quantity })
const corrected = (available: number, units: number) => ({ type: "corrected", at: 0, available, sold: units })

it("keeps back what nobody has heard of, until it is heard of", () => {
  expect(after(corrected(3, 12))).toEqual({ shown: 3, sold: 12, unheard: 2 })
  expect(after(corrected(3, 12), sold(2))).toEqual({ shown: 3, sold: 12, unheard: 0 })
  expect(after(corrected(3, 12), sold(3))).toEqual({ shown: 2, sold: 13, unheard: 0 })
})
it("keeps nothing back for sales that were heard of before the answer", () => {
  expect(after(sold(2), corrected(3, 12))).toEqual({ shown: 3, sold: 12, unheard: 0 })
})
it("knows that sales which the answer does not hold are younger than it", () => {
  expect(after(sold(1), sold(1), corrected(4, 11))).toEqual({ shown: 3, sold: 12, unheard: 0 })
})
it("believes a channel that has forgotten sales, so that its next compare holds", () => {
  expect(after(corrected(9, 6))).toEqual({ shown: 9, sold: 6, unheard: 0 })
  expect(after(sold(2), corrected(7, 8))).toEqual({ shown: 5, sold: 10, unheard: 0 })
})
