/** A kit's price among its components: to the cent, and for every kit the same as if it were one piece. */
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { countPieces, packedLines, piecesIn, wholeOf, worthOfFirst } from "../../actors/kits.ts"
import type { Kit, OrderLine } from "../../actors/shapes.ts"

const breakfast: Kit = {
  sku: "SET",
  components: [
    { sku: "CUP", quantity: 2 },
    { sku: "PLATE", quantity: 2 },
    { sku: "TEA", quantity: 1 },
  ],
}
const line = (sku: string, quantity: number, amountMinor: number): OrderLine => {
  return { line: `A-1/${sku}`, sku, name: sku, quantity, amountMinor, taxMinor: 7 }
}
const components = fc
  .array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 })
  .map((units) => units.map((quantity, index) => ({ sku: `P${index}`, quantity })))

describe("what is packed", () => {
  it("is the components of kits, and everything else as it is", () => {
    const lines = packedLines([breakfast], [line("SET", 3, 10_000), line("CUP", 1, 777)])
    expect(lines.map(({ line: of, sku, quantity, amountMinor }) => [of, sku, quantity, amountMinor])).toEqual([
      ["A-1/SET", "CUP", 6, 4000],
      ["A-1/SET", "PLATE", 6, 4000],
      ["A-1/SET", "TEA", 3, 2000],
      ["A-1/CUP", "CUP", 1, 777],
    ])
    expect(countPieces([breakfast], [line("SET", 3, 0), line("CUP", 1, 0)])).toBe(16)
  })
  it("adds up to the line", () => {
    fc.assert(
      fc.property(components, fc.integer({ min: 1, max: 20 }), fc.nat(1_000_000), (parts, quantity, amount) => {
        const packed = packedLines([{ sku: "SET", components: parts }], [line("SET", quantity, amount)])
        expect(packed.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(amount)
        expect(packed.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(7)
      }),
    )
  })
  it("makes as many kits as the scarcest component allows", () => {
    const units = new Map([
      ["CUP", 9],
      ["PLATE", 7],
      ["TEA", 4],
    ])
    expect(wholeOf(breakfast.components, (sku) => units.get(sku) ?? 0)).toBe(3)
  })
})

describe("what whole kits are worth", () => {
  it("is their share of the line, whatever they consist of", () => {
    fc.assert(
      fc.property(
        components,
        fc.integer({ min: 1, max: 20 }),
        fc.nat(20),
        fc.nat(1_000_000),
        (parts, articles, back, amount) => {
          const quantity = Math.min(back, articles)
          const pieces = piecesIn([{ sku: "SET", components: parts }], [{ sku: "SET", quantity }])
          const worth = pieces.reduce((sum, units) => sum + worthOfFirst(amount, articles, parts, units), 0)
          expect(worth).toBe(Math.floor((amount * quantity) / articles))
        },
      ),
    )
  })
})
