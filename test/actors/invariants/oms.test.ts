/** What the OMS's invariants accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import {
  cancellationHonoured,
  contentIntegrity,
  noDuplicateOrder,
  noLostOrder,
  noOversell,
  noPhantomOrder,
} from "../../../actors/oms/invariants.ts"
import { Feed } from "./feed.ts"

const confirmed = (feed: Feed, order = "A-1") =>
  feed.message("checkout.complete", order, { kind: "response", status: 200 })

describe("no lost order", () => {
  const feed = () => confirmed(new Feed(noLostOrder))

  it("accepts what is closed, and what is cancelled and told", () => {
    const done = feed()
      .moves("oms", "order", "A-1/oms-1", "", "open")
      .moves("oms", "order", "A-1/oms-1", "open", "closed")
    confirmed(done, "A-2").moves("oms", "order", "A-2/oms-1", "", "open")
    done.moves("oms", "order", "A-2/oms-1", "open", "cancelled").handed("inbox.orderCancelled", "A-2").ends()
    expect(done).toMatchObject({ verdict: "held", exercised: 2, says: [] })
  })
  it("does not ask for an order that was refused, or only asked for", () => {
    const done = new Feed(noLostOrder).message("checkout.complete", "A-1")
    done.message("checkout.complete", "A-1", { kind: "response", status: 402 }).ends()
    expect(done.verdict).toBe("unknown")
  })
  it("misses one that the OMS never got", () => {
    expect(feed().moves("storefront", "order", "A-1", "", "open").ends().says).toEqual([
      "Order A-1 was confirmed to its buyer, but the OMS never got it.",
    ])
  })
  it("sees one that is there twice", () => {
    const done = feed().moves("oms", "order", "A-1/oms-1", "", "open").moves("oms", "order", "A-1/oms-2", "", "open")
    expect(done.ends().says).toEqual(["Order A-1 is in the OMS 2 times."])
  })
  it("sees one that comes to no end", () => {
    expect(feed().moves("oms", "order", "A-1/oms-1", "", "open").ends().says).toEqual([
      "Order A-1 has come to no end in the OMS.",
    ])
  })
  it("sees one that is cancelled without a word, or with one that never arrives", () => {
    const done = feed()
      .moves("oms", "order", "A-1/oms-1", "", "open")
      .moves("oms", "order", "A-1/oms-1", "open", "cancelled")
    done.message("inbox.orderCancelled", "A-1", { kind: "handover", deliveredAt: -1 })
    expect(done.ends().says).toEqual(["Order A-1 was cancelled, and its buyer was not told."])
  })
})

describe("no phantom order", () => {
  const sold = () => new Feed(noPhantomOrder).moves("storefront", "order", "A-1", "", "open")

  it("accepts the chain from the channel to the warehouse and the ERP", () => {
    const done = sold()
      .moves("oms", "order", "A-1/oms-1", "", "open")
      .moves("oms", "shipment", "A-1/shipment-1", "", "new")
    done.moves("wms", "outboundOrder", "A-1/shipment-1", "", "accepted").moves("erp", "salesOrder", "A-1", "", "open")
    expect(done).toMatchObject({ verdict: "held", exercised: 3 })
  })
  it("sees an order that no channel sold, or that two did", () => {
    expect(new Feed(noPhantomOrder).moves("oms", "order", "A-1/oms-1", "", "open").says).toEqual([
      "The OMS has order A-1/oms-1, but no channel sold A-1.",
    ])
    const twice = sold().moves("marketplace", "order", "A-1", "", "open").moves("oms", "order", "A-1/oms-1", "", "open")
    expect(twice.says).toEqual(["The OMS has order A-1/oms-1, but 2 channels sold A-1."])
  })
  it("sees a warehouse that works on what was not released", () => {
    const done = sold().moves("oms", "shipment", "A-1/shipment-1", "", "new")
    expect(done.moves("wms", "outboundOrder", "A-1/shipment-2", "", "accepted").says).toEqual([
      "wms works on shipment A-1/shipment-2, which the OMS never released.",
    ])
  })
  it("sees a sales order that only the channel knows", () => {
    expect(sold().moves("erp", "salesOrder", "A-1", "", "open").says).toEqual([
      "The ERP has sales order A-1, which the OMS does not have.",
    ])
  })
})

describe("no duplicate order", () => {
  const once = () => new Feed(noDuplicateOrder).moves("oms", "order", "A-1/oms-1", "", "open")

  it("accepts another one when the first is cancelled, and the same number at its channel", () => {
    const done = once()
      .moves("storefront", "order", "A-1", "", "open")
      .moves("oms", "order", "A-1/oms-1", "open", "cancelled")
    expect(done.moves("oms", "order", "A-1/oms-2", "", "open")).toMatchObject({ verdict: "held", exercised: 2 })
  })
  it("sees a second one beside the first", () => {
    expect(once().moves("oms", "order", "A-1/oms-2", "", "open").says).toEqual([
      "Order A-1 is alive 2 times in the OMS, the last as A-1/oms-2.",
    ])
  })
  it("does not take one that is cancelled twice for two that are", () => {
    const done = once().moves("oms", "order", "A-1/oms-1", "open", "cancelled")
    done.moves("oms", "order", "A-1/oms-1", "cancelled", "cancelled").moves("oms", "order", "A-1/oms-2", "", "open")
    expect(done.moves("oms", "order", "A-1/oms-3", "", "open").says).toHaveLength(1)
  })
})

describe("content integrity", () => {
  const mug = { sku: "MUG", quantity: 2, amount: 2500 }
  const tea = { sku: "TEA", quantity: 1, amount: 690 }
  const sold = () =>
    new Feed(contentIntegrity).posts("storefront", "memo", "A-1", [
      ["ordered", mug],
      ["ordered", tea],
      ["ordered.total", { amount: 3190 }],
    ])
  const taken = (feed: Feed, ...legs: Parameters<Feed["posts"]>[3][number][]) => feed.posts("oms", "memo", "A-1", legs)

  it("sees an order that is through and was never accepted", () => {
    expect(sold().moves("oms", "order", "A-1/oms-1", "delivered", "closed").ends().says).toEqual([
      "Order A-1 is through, and nobody knows what the OMS accepted of it.",
    ])
  })
  it("accepts the same content in any order, split up, and warehouses that get all of it in parts", () => {
    const done = taken(
      sold(),
      ["accepted", tea],
      ["accepted", { ...mug, quantity: 1, amount: 1250 }],
      ["accepted", { ...mug, quantity: 1, amount: 1250 }],
      ["accepted.total", { amount: 3190 }],
    )
    for (const quantity of [2, -1, 1])
      done.posts("wms", "memo", "A-1/shipment-1", [["outbound", { sku: "MUG", quantity }]])
    expect(done).toMatchObject({ verdict: "held", exercised: 4 })
  })
  it.each([
    ["fewer units", [mug, { ...tea, quantity: 0 }], 3190, ["TEA quantity is 0 at oms, but 1"]],
    ["another amount", [{ ...mug, amount: 2400 }, tea], 3190, ["MUG amount is 2400 at oms, but 2500"]],
    ["a line left out", [mug], 3190, ["TEA quantity is 0 at oms, but 1", "TEA amount is 0 at oms, but 690"]],
    ["another total", [mug, tea], 3000, ["total is 3000 at oms, but 3190"]],
    [
      "what was never sold",
      [mug, tea, { sku: "POT", quantity: 1, amount: 5 }],
      3190,
      ["POT quantity is 1 at oms, but 0", "POT amount is 5 at oms, but 0"],
    ],
  ])("sees %s", (_what, lines, amount, says) => {
    const legs = lines.map((line): ["accepted", typeof line] => ["accepted", line])
    expect(taken(sold(), ...legs, ["accepted.total", { amount }]).says).toEqual(
      says.map((one) => `Order A-1: ${one} at its channel.`),
    )
  })
  it("judges each taking over by itself, the ERP's as well", () => {
    const done = taken(sold(), ["accepted", mug], ["accepted", tea], ["accepted.total", { amount: 3190 }])
    done.posts("erp", "memo", "A-1", [
      ["salesOrder", mug],
      ["salesOrder.total", { amount: 3190 }],
    ])
    expect(done.says[0]).toBe("Order A-1: TEA quantity is 0 at erp, but 1 at its channel.")
  })
  it("sees warehouses that are asked for more than was sold, or for something else", () => {
    const done = sold().posts("wms", "memo", "A-1/shipment-1", [["outbound", { sku: "MUG", quantity: 2 }]])
    done.posts("wms", "memo", "A-1/shipment-2", [["outbound", { sku: "MUG", quantity: 1 }]])
    done.posts("wms", "memo", "A-1/shipment-2", [["outbound", { sku: "POT", quantity: 1 }]])
    expect(done.says).toEqual([
      "Warehouses were asked for 3 of MUG for order A-1, which has 2.",
      "Warehouses were asked for 1 of POT for order A-1, which has 0.",
    ])
  })
})

describe("content integrity of an order that was edited", () => {
  const mugs = (quantity: number) => ({ sku: "MUG", quantity, amount: quantity * 1250 })
  const content = (what: string, quantity: number) =>
    [
      [what, mugs(quantity)],
      [`${what}.total`, { amount: quantity * 1250 }],
    ] as const
  const books = (feed: Feed, quantity: number) =>
    feed.posts("oms", "stock", "A-1/oms-1", [["oms.ordered", { sku: "MUG", quantity: -quantity }]])
  /** Three were ordered and accepted; now it shall be only two. */
  const edited = () => {
    const placed = new Feed(contentIntegrity)
      .posts("storefront", "memo", "A-1", content("ordered", 3))
      .posts("oms", "memo", "A-1", content("accepted", 3))
    return books(placed, 3).posts("storefront", "memo", "A-1/edit-1", content("ordered", 2))
  }
  const accepted = (feed = edited()) => feed.posts("oms", "memo", "A-1/edit-1", content("accepted", 2))

  it("accepts that everybody goes over to the new version, each in its time", () => {
    const done = books(accepted(), -1).posts("erp", "memo", "A-1", content("salesOrder", 3))
    done.posts("wms", "memo", "A-1/shipment-2", [["outbound", { sku: "MUG", quantity: 2 }]])
    expect(done.posts("erp", "memo", "A-1/edit-1", content("salesOrder", 2)).ends().says).toEqual([])
  })
  it("accepts an edit that is refused: the first version stands", () => {
    expect(edited().ends()).toMatchObject({ verdict: "held", says: [] })
  })
  it("sees a version that nobody asked for, and a mix of two", () => {
    expect(edited().posts("oms", "memo", "A-1/edit-2", content("accepted", 2)).says).toEqual([
      "Order A-1/edit-2: MUG quantity is 2 at oms, but 0 at its channel.",
      "Order A-1/edit-2: MUG amount is 2500 at oms, but 0 at its channel.",
      "Order A-1/edit-2: total is 2500 at oms, but 0 at its channel.",
    ])
    const mixed = [content("accepted", 3)[0], content("accepted", 2)[1]]
    expect(edited().posts("oms", "memo", "A-1/edit-1", mixed).says).toEqual([
      "Order A-1/edit-1: MUG quantity is 3 at oms, but 2 at its channel.",
      "Order A-1/edit-1: MUG amount is 3750 at oms, but 2500 at its channel.",
    ])
  })
  it("sees a warehouse that is still asked for the first version", () => {
    const done = accepted().posts("wms", "memo", "A-1/shipment-2", [["outbound", { sku: "MUG", quantity: 3 }]])
    expect(done.says).toEqual(["Warehouses were asked for 3 of MUG for order A-1, which has 2."])
  })
  it("sees units on the books that the version no longer has", () => {
    expect(accepted().ends().says).toEqual([
      "Order A-1: the OMS has 3 of MUG on its books, the version that it accepted last 2.",
    ])
  })
})

