/**
 * Goal: whatever overtakes whatever, the books end the same and nothing stays open. Method: the messages of a shipped, partly
 * returned order in any order and any of them twice, then its payout; marketplaces and late messages as examples.
 */
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as erp from "../../../actors/erp/contract.ts"
import { settlementClosed, type SettlementLine } from "../../../actors/marketplace/contract.ts"
import {
  captureSucceeded,
  payoutPaid,
  refundSucceeded,
  type BalanceTransaction,
} from "../../../actors/payment/contract.ts"
import type { World } from "../../../sim/world/world.ts"
import {
  all,
  ask,
  balancesOf,
  hour,
  monday,
  payoutOf,
  posted,
  say,
  settlementOf,
  smallWorld,
  type Leg,
} from "./small-world.ts"

const currency = "EUR"
const order = "order-1"
const shipment = "order-1/shipment-1"
const capture = "order-1/payment-1/capture-1"
const refund = "order-1/payment-1/refund-1"
const charges = [{ code: "postage", name: "Postage", amountMinor: 500, taxMinor: 100 }]
const psp = { order, currency, settledBy: "psp" as const }
const demand = [{ sku: "A", site: "wms-east", quantity: 3 }]

const lineOf = (quantity: number) => ({
  line: "1",
  sku: "A",
  quantity,
  amountMinor: 1_000 * quantity,
  taxMinor: 200 * quantity,
})
const sold = {
  ...psp,
  channel: "storefront",
  placedAt: monday,
  lines: [{ ...lineOf(3), name: "A" }],
  charges,
  totalMinor: 4_200,
  demand,
}
const shipped = { ...psp, shipment, site: "wms-east", shippedAt: monday, lines: [lineOf(3)], charges }
const returned = {
  ...psp,
  return: "order-1/return-1",
  site: "wms-east",
  lines: [{ ...lineOf(1), disposition: "restock" as const }],
}
const captured = {
  capture,
  payment: "order-1/payment-1",
  order,
  reference: shipment,
  giftCard: "",
  currency,
  amountMinor: 4_200,
  feeMinor: 152,
}
const refunded = {
  refund,
  payment: "order-1/payment-1",
  order,
  reference: "order-1/return-1",
  reason: "",
  giftCard: "",
  currency,
  amountMinor: 1_200,
}
const transactions: BalanceTransaction[] = [
  { transaction: `${capture}/balance`, type: "capture", source: capture, amountMinor: 4_200, feeMinor: 152 },
  { transaction: `${refund}/balance`, type: "refund", source: refund, amountMinor: -1_200, feeMinor: 0 },
]

const withItems = (given: Parameters<typeof smallWorld>[0] = {}): World => {
  const world = smallWorld(given)
  ask(world, monday, erp.loadItems, { batch: "1", currency, items: [{ sku: "A", name: "A", costMinor: 400 }] })
  return world
}

/** Goods that are bought meanwhile do not matter here. */
const bought = ["goodsReceipt", "vendorBill", "vendorPayment"]
const sales = (world: World): Leg[] => posted(world).filter((leg) => !bought.includes(leg.rule))
const balances = (world: World): Record<string, number> => balancesOf(sales(world))

const messages: Readonly<Record<string, (world: World, at: number) => void>> = {
  sold: (world, at) => ask(world, at, erp.createSalesOrder, sold),
  shipped: (world, at) => ask(world, at, erp.recordShipment, shipped),
  returned: (world, at) => ask(world, at, erp.recordReturn, returned),
  captured: (world, at) => say(world, at, "payment", captureSucceeded, captured),
  refunded: (world, at) => say(world, at, "payment", refundSucceeded, refunded),
  paidOut: (world, at) => say(world, at, "payment", payoutPaid, payoutOf("payout-1", transactions)),
}
const names = Object.keys(messages)

const closed = {
  bank: 2_848,
  costOfGoods: 800,
  fees: 152,
  inventory: -800,
  revenue: -3_000,
  salesReturns: 1_000,
  shippingIncome: -500,
  taxPayable: -500,
}

describe("the books", () => {
  const orders = fc.shuffledSubarray(names, { minLength: names.length })
  test.prop([orders, fc.array(fc.constantFrom(...names), { maxLength: 3 })], { numRuns: 60 })(
    "end the same in whatever order messages come, and however often",
    (first, again) => {
      const world = withItems({ transactions })
      for (const [index, name] of [...first, ...again].entries()) messages[name]?.(world, monday + (index + 1) * hour)
      world.run()
      expect(world.defects).toEqual([])
      expect(balances(world)).toEqual(closed)
      expect(all(world, "salesOrder")[order]?.state).toBe("completed")
      expect(all(world, "invoice")[`${shipment}/invoice-1`]?.state).toBe("paid")
      expect(all(world, "creditNote")["order-1/return-1/creditNote-1"]?.state).toBe("refunded")
      expect(all(world, "payout")["payout-1"]?.state).toBe("reconciled")
      expect(all<{ demand: number }>(world, "position")["A@wms-east"]?.context.demand).toBe(0)
      const moved = sales(world).filter((leg) => leg.book === "stock" && leg.account === "erp.inventory")
      expect(moved.map((leg) => leg.quantity).toSorted((a, b) => a - b)).toEqual([-3, 1])
      expect(posted(world).filter((leg) => leg.rule === "salesOrder")).toHaveLength(2)
    },
  )

  test("hold a capture as a deposit until its shipment is invoiced", () => {
    const world = withItems()
    messages["captured"]?.(world, monday + hour)
    world.run(monday + 2 * hour)
    expect(balances(world)).toEqual({ clearing: 4_200, customerDeposits: -4_200 })
    messages["shipped"]?.(world, monday + 3 * hour)
    world.run()
    expect(balances(world)).toMatchObject({ clearing: 4_200 })
    expect(balances(world)).not.toHaveProperty("customerDeposits")
    expect(balances(world)).not.toHaveProperty("accountsReceivable")
  })

  test("know nothing of an order that was cancelled before it was shipped", () => {
    const world = withItems()
    const taken = demand.map((one) => ({ ...one, quantity: -one.quantity }))
    ask(world, monday + hour, erp.changeDemand, { reference: "c-1", order, cancelled: true, demand: taken })
    ask(world, monday + 2 * hour, erp.createSalesOrder, sold)
    world.run()
    expect(all(world, "salesOrder")[order]?.state).toBe("cancelled")
    expect(balances(world)).toEqual({})
    expect(all<{ demand: number }>(world, "position")["A@wms-east"]?.context.demand).toBe(0)
  })
})

