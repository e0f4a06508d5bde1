/** What the OMS believes that a channel shows, when compares are lost to sales that it has heard of, or not, or only since. */
import { expect, it } from "vitest"
import { listingMachine, type ListingContext } from "../../../actors/oms/listing.machine.ts"
import { compile } from "../../../sim/statechart/compile.ts"

const chart = compile(listingMachine)

/** The channel shows five; the OMS says seven, and this happens before it hears that the compare was lost. */
const after = (...events: readonly object[]) => {
  const told = [{ type: "published", at: 0, available: 5 }, { type: "published", at: 0, available: 7 }, ...events]
  let place = chart.initial({ channel: "shop", sku: "MUG" }, 0)
  for (const event of told) place = chart.step(place.state, place.context, event as never) as typeof place
  const { shown, unheard } = place.context as ListingContext
  return { shown, unheard }
}
const sold = (quantity: number) => ({ type: "sold", at: 0, quantity })
const corrected = (available: number) => ({ type: "corrected", at: 0, available, inDoubt: false })

it("keeps back what nobody has heard of, until it is heard of", () => {
  expect(after(corrected(3))).toEqual({ shown: 3, unheard: 2 })
  expect(after(corrected(3), sold(2))).toEqual({ shown: 3, unheard: 0 })
})
it("keeps nothing back for sales that were heard of before the answer", () => {
  expect(after(sold(2), corrected(3))).toEqual({ shown: 3, unheard: 0 })
})
it("believes the channel when it shows more than it could by all that is known", () => {
  expect(after(corrected(6))).toEqual({ shown: 6, unheard: 0 })
})
it("knows that sales which the answer does not hold are younger than the compare", () => {
  expect(after(sold(1), sold(1), corrected(4))).toEqual({ shown: 3, unheard: 0 })
})
