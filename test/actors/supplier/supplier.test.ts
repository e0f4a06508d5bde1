/** Goal: an order sent twice is supplied once, at its time, whoever was down meanwhile. Method: whole runs at the supplier's door. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { createPurchaseOrder, tryAgain } from "../../../actors/supplier/contract.ts"
import type { Operation } from "../../../sim/partner/contract.ts"
import type { World } from "../../../sim/world/world.ts"
import { all, day, monday, posted, smallWorld } from "../erp/small-world.ts"

const id = "wms-east/purchaseOrder-9"
const lines = [
  { sku: "A", quantity: 3, unitCostMinor: 400 },
  { sku: "B", quantity: 1, unitCostMinor: 250 },
]

/** Ordered by a person at the counter: the ERP knows nothing of it and takes no bill. */
const order = (world: World, at: number): void => {
  const body = { purchaseOrder: id, site: "wms-east", currency: "EUR", lines }
  world.act(at, "supplier", createPurchaseOrder as unknown as Operation<never>, body)
}

describe("the supplier", () => {
  test.prop([fc.nat(1_000), fc.array(fc.integer({ min: 0, max: 3 * day }), { maxLength: 3 })], { numRuns: 30 })(
    "supplies what was ordered once, however often it is asked",
    (seed, again) => {
      const world = smallWorld({ seed })
      for (const wait of [0, ...again]) order(world, monday + wait)
      world.run(monday + 14 * day)
      expect(world.defects).toEqual([])
      expect(Object.keys(all(world, "purchaseOrder", "supplier"))).toEqual([id])
      const shipped = posted(world, "supplier").filter((leg) => leg.account === "supplier.shipped")
      expect(shipped.map(({ sku, site, quantity }) => ({ sku, site, quantity }))).toEqual([
        { sku: "A", site: "wms-east", quantity: 3 },
        { sku: "B", site: "wms-east", quantity: 1 },
      ])
    },
  )

  test("promises its usual lead time and transit, and delivers on a day of its own", () => {
    const world = smallWorld()
    order(world, monday)
    world.run(monday + day)
    const made = all<{ promisedAt: number }>(world, "purchaseOrder", "supplier")[id]
    expect(made?.context.promisedAt).toBe(monday + 6 * day)
    expect(made?.state).toBe("accepted")
    const shippedAt = [1, 2, 3].map((seed) => {
      const other = smallWorld({ seed })
      order(other, monday)
      let days = 0
      while (posted(other, "supplier").length === 0) other.run(monday + ++days * day)
      return days
    })
    expect(new Set(shippedAt).size).toBeGreaterThan(1)
    expect(Math.max(...shippedAt)).toBeLessThan(20)
  })

  const stranded = (world: World): number =>
    posted(world, "supplier")
      .filter((leg) => leg.account === "supplier.stranded")
      .reduce((sum, leg) => sum + (leg.quantity ?? 0), 0)

  test("tries a warehouse that never answers for a week, then leaves it to a person, and is taken when one has asked", () => {
    const outages = [{ instance: "wms-east", from: monday, until: monday + 30 * day }]
    const world = smallWorld({ outages })
    order(world, monday)
    const states = (): unknown => all<{ tries: number }>(world, "purchaseOrder", "supplier")[id]
    world.run(monday + 29 * day)
    expect(states()).toMatchObject({ state: "shipped.stuck", context: { tries: 168 } })
    expect(stranded(world)).toBe(4)
    world.act(monday + 31 * day, "supplier", tryAgain as unknown as Operation<never>, { purchaseOrder: id })
    world.run()
    // The ERP did not order it and takes no bill: that waits for a person as well, but the goods were taken.
    expect(states()).toMatchObject({ state: "delivered.stuck", context: { tries: 168 } })
    expect(stranded(world)).toBe(0)
  })
})
