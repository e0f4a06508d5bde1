// Goal: units that are gone are promised to nobody once a pick or a count has found out, and the earliest promises are kept.
// Method: laws over random shelves, orders and things put where nobody finds them; then one count in detail.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as wire from "../../../actors/wms/contract.ts"
import * as small from "./small-world.ts"

const { hour, minute, monday } = small

interface Level {
  readonly onHand: number
  readonly allocated: number
  readonly mislaid: number
}

interface Order {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  readonly promiseAt: number
}

const mislay = (
  world: ReturnType<typeof small.smallWorld>,
  at: number,
  reference: string,
  sku: string,
  units: number,
) => small.ask(world, at, wire.mislayStock, { reference, sku, quantity: units })

describe("whatever is mislaid, found again, picked and counted", () => {
  const orders = fc.array(fc.record({ after: fc.nat(6 * hour), quantity: fc.integer({ min: 1, max: 6 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  const mishaps = fc.array(fc.record({ after: fc.nat(6 * hour), units: fc.integer({ min: -3, max: 8 }) }), {
    maxLength: 4,
  })
  const counts = fc.array(fc.nat(8 * hour), { maxLength: 3 })

  test.prop([orders, mishaps, counts, fc.nat()], { numRuns: 80 })(
    "the books agree with the shelf",
    (asked, lost, at, seed) => {
      const world = small.smallWorld({ seed, policies: { pickers: 2 } })
      small.stockUp(world, { a: 12 })
      asked.forEach(({ after, quantity }, n) => {
        small.drop(world, monday + 1 + after, `o${n}/shipment-1`, { a: quantity }, monday + n * hour)
        small.ask(world, monday + 2 + after, wire.clearOutbound, { shipment: `o${n}/shipment-1` })
      })
      lost.forEach(({ after, units }, n) => mislay(world, monday + 1 + after, `mishap-${n}`, "a", units))
      at.forEach((after, n) =>
        small.ask(world, monday + 1 + after, wire.requestCount, { count: `count-${n}`, skus: ["a"] }),
      )
      world.run()
      expect(world.defects).toEqual([])
      const [level] = small.all<Level>(world, "wms-east", "stock")
      const posted = small.postedBy(world, "wms-east")
      const sum = (account: string) =>
        posted.filter((leg) => leg.account === account).reduce((total, leg) => total + leg.quantity, 0)
      expect(level?.context).toMatchObject({ onHand: sum("onHand"), allocated: 0 })
      // What was mislaid was either found out about, or nobody has looked.
      expect(level?.context.mislaid).toBe(sum("mislaid") - sum("count") - sum("shortPick"))
      for (const { id, state, context } of small.all<Order>(world, "wms-east", "outboundOrder")) {
        const shipped = posted.filter((leg) => leg.account === "shipped" && leg.subject === id)
        const asks = posted.filter((leg) => leg.account === "outbound" && leg.subject === id)
        const total = (legs: typeof posted) => legs.reduce((units, leg) => units + leg.quantity, 0)
        expect([total(shipped), total(asks)]).toEqual(state === "unfilled" ? [0, 0] : [total(asks), total(asks)])
        expect(context.lines.reduce((units, line) => units + line.quantity, 0)).toBe(total(shipped))
      }
    },
  )
})

test("a count gives up the youngest promise first, and says so in the turn in which it finds the loss", () => {
  const world = small.smallWorld()
  small.stockUp(world, { a: 9 })
  const promises = { old: 1, young: 3, middle: 2 }
  for (const [id, days] of Object.entries(promises)) {
    small.drop(world, monday + days * minute, id, { a: 3 }, monday + days * 24 * hour)
  }
  world.run(monday + 5 * minute)
  small.answerOf(world, "wms-east", wire.adjustStock, {
    reference: "c",
    reason: "count",
    lines: [{ sku: "a", quantity: -4 }],
  })
  expect(
    small
      .all<Order>(world, "wms-east", "outboundOrder")
      .map(({ id, state, context }) => [id, state, context.lines[0]?.quantity]),
  ).toEqual([
    ["old", "waved", 3],
    ["middle", "waved", 2],
    ["young", "unfilled", undefined],
  ])
  expect(small.published(world, "wms-east", "shipment.shorted")).toEqual([
    { shipment: "young", order: "young", lines: [] },
    { shipment: "middle", order: "middle", lines: [{ sku: "a", quantity: 2 }] },
  ])
  expect(small.published(world, "wms-east", "stock.adjusted").at(-1)).toMatchObject({
    lines: [{ sku: "a", quantity: -4 }],
    levels: [{ sku: "a", onHand: 5, allocated: 5 }],
  })
})
