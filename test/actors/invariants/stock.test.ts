/** What the invariants of allocations, reservations and shown stock accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { channelStockBound, reservationLifecycle } from "../../../actors/oms/stock-invariants.ts"
import { allocatedOnHand } from "../../../actors/wms/invariants.ts"
import { Feed } from "./feed.ts"

const at = { sku: "MUG", site: "east" }
const moves = (feed: Feed, from: string, to: string, quantity: number, order = "A-1/oms-1") =>
  feed.posts("oms", "stock", order, [
    [`oms.${from}`, { ...at, quantity: -quantity }],
    [`oms.${to}`, { ...at, quantity }],
  ])

describe("allocated is on hand", () => {
  const asks = (feed: Feed, quantity: number) =>
    feed.posts("wms", "memo", "A-1/shipment-1", [["outbound", { ...at, quantity }]])
  const ships = (feed: Feed, quantity: number) =>
    feed.posts("wms", "stock", "A-1/shipment-1", [
      ["onHand", { ...at, quantity: -quantity, rule: "ship" }],
      ["shipped", { ...at, quantity, rule: "ship" }],
    ])
  const counts = (feed: Feed, quantity: number) =>
    feed.posts("wms", "stock", "count-1", [["onHand", { ...at, quantity, rule: "adjust" }]])
  const stocked = () => new Feed(allocatedOnHand).posts("wms", "stock", "receipt", [["onHand", { ...at, quantity: 5 }]])

  it("accepts what is there, leaves, and is given up before a loss is written down", () => {
    const feed = ships(asks(stocked(), 2), 2)
    counts(asks(asks(feed, 3), -1), -1)
    expect(feed).toMatchObject({ verdict: "held", exercised: 3, says: [] })
  })
  it("sees more allocated than there is", () => {
    expect(asks(stocked(), 6).says).toEqual([
      "MUG at east: 6 are allocated, the last to A-1/shipment-1, but 5 are on hand.",
    ])
  })
  it("sees a loss that takes nothing back", () => {
    expect(counts(asks(stocked(), 5), -2).says).toEqual([
      "MUG at east: 3 are left after count-1, but 5 are still allocated.",
    ])
  })
})

describe("reservation lifecycle", () => {
  const reserved = () => moves(new Feed(reservationLifecycle), "open", "reserved", 3)
  const ends = (feed: Feed, to: string) => feed.moves("oms", "order", "A-1/oms-1", "open", to)

  it("accepts what ships in parts, what is given back, and an order that still waits", () => {
    const feed = moves(reserved(), "reserved", "released", 3)
    moves(feed, "released", "open", 1)
    moves(feed, "released", "packed", 2)
    moves(feed, "packed", "shipped", 2)
    moves(feed, "open", "reserved", 1)
    moves(feed, "reserved", "cancelled", 1)
    moves(feed, "open", "reserved", 4, "A-2/oms-1")
    expect(ends(feed, "closed").ends()).toMatchObject({ verdict: "held", says: [] })
  })
  it("sees units that are still set aside when the order has ended", () => {
    expect(ends(reserved(), "cancelled").ends().says).toEqual([
      "A-1: 3 of MUG at east are still reserved though the order has ended.",
    ])
  })
  it("sees units that were used twice", () => {
    const feed = moves(moves(reserved(), "reserved", "cancelled", 3), "packed", "shipped", 2)
    expect(feed.ends().says).toEqual(["A-1: 2 of MUG at east were used or given back once more than they were packed."])
  })
  it("sees units that come out of a stage in which they never were", () => {
    const feed = moves(moves(reserved(), "released", "packed", 3), "packed", "shipped", 3)
    expect(ends(feed, "closed").ends().says).toEqual([
      "A-1: 3 of MUG at east are still reserved though the order has ended.",
      "A-1: 3 of MUG at east were used or given back once more than they were released.",
    ])
  })
})

describe("channel stock bound", () => {
  const world = (safety = 1, buffer = 2) =>
    new Feed(channelStockBound)
      .posts("oms", "memo", "oms", [
        ["withheld.site", { site: "east", quantity: safety }],
        ["withheld.channel", { site: "storefront", quantity: buffer }],
      ])
      .posts("wms", "stock", "receipt", [["onHand", { ...at, quantity: 9 }]])
  const shows = (feed: Feed, quantity: number) =>
    feed.posts("storefront", "memo", "publication-1", [["shown", { sku: "MUG", quantity }]])

  it("accepts what is free beyond what is kept back, and nothing where too little is", () => {
    const feed = shows(moves(world(), "open", "reserved", 2), 4)
    expect(feed.ends()).toMatchObject({ verdict: "held", exercised: 1 })
    expect(world(5, 9).ends().verdict).toBe("held")
  })
  it("sees a channel that shows too much, too little, or nothing", () => {
    expect(shows(world(), 7).ends().says).toEqual(["storefront shows 7 of MUG, but 6 can be sold there."])
    expect(shows(world(), 5).ends().says).toEqual(["storefront shows 5 of MUG, but 6 can be sold there."])
    expect(world().ends().says).toEqual(["storefront shows 0 of MUG, but 6 can be sold there."])
  })
  it("accepts as many kits as their components make, and sees more", () => {
    const kits = (shown: number) =>
      shows(world(), 6)
        .posts("oms", "memo", "SET", [
          ["kit", { sku: "MUG", quantity: 2 }],
          ["kit", { sku: "TEA", quantity: 1 }],
        ])
        .posts("wms", "stock", "receipt-2", [["onHand", { sku: "TEA", site: "east", quantity: 6 }]])
        .posts("storefront", "memo", "publication-2", [
          ["shown", { sku: "TEA", quantity: 3 }],
          ["shown", { sku: "SET", quantity: shown }],
        ])
        .ends()
    expect(kits(2)).toMatchObject({ verdict: "held", says: [] })
    expect(kits(3).says).toEqual(["storefront shows 3 of SET, but 2 can be sold there."])
  })
  it("does not judge where nobody said what is kept back", () => {
    expect(
      new Feed(channelStockBound).posts("wms", "stock", "r", [["onHand", { ...at, quantity: 9 }]]).ends().verdict,
    ).toBe("unknown")
  })
})
