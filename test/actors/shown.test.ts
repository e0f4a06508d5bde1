/** What a channel shows of a SKU: a publication is taken when its compare holds and none that was sent later has been taken before. */
import { describe, expect, it } from "vitest"
import { shownMachine } from "../../actors/shown.machine.ts"
import { compile } from "../../sim/statechart/compile.ts"

const chart = compile(shownMachine("level"))

const publish = (number: number, available: number, sold: number | null = null) => ({
  type: "publish",
  at: 0,
  available,
  sold,
  publication: `feed/${number}`,
  number,
})

/** Works the events off; answers what was refused by number, and what is shown in the end. */
const after = (...events: readonly { readonly type: string; readonly at: number }[]) => {
  let place = chart.initial({ available: 0 }, 0)
  const refused: number[] = []
  for (const event of events) {
    const next = chart.step(place.state, place.context, event as never)
    if (next.outcome === "refused") refused.push((event as unknown as { number: number }).number)
    else place = next
  }
  return { refused, state: chart.label(place.state), shown: (place.context as { available: number }).available }
}

const sell = (quantity: number) => ({ type: "sell", at: 0, quantity, order: "A-1" })

describe("a publication", () => {
  it("is taken in the order in which publications were sent, whatever its compare says", () => {
    expect(after(publish(1, 5), publish(2, 7, 0), publish(3, 5, 0))).toEqual({
      refused: [],
      state: "inStock",
      shown: 5,
    })
    expect(after(publish(1, 5), publish(3, 5), publish(2, 7, 0))).toEqual({ refused: [2], state: "inStock", shown: 5 })
    expect(after(publish(1, 5), publish(1, 6)).refused).toEqual([1])
  })

  it("is not taken when one that was sent later has lost its compare meanwhile", () => {
    const lost = { type: "lose", at: 0, number: 3 }
    expect(after(publish(1, 5), lost, publish(2, 7, 0))).toEqual({ refused: [2], state: "inStock", shown: 5 })
    expect(after(publish(1, 5), lost, publish(4, 7, 0)).shown).toBe(7)
  })

  it("loses its compare against a sale, and then says so", () => {
    expect(after(publish(1, 5), sell(6), publish(2, 4, 0))).toEqual({ refused: [2], state: "oversold", shown: -1 })
    expect(after(publish(1, 5), sell(6), publish(2, 0, 6))).toEqual({ refused: [], state: "soldOut", shown: 0 })
  })

  it("loses it as well when by chance as much is shown again as before the sale", () => {
    expect(after(publish(1, 5), sell(1), publish(2, 5, 1), publish(3, 9, 0))).toEqual({
      refused: [3],
      state: "inStock",
      shown: 5,
    })
  })
})