describe("content integrity of kits", () => {
  /** Three sets of two cups each were sold and accepted. */
  const packed = (cups: number) => {
    const set = { sku: "SET", quantity: 3, amount: 9000 }
    return new Feed(contentIntegrity)
      .posts("oms", "memo", "SET", [["kit", { sku: "CUP", quantity: 2 }]])
      .posts("storefront", "memo", "A-1", [
        ["ordered", set],
        ["ordered.total", { amount: 9000 }],
      ])
      .posts("oms", "memo", "A-1", [
        ["accepted", set],
        ["accepted.total", { amount: 9000 }],
      ])
      .posts("oms", "memo", "A-1/oms-1", [
        ["kit.sold", { sku: "SET", quantity: 3 }],
        ["kit.components", { sku: "CUP", quantity: cups }],
      ])
  }
  const books = (feed: Feed, sku: string, quantity: number) =>
    feed.posts("oms", "stock", "A-1/oms-1", [["oms.ordered", { sku, quantity: -quantity }]])
  const asks = (feed: Feed, quantity: number) =>
    feed.posts("wms", "memo", "A-1/shipment-1", [["outbound", { sku: "CUP", quantity }]])

  it("accepts the pieces of what was sold", () => {
    expect(books(asks(packed(6), 6), "CUP", 6).ends()).toMatchObject({ verdict: "held", says: [] })
  })
  it("sees kits that are packed as nobody has said", () => {
    expect(packed(5).says).toEqual(["Order A-1: nobody has said that 3 of SET are packed as 5 of CUP."])
  })
  it("sees more pieces asked for, and kits on the books that nobody stocks", () => {
    expect(asks(packed(6), 7).says).toEqual(["Warehouses were asked for 7 of CUP for order A-1, which has 6."])
    expect(books(books(packed(6), "CUP", 5), "SET", 1).ends().says).toEqual([
      "Order A-1: the OMS has 1 of SET on its books, the version that it accepted last 0.",
      "Order A-1: the OMS has 5 of CUP on its books, the version that it accepted last 6.",
    ])
  })
})

