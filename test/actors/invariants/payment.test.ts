/** What the payment provider's invariants accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { noDoubleCapture, shipOnlyIfPaid } from "../../../actors/payment/invariants.ts"
import { Feed } from "./feed.ts"

const shopper = (feed: Feed, amount: number, partner = "payment") =>
  feed.posts(partner, "money", "A-1", [["shopper", { amount, currency: "EUR" }]])

describe("no double capture", () => {
  const authorized = (amount: number) =>
    new Feed(noDoubleCapture)
      .posts("storefront", "memo", "A-1", [["ordered.total", { amount: 1000 }]])
      .posts("payment", "memo", "A-1", [["authorized", { amount }]])

  it("accepts captures in parts, up to what was authorised, and what is paid back", () => {
    const done = authorized(1000)
    for (const amount of [-600, -400, 300]) shopper(done, amount)
    expect(done).toMatchObject({ verdict: "held", exercised: 2 })
  })
  it("sees more captured than was authorised", () => {
    expect(shopper(shopper(authorized(900), -900), -50).says).toEqual([
      "Order A-1: 950 EUR minor units captured, 900 authorised.",
    ])
  })
  it("does not let a refund pay for a second capture", () => {
    const done = shopper(shopper(shopper(authorized(1000), -1000), 1000), -1000)
    expect(done.says).toEqual(["Order A-1: 2000 EUR minor units captured, 1000 authorised."])
  })
  it("sees more kept than the total, though it was authorised", () => {
    expect(shopper(authorized(2000), -1001).says).toEqual(["Order A-1: 1001 EUR minor units kept, its total is 1000."])
  })
  it("goes by the latest version that the OMS has accepted, not by one that is only wanted", () => {
    const wanted = authorized(2000).posts("storefront", "memo", "A-1/edit-1", [["ordered.total", { amount: 1400 }]])
    expect(shopper(wanted, -1001).says).toEqual(["Order A-1: 1001 EUR minor units kept, its total is 1000."])
    const agreed = authorized(2000).posts("oms", "memo", "A-1/edit-1", [["accepted.total", { amount: 1400 }]])
    expect(shopper(agreed, -1001)).toMatchObject({ verdict: "held" })
  })
  it("lets a capture come that was asked for before the order became cheaper, but not what is still kept in the end", () => {
    const cheaper = () =>
      shopper(authorized(1000).posts("oms", "memo", "A-1/edit-1", [["accepted.total", { amount: 700 }]]), -1000)
    expect(shopper(cheaper(), 300).ends().verdict).toBe("held")
    expect(cheaper().ends().says).toEqual(["Order A-1: 1000 minor units are kept in the end, its total is 700."])
  })
  it("does not count what is on its way back, as long as no more is taken than that", () => {
    const owing = () =>
      shopper(authorized(2000), -1000).posts("oms", "memo", "A-1/repayment-1", [["refund.due", { amount: 300 }]])
    expect(shopper(owing(), -300)).toMatchObject({ verdict: "held", exercised: 2 })
    expect(shopper(owing(), -301).says).toEqual(["Order A-1: 1001 EUR minor units kept, its total is 1000."])
  })
  it("does not look at what other partners book", () => {
    expect(shopper(authorized(0), -1000, "erp").verdict).toBe("unknown")
  })

  it("lets a shop take the money before it says that there is an order, but not without one", () => {
    const early = () =>
      shopper(new Feed(noDoubleCapture).posts("payment", "memo", "A-1", [["authorized", { amount: 1000 }]]), -1000)
    expect(
      early()
        .posts("storefront", "memo", "A-1", [["ordered.total", { amount: 1000 }]])
        .ends().verdict,
    ).toBe("held")
    expect(early().ends().says).toHaveLength(1)
  })
})

describe("ship only if paid", () => {
  const packed = (channel = "storefront") =>
    new Feed(shipOnlyIfPaid)
      .posts(channel, "memo", "A-1", [["ordered.total", { amount: 1000 }]])
      .posts("oms", "memo", "A-1/shipment-1", [["shipment.value", { amount: 600 }]])
      .posts("oms", "memo", "A-1/shipment-2", [["shipment.value", { amount: 400 }]])
  const leaves = (feed: Feed, n = 1) => feed.moves("wms", "outboundOrder", `A-1/shipment-${n}`, "packed", "shipped")

  it("accepts shipments that leave one by one as they are paid, also after something was paid back", () => {
    const done = leaves(shopper(packed(), -600))
    expect(leaves(shopper(shopper(done, 600), -400), 2)).toMatchObject({ verdict: "held", exercised: 2 })
  })
  it("sees one that leaves unpaid, or for which only the other one is", () => {
    expect(leaves(packed()).says).toEqual([
      "Shipment A-1/shipment-1 left: 600 minor units of A-1 have been shipped, 0 are paid.",
    ])
    expect(leaves(leaves(shopper(packed(), -600)), 2).says).toEqual([
      "Shipment A-1/shipment-2 left: 1000 minor units of A-1 have been shipped, 600 are paid.",
    ])
  })
  it("sees one that nobody said was packed", () => {
    expect(leaves(shopper(packed(), -1000), 3).says).toEqual([
      "Shipment A-1/shipment-3 left before it was packed in the OMS's eyes.",
    ])
  })
  it("asks of one that leaves on credit only that as much is authorised as has left", () => {
    const onCredit = (authorized: number) =>
      packed()
        .posts("payment", "memo", "A-1", [["authorized", { amount: authorized }]])
        .posts("oms", "memo", "A-1/shipment-3", [["shipment.credit", { amount: 500 }]])
    expect(leaves(onCredit(500), 3)).toMatchObject({ verdict: "held", exercised: 1 })
    expect(leaves(leaves(shopper(onCredit(1_000), -600)), 3).says).toEqual([
      "Shipment A-1/shipment-3 left: 1100 minor units of A-1 have been shipped, 1000 are authorised.",
    ])
    // The other one is not excused by it.
    expect(leaves(leaves(onCredit(1_100), 3)).says).toEqual([
      "Shipment A-1/shipment-1 left: 600 minor units of A-1 have been shipped, 0 are paid.",
    ])
  })
  it("does not ask for money that a marketplace takes, nor twice about one that has left", () => {
    expect(leaves(packed("marketplace")).verdict).toBe("unknown")
    const done = leaves(shopper(packed(), -600)).moves("wms", "outboundOrder", "A-1/shipment-1", "shipped", "shipped")
    expect(done).toMatchObject({ verdict: "held", exercised: 1 })
  })
})
