/**
 * Goal: the reference mix is the same for everybody, whatever its length and however it is loaded.
 * Method: laws over length, seed and rate; then the pinned file against what it must say.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { contractSample, mixScenario } from "../../bench/mix-run.ts"
import { changesOf, pinnedMix } from "../../bench/mix-pin.ts"
import { linesShares, quantityShares, serviceShares } from "../../bench/mix-shares.ts"
import { mixBook, mixEntries, ordersPerDay, type MixSettings } from "../../bench/mix.ts"
import { brokenLaw } from "../../sim/scenario/importers/book-laws.ts"

const settings: fc.Arbitrary<MixSettings> = fc.record({
  orders: fc.integer({ min: 0, max: 400 }),
  seed: fc.nat(4_294_967_295),
  ordersPerDay: fc.integer({ min: 1, max: 20_000 }),
})

describe("the generator", () => {
  test.prop([settings])("is deterministic", (some) => {
    expect(mixBook(some)).toEqual(mixBook({ ...some }))
  })

  test.prop([settings, fc.integer({ min: 0, max: 400 })])(
    "gives the first n of N orders as it gives n",
    (some, more) => {
      const short = mixBook(some)
      const long = mixBook({ ...some, orders: some.orders + more })
      expect(long.orders.slice(0, some.orders)).toEqual(short.orders)
      const kept = new Set(short.orders.map((order) => order.id))
      expect(long.withdrawals.filter(({ order }) => kept.has(order))).toEqual(short.withdrawals)
    },
  )

  test.prop([settings])("goes forward in time, one by one as in the book", (some) => {
    const entries = [...mixEntries(some)]
    expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => a - b))
    const book = mixBook(some)
    expect(entries.flatMap(({ order }) => order ?? [])).toEqual(book.orders)
    expect(entries.flatMap(({ withdrawal }) => withdrawal ?? [])).toEqual(book.withdrawals)
  })

  test.prop([settings])("withdraws only what was bought, and later", (some) => {
    const book = mixBook(some)
    const orders = new Map(book.orders.map((order) => [order.id, order]))
    for (const { order, at, lines } of book.withdrawals) {
      const bought = orders.get(order)
      expect(bought?.at).toBeLessThan(at)
      for (const { sku, quantity } of lines)
        expect(bought?.lines.find((line) => line.sku === sku)?.quantity).toBeGreaterThanOrEqual(quantity)
    }
  })

  test.prop([settings])("makes a book that keeps every law of order books", (some) => {
    expect(brokenLaw(mixBook(some))).toBeNull()
  })

  it("is lazy: the first of a million is there at once", () => {
    const [first] = mixEntries({ orders: 1_000_000, seed: 1, ordersPerDay })
    expect(first?.order?.id).toBe("B-0000001")
  })

  it("has a million orders a year, a fifth of them on the marketplace", () => {
    const book = mixBook({ orders: 5 * ordersPerDay, seed: 1, ordersPerDay })
    const days = ((book.orders.at(-1)?.at ?? 0) - (book.orders[0]?.at ?? 0)) / 86_400_000
    expect(days).toBeCloseTo(5, 1)
    const marketplace = book.orders.filter((order) => order.channel === "marketplace").length
    expect(marketplace / book.orders.length).toBeCloseTo(0.2, 1)
  })
})

it.each([
  ["lines", linesShares],
  ["quantities", quantityShares],
  ["services", serviceShares],
])("the shares of %s add up to one", (_name, shares) => {
  expect(shares.reduce((sum, [, ppm]) => sum + ppm, 0)).toBe(1_000_000)
})

describe("the pinned mix", () => {
  const pinned = pinnedMix()

  it("says of which orders it is and every mean of one order", () => {
    expect(pinned).toMatchObject({ orders: 2_000, seed: 1, ordersPerDay })
    expect(Object.keys(pinned.perOrder)).toEqual(["lines", "withdrawals", "messages", "transitions", "postings"])
    for (const mean of Object.values(pinned.perOrder)) expect(mean).toBeGreaterThan(0)
    expect(contractSample).not.toBe("")
  })

  it("pins the orders that the generator gives", () => {
    const book = mixBook(pinned)
    const lines = book.orders.reduce((sum, order) => sum + order.lines.length, 0)
    expect(lines / pinned.orders).toBeCloseTo(pinned.perOrder.lines, 3)
    expect(book.withdrawals.length / pinned.orders).toBeCloseTo(pinned.perOrder.withdrawals, 3)
  })

  it("is kept within 2 %, and told by name beyond", () => {
    const { perOrder } = pinned
    expect(changesOf(perOrder, { ...perOrder, messages: perOrder.messages * 1.019 })).toEqual([])
    expect(changesOf(perOrder, { ...perOrder, messages: perOrder.messages * 0.97 })).toEqual([
      expect.stringContaining("messages"),
    ])
    expect(changesOf(perOrder, { ...perOrder, postings: Number.NaN })).toHaveLength(1)
  })

  it("belongs to a world that starts before its first order", () => {
    expect(mixScenario(1).world.startMs).toBeNull()
  })
})