describe("no oversell", () => {
  const at = { sku: "MUG", site: "east" }
  const stocked = (quantity = 5) =>
    new Feed(noOversell).posts("wms", "stock", "receipt", [["onHand", { ...at, quantity }]])
  const moves = (feed: Feed, from: string, to: string, quantity: number, now = 0, order = "A-1/oms-1") =>
    feed.posts("oms", "stock", order, [
      [`oms.${from}`, { ...at, quantity: -quantity, at: now }],
      [`oms.${to}`, { ...at, quantity, at: now }],
    ])

  it("accepts what is reserved from stock, ships and leaves, and is received again for the next order", () => {
    const done = stocked()
    for (const order of ["A-1/oms-1", "A-2/oms-1"]) {
      moves(done, "ordered", "open", 5, 0, order)
      moves(done, "open", "reserved", 5, 0, order)
      moves(done, "reserved", "released", 5, 0, order)
      moves(done, "released", "packed", 5, 0, order)
      done.posts("wms", "stock", order, [
        ["onHand", { ...at, quantity: -5 }],
        ["shipped", { ...at, quantity: 5 }],
      ])
      moves(done, "packed", "shipped", 5, 0, order)
      done.posts("wms", "stock", "receipt", [["onHand", { ...at, quantity: 5 }]])
    }
    expect(done.ends()).toMatchObject({ verdict: "held", exercised: 2 })
  })
  it("sees more promised than there is, at that place", () => {
    const done = stocked().posts("wms", "stock", "receipt", [["onHand", { sku: "MUG", site: "west", quantity: 9 }]])
    moves(done, "ordered", "reserved", 4)
    expect(moves(done, "ordered", "reserved", 2, 0, "A-2/oms-1").says).toEqual([
      "6 of MUG at east are promised, but only 5 are on hand; the last to A-2/oms-1.",
    ])
  })
  it("accepts a promise that was made before anybody could know what a count had lost, and none after", () => {
    const lost = (deliveredAt: number) => {
      const feed = stocked().moves("oms", "order", "A-1/oms-1", "", "open")
      feed.posts("wms", "stock", "count-1", [["onHand", { ...at, quantity: -3, rule: "adjust" }]])
      return feed.message("stock.adjusted", "count-1", { kind: "webhook", receiver: "oms", deliveredAt })
    }
    expect(moves(lost(500), "open", "reserved", 5, 400).says).toEqual([])
    expect(moves(lost(-1), "open", "reserved", 5, 400).says).toEqual([])
    expect(moves(lost(300), "open", "reserved", 5, 400).says).toHaveLength(1)
  })
  it("sees units that nobody decided on for more than an hour, or never", () => {
    const done = moves(stocked(), "ordered", "open", 2, 0)
    moves(done, "open", "reserved", 1, 60_000)
    moves(done, "open", "reserved", 1, 3_660_000)
    moves(done, "ordered", "open", 1, 0, "A-2/oms-1")
    expect(done.ends().says).toEqual([
      "A-1/oms-1: units of MUG at east were undecided for 61 min.",
      "A-2/oms-1 MUG at east: accepted, and neither reserved, nor backordered, nor cancelled.",
    ])
  })
  it("accepts a wait for a receipt that ends, and sees one that does not", () => {
    const done = stocked(9)
    for (const order of ["A-1/oms-1", "A-2/oms-1"]) moves(done, "ordered", "backordered", 3, 0, order)
    moves(done, "backordered", "reserved", 3)
    moves(done, "backordered", "reserved", 1, 0, "A-2/oms-1")
    expect(done.ends().says).toEqual(["A-2/oms-1 MUG at east: 2 still backordered when nothing more will happen."])
  })
})

