// Goal: what comes in is sellable once, when it is put away or was found good, and not before.
// Method: laws over random deliveries and returns, in any order with their notices; postings are the witnesses.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as wire from "../../../actors/wms/contract.ts"
import * as small from "./small-world.ts"

const { hour, monday } = small
const lines = fc.array(fc.record({ sku: fc.constantFrom("a", "b"), quantity: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 3,
})
const arrival = fc.record({
  lines,
  unloadedAt: fc.array(fc.nat(48 * hour), { minLength: 1, maxLength: 2 }),
  announcedAt: fc.array(fc.nat(48 * hour), { maxLength: 2 }),
})
const arrivals = fc.array(arrival, { maxLength: 5 })

type World = ReturnType<typeof small.smallWorld>
const netOf = (world: World, account: string): number =>
  small
    .postedBy(world, "wms-east")
    .filter((leg) => leg.book === "stock" && leg.account === account)
    .reduce((sum, leg) => sum + leg.quantity, 0)
const unitsOf = (all: readonly { lines: readonly { quantity: number }[] }[]): number =>
  all.flatMap((one) => one.lines).reduce((sum, line) => sum + line.quantity, 0)

describe("deliveries, announced or blind, early or late, told once or twice", () => {
  test.prop([arrivals, fc.nat()], { numRuns: 50 })("end on the shelves, each once", (all, seed) => {
    const world = small.smallWorld({ seed })
    all.forEach(({ lines: units, unloadedAt, announcedAt }, n) => {
      const notice = `n${n}`
      for (const at of announcedAt) {
        small.ask(world, monday + at, wire.createInbound, {
          notice,
          purchaseOrder: `po${n}`,
          expectedAt: monday,
          lines: units,
        })
      }
      for (const at of unloadedAt) small.ask(world, monday + at, wire.unloadDelivery, { notice, lines: units })
    })
    world.run()
    expect(world.defects).toEqual([])
    expect([netOf(world, "onHand"), netOf(world, "dock"), 0 - netOf(world, "supplier")]).toEqual([
      unitsOf(all),
      0,
      unitsOf(all),
    ])
    expect(small.published(world, "wms-east", "receipt.completed")).toHaveLength(all.length)
    expect(small.published(world, "wms-east", "stock.changed")).toHaveLength(all.length)
    for (const { id, context } of small.all<{ onHand: number }>(world, "wms-east", "stock")) {
      const expected = all.flatMap((one) => one.lines).filter((line) => line.sku === id)
      expect(context.onHand).toBe(expected.reduce((sum, line) => sum + line.quantity, 0))
    }
  })

  test("a notice that comes while the truck is counted names the purchase order on the receipt", () => {
    const world = small.smallWorld()
    const units = [{ sku: "a", quantity: 3 }]
    small.ask(world, monday, wire.unloadDelivery, { notice: "n1", lines: units })
    small.ask(world, monday + 1000, wire.createInbound, {
      notice: "n1",
      purchaseOrder: "po1",
      expectedAt: monday,
      lines: [],
    })
    world.run()
    expect(small.published(world, "wms-east", "receipt.completed")).toMatchObject([
      { purchaseOrder: "po1", lines: units },
    ])
  })
})

describe("returns", () => {
  test.prop([arrivals, fc.nat(), fc.constantFrom(0, 500_000, 1_000_000)], { numRuns: 50 })(
    "are inspected once, and restocked or scrapped to the unit",
    (all, seed, scrapShare) => {
      const world = small.smallWorld({ seed, policies: { scrapShare } })
      all.forEach(({ lines: units, unloadedAt, announcedAt }, n) => {
        const body = { return: `r${n}`, order: `o${n}`, lines: units }
        for (const at of announcedAt) small.ask(world, monday + at, wire.announceReturn, body)
        for (const at of unloadedAt) small.ask(world, monday + at, wire.unloadReturn, body)
      })
      world.run()
      expect(world.defects).toEqual([])
      expect([netOf(world, "inspection"), 0 - netOf(world, "customer")]).toEqual([0, unitsOf(all)])
      expect(netOf(world, "onHand") + netOf(world, "scrap")).toBe(unitsOf(all))
      if (scrapShare === 0) expect(netOf(world, "scrap")).toBe(0)
      if (scrapShare === 1_000_000) expect(small.published(world, "wms-east", "stock.changed")).toEqual([])
      const told = small.published(world, "wms-east", "return.inspected") as {
        lines: { disposition: string; quantity: number }[]
      }[]
      expect(told).toHaveLength(all.length)
      const restocked = told.flatMap((one) => one.lines).filter((line) => line.disposition === "restock")
      expect(restocked.reduce((sum, line) => sum + line.quantity, 0)).toBe(netOf(world, "onHand"))
    },
  )

  test("that arrive at night wait for the morning", () => {
    const world = small.smallWorld()
    const night = monday + 16 * hour
    small.ask(world, night, wire.unloadReturn, { return: "r1", order: "o1", lines: [{ sku: "a", quantity: 1 }] })
    world.run(night + 6 * hour - 1)
    expect(small.all(world, "wms-east", "returnReceipt")).toMatchObject([{ state: "arrived" }])
    world.run(night + 6 * hour)
    expect(small.all(world, "wms-east", "returnReceipt")).toMatchObject([{ state: "inspecting" }])
  })
})

describe("an adjustment", () => {
  test("takes back what is allocated and still on the shelf, and nothing that was picked", () => {
    const world = small.smallWorld()
    small.stockUp(world, { a: 5 })
    world.run(monday)
    small.answerOf(world, "wms-east", wire.createOutbound, small.outboundOf("s1", { a: 4 }))
    const count = (quantity: number) =>
      small.answerOf(world, "wms-east", wire.adjustStock, {
        reference: "c",
        reason: "count",
        lines: [{ sku: "a", quantity }],
      })
    expect(count(-2)).toMatchObject({
      status: 200,
      body: { levels: [{ sku: "a", onHand: 3, allocated: 3, movement: 4 }] },
    })
    expect(small.all(world, "wms-east", "outboundOrder")).toMatchObject([
      { state: "waved", context: { lines: [{ sku: "a", quantity: 3 }], parcels: [[{ sku: "a", quantity: 3 }]] } },
    ])
    expect(netOf(world, "count")).toBe(2)
    world.run(monday + hour)
    expect(small.all(world, "wms-east", "outboundOrder")).toMatchObject([{ state: "packed" }])
    expect(count(-1)).toMatchObject({
      status: 409,
      body: { error: "conflict", violations: ["a: -1 counted, 0 on the shelf"] },
    })
  })
})
