/** Goal: sites buy what they lack, once, and everything bought is received, billed and paid. Method: whole runs, with and without harm. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as erp from "../../../actors/erp/contract.ts"
import { receiptCompleted } from "../../../actors/wms/contract.ts"
import type { World } from "../../../sim/world/world.ts"
import { all, ask, balances, day, hour, monday, posted, say, smallWorld } from "./small-world.ts"

const currency = "EUR"
const skus = ["A", "B", "C"]
const load = (world: World): World => {
  ask(world, monday, erp.loadItems, {
    batch: "1",
    currency,
    items: skus.map((sku) => ({ sku, name: sku, costMinor: 400 })),
  })
  return world
}

interface Position {
  readonly onHand: number
  readonly onOrder: number
  readonly demand: number
  readonly reorderPoint: number
}

const demanded = (world: World, at: number, order: string, sku: string, quantity: number): void => {
  const lines = [{ line: "1", sku, name: sku, quantity, amountMinor: 100, taxMinor: 0 }]
  const demand = [{ sku, site: "wms-east", quantity }]
  const sold = {
    channel: "storefront",
    currency,
    settledBy: "psp" as const,
    placedAt: at,
    charges: [],
    totalMinor: 100,
  }
  ask(world, at, erp.createSalesOrder, { ...sold, order, lines, demand })
}

describe("purchasing", () => {
  test("buys the opening assortment for every site, receives it and pays for it", () => {
    const world = load(smallWorld())
    world.run()
    expect(world.defects).toEqual([])
    const orders = Object.entries(all(world, "purchaseOrder"))
    expect(orders.map(([id]) => id)).toEqual(["wms-east/purchaseOrder-1", "wms-west/purchaseOrder-1"])
    for (const [, { state }] of orders) expect(state).toBe("agreement.confirmed|goods.received|bill.paid")
    for (const { state, context } of Object.values(all<Position>(world, "position"))) {
      expect(state).toBe("covered")
      expect(context).toMatchObject({ onHand: 7, onOrder: 0, demand: 0 })
    }
    expect(balances(world)).toEqual({ bank: -2 * 3 * 7 * 400, inventory: 2 * 3 * 7 * 400 })
    const units = posted(world).filter((leg) => leg.book === "stock" && leg.account === "erp.inventory")
    expect(units.reduce((sum, leg) => sum + leg.quantity, 0)).toBe(2 * 3 * 7)
  })

  test("splits a long list into several orders", () => {
    const world = load(smallWorld({ erp: { linesPerOrder: 2 } }))
    world.run()
    expect(Object.keys(all(world, "purchaseOrder"))).toHaveLength(4)
    expect(balances(world)).not.toHaveProperty("goodsReceivedNotInvoiced")
  })

  const asks = fc.array(
    fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...skus), fc.integer({ min: 1, max: 30 })),
    { minLength: 1, maxLength: 8 },
  )
  test.prop([asks, fc.nat(1_000)], { numRuns: 20 })(
    "covers any demand in the end, with nothing left on order",
    (asked, seed) => {
      const world = load(smallWorld({ seed }))
      for (const [index, [after, sku, quantity]] of asked.entries()) {
        demanded(world, monday + after * day + hour, `order-${index}`, sku, quantity)
      }
      world.run()
      expect(world.defects).toEqual([])
      for (const { state, context } of Object.values(all<Position>(world, "position"))) {
        expect(state).toBe("covered")
        expect(context.onHand - context.demand).toBeGreaterThan(context.reorderPoint)
        expect(context.onOrder).toBe(0)
      }
      for (const account of ["goodsReceivedNotInvoiced", "accountsPayable", "priceVariance"]) {
        expect(balances(world)).not.toHaveProperty(account)
      }
    },
  )

  test("does not order twice what is on its way", () => {
    const world = load(smallWorld())
    demanded(world, monday + day, "order-1", "A", 10)
    demanded(world, monday + day + 1, "order-2", "A", 1)
    world.run()
    const east = Object.keys(all(world, "purchaseOrder")).filter((id) => id.startsWith("wms-east"))
    expect(east).toEqual(["wms-east/purchaseOrder-1", "wms-east/purchaseOrder-2"])
  })

  test("buys again what was ordered and did not come", () => {
    let deliveries = 0
    const world = load(smallWorld({ counts: (quantity) => (deliveries++ < skus.length ? 0 : quantity) }))
    world.run()
    for (const { state, context } of Object.values(all<Position>(world, "position"))) {
      expect(state).toBe("covered")
      expect(context).toMatchObject({ onHand: 7, onOrder: 0 })
    }
    // What was billed and never came stays open against the supplier.
    expect(balances(world)["goodsReceivedNotInvoiced"]).toBe(3 * 7 * 400)
  })

  test("waits for a supplier who is down, and orders nothing twice", () => {
    const outages = [{ instance: "supplier", from: monday, until: monday + 2 * day }]
    const world = load(smallWorld({ outages }))
    world.run()
    expect(Object.keys(all(world, "purchaseOrder", "supplier"))).toHaveLength(2)
    for (const { state } of Object.values(all(world, "purchaseOrder"))) expect(state).toContain("confirmed")
  })

  test("gets the supplier's notice, goods and bill through an ERP and a warehouse that were down", () => {
    const down = { from: monday + 3 * day, until: monday + 9 * day }
    const world = load(
      smallWorld({
        outages: [
          { instance: "erp", ...down },
          { instance: "wms-east", ...down },
        ],
      }),
    )
    world.run()
    for (const { state } of Object.values(all(world, "purchaseOrder", "supplier"))) expect(state).toBe("billed")
  })

  test("counts the same receipt once, and refuses a second bill for the same order", () => {
    const world = load(smallWorld())
    world.run()
    const purchaseOrder = "wms-east/purchaseOrder-1"
    const lines = [{ sku: "A", quantity: 7 }]
    const receipt = `${purchaseOrder}/notice-1/receipt-1`
    const later = world.now + hour
    say(world, later, "wms-east", receiptCompleted, {
      receipt,
      notice: `${purchaseOrder}/notice-1`,
      purchaseOrder,
      receivedAt: later,
      lines,
    })
    const billed = lines.map((line) => ({ ...line, unitCostMinor: 400 }))
    const bill = { bill: "again", purchaseOrder, currency, lines: billed, amountMinor: 2_800 }
    ask(world, later, erp.createVendorBill, bill)
    const before = balances(world)
    world.run()
    expect(balances(world)).toEqual(before)
    expect(Object.keys(all(world, "vendorBill"))).not.toContain("again")
  })
})