describe("a payout", () => {
  test("that names a capture nobody has told us of waits for it, and says what is missing", () => {
    const world = withItems({ transactions: transactions.slice(0, 1) })
    say(world, monday + hour, "payment", payoutPaid, payoutOf("payout-1", transactions.slice(0, 1)))
    world.run(monday + 2 * hour)
    const waiting = all<{ unmatched: unknown }>(world, "payout")["payout-1"]
    expect(waiting?.state).toBe("exception.waiting")
    expect(waiting?.context.unmatched).toEqual([
      { reference: capture, isOurs: false, says: "We know no such capture." },
    ])
    expect(balances(world)).toEqual({})
    messages["captured"]?.(world, monday + 3 * hour)
    world.run()
    expect(all(world, "payout")["payout-1"]?.state).toBe("reconciled")
    expect(balances(world)).toEqual({ bank: 4_048, customerDeposits: -4_200, fees: 152 })
  })

  const paidOff = (byMinor: number): World => {
    const world = withItems({ transactions })
    for (const name of ["captured", "refunded"]) messages[name]?.(world, monday + hour)
    const paid = payoutOf("payout-1", transactions)
    say(world, monday + 2 * hour, "payment", payoutPaid, { ...paid, amountMinor: paid.amountMinor + byMinor })
    world.run()
    return world
  }

  test("that is one cent off is posted with an exception, the cent to the rounding account", () => {
    const world = paidOff(-1)
    expect(all(world, "payout")["payout-1"]?.state).toBe("reconciledWithException")
    expect(balances(world)).toMatchObject({ bank: 2_847, rounding: 1, fees: 152 })
    expect(balances(world)).not.toHaveProperty("clearing")
  })

  test("that is two cents off is never posted, and is left to a person after a week", () => {
    const world = paidOff(-2)
    const found = all<{ differenceMinor: number; checks: number }>(world, "payout")["payout-1"]
    expect(found?.state).toBe("exception.resting")
    expect(found?.context).toMatchObject({ differenceMinor: -2, checks: 28 })
    expect(balances(world)).not.toHaveProperty("bank")
  })

  test("that carries a capture which another has carried already is an exception", () => {
    const world = withItems({ transactions: transactions.slice(0, 1) })
    messages["captured"]?.(world, monday + hour)
    for (const id of ["payout-1", "payout-2"]) {
      say(world, monday + 2 * hour, "payment", payoutPaid, payoutOf(id, transactions.slice(0, 1)))
    }
    world.run()
    const states = Object.values(all(world, "payout")).map((payout) => payout.state)
    expect(states.toSorted()).toEqual(["exception.resting", "reconciled"])
    expect(balances(world)["clearing"]).toBeUndefined()
  })
})

describe("a settlement", () => {
  const market = { order, currency, settledBy: "marketplace" as const }
  const settled: SettlementLine[] = [
    { order, type: "sale", reference: shipment, amountMinor: 3_500 },
    { order, type: "commission", reference: shipment, amountMinor: -525 },
    { order, type: "refund", reference: "order-1/return-1", amountMinor: -1_000 },
    { order, type: "commissionRefund", reference: "order-1/return-1", amountMinor: 150 },
  ]

  test("clears what the marketplace owes for each order; its tax is none of our business", () => {
    const world = withItems({ settled })
    ask(world, monday + hour, erp.recordShipment, { ...shipped, ...market })
    ask(world, monday + 2 * hour, erp.recordReturn, {
      ...returned,
      ...market,
      lines: [{ ...lineOf(1), disposition: "scrap" }],
    })
    say(world, monday + 3 * hour, "market-1", settlementClosed, settlementOf("settlement-1", settled))
    world.run()
    expect(all(world, "settlement")["settlement-1"]?.state).toBe("reconciled")
    expect(all(world, "invoice")[`${shipment}/invoice-1`]?.state).toBe("paid")
    expect(all(world, "creditNote")["order-1/return-1/creditNote-1"]?.state).toBe("refunded")
    expect(balances(world)).toEqual({
      bank: 2_125,
      commission: 375,
      costOfGoods: 800,
      inventory: -1_200,
      inventoryLoss: 400,
      revenue: -3_000,
      salesReturns: 1_000,
      shippingIncome: -500,
    })
  })

  test("of a shipment that we have not invoiced waits for it", () => {
    const world = withItems({ settled: settled.slice(0, 2) })
    say(world, monday + hour, "market-1", settlementClosed, settlementOf("settlement-1", settled.slice(0, 2)))
    world.run(monday + 2 * hour)
    expect(all(world, "settlement")["settlement-1"]?.state).toBe("exception.waiting")
    ask(world, monday + 3 * hour, erp.recordShipment, { ...shipped, ...market })
    world.run()
    expect(all(world, "settlement")["settlement-1"]?.state).toBe("reconciled")
    expect(balances(world)).not.toHaveProperty("marketplaceReceivable")
  })
})