describe("cancellation honoured", () => {
  const asked = (): Feed =>
    new Feed(cancellationHonoured).moves("storefront", "order", "A-1", "open.fulfilling", "open.cancelling")
  const answered = (to: string): Feed => asked().moves("storefront", "order", "A-1", "open.cancelling", to)
  const cancels = (feed: Feed): Feed => feed.moves("oms", "order", "A-1/oms-1", "halted", "cancelled")
  const ships = (feed: Feed): Feed => feed.moves("wms", "outboundOrder", "A-1/shipment-1", "packed", "shipped")

  it("accepts what is cancelled and stays, and what is refused and leaves", () => {
    expect(cancels(answered("cancelled")).ends()).toMatchObject({ verdict: "held", exercised: 2 })
    expect(ships(answered("open.fulfilling")).ends()).toMatchObject({ verdict: "held", exercised: 1 })
  })
  it("has nothing to say where nobody cancels", () => {
    expect(ships(new Feed(cancellationHonoured)).ends().verdict).toBe("unknown")
  })
  it("sees what leaves after the cancellation, and what had left before it", () => {
    expect(ships(cancels(answered("cancelled"))).says).toEqual([
      "A-1/shipment-1 left wms, though order A-1 had been cancelled.",
    ])
    expect(cancels(ships(asked())).says).toEqual(["Order A-1 was cancelled after some of it had left."])
  })
  it("sees a buyer who never gets an answer", () => {
    expect(asked().ends().says).toEqual(["The buyer of A-1 asked to cancel and never got an answer."])
  })
  it("sees a cancellation that only the channel knows of", () => {
    expect(answered("cancelled").ends().says).toEqual(["Order A-1 is cancelled at its channel and goes on in the OMS."])
  })
})
