/** What the warehouses' invariants accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { oneLabelPerParcel, stockConservation } from "../../../actors/wms/invariants.ts"
import { Feed } from "./feed.ts"

describe("stock conservation", () => {
  const at = { sku: "MUG", site: "east" }
  const move = (feed: Feed, partner: string, from: string, to: string, quantity: number) =>
    feed.posts(
      partner,
      "stock",
      "PO-1",
      [
        [from, { ...at, quantity: -quantity }],
        [to, { ...at, quantity }],
      ],
      { rule: "putaway" },
    )
  const received = (erp = 5, supplied = 5) => {
    const feed = move(new Feed(stockConservation), "supplier", "supplier.stock", "supplier.shipped", supplied)
    move(feed, "wms", "dock", "onHand", 5)
    return erp === 0 ? feed : move(feed, "erp", "erp.received", "erp.inventory", erp)
  }

  it("accepts goods that come, leave, come back and are scrapped or shelved, when all agree", () => {
    const done = received()
    move(done, "wms", "onHand", "shipped", 3)
    move(done, "oms", "oms.packed", "oms.shipped", 3)
    move(done, "wms", "returned", "inspection", 2)
    move(done, "wms", "inspection", "onHand", 1)
    move(done, "wms", "inspection", "scrap", 1)
    move(done, "erp", "erp.inventory", "erp.issued", 2)
    expect(done.ends()).toMatchObject({ verdict: "held", says: [] })
  })
  it("cannot say whether a site has what nobody took, and counts it as soon as it was brought again", () => {
    const unheard = () => move(received(5, 8), "supplier", "supplier.shipped", "supplier.stranded", 3)
    expect(unheard().ends()).toMatchObject({ verdict: "held", says: [] })
    const taken = move(unheard(), "supplier", "supplier.stranded", "supplier.shipped", 3)
    expect(taken.ends().says).toEqual(["MUG at east: 5 on hand, but delivered less shipped plus returned is 8."])
    const unanswered = move(received(5, 5), "supplier", "supplier.shipped", "supplier.stranded", 3)
    expect(unanswered.ends().says).toEqual([])
    const fromNowhere = move(received(5, 4), "supplier", "supplier.shipped", "supplier.stranded", 3)
    expect(fromNowhere.ends().says).toEqual(["MUG at east: 5 on hand, but delivered less shipped plus returned is 1."])
  })
  it("sees an entry that makes units from nowhere, also the last one of all", () => {
    const done = new Feed(stockConservation).posts("wms", "stock", "x", [
      ["dock", { ...at, quantity: -2 }],
      ["staged", { ...at, sku: "TEA", quantity: 2 }],
    ])
    move(done, "wms", "dock", "staged", 1).posts("wms", "stock", "x", [["dock", { ...at, quantity: 1 }]])
    expect(done.ends().says).toEqual([
      "A stock entry before this moves -2 of MUG from nowhere.",
      "A stock entry before this moves 2 of TEA from nowhere.",
      "The last stock entry moves 1 of MUG from nowhere.",
    ])
  })
  it("accepts an entry whose legs balance only all together", () => {
    const done = new Feed(stockConservation).posts("wms", "stock", "x", [
      ["dock", { ...at, quantity: -2 }],
      ["dock", { ...at, sku: "TEA", quantity: -1 }],
      ["staged", { ...at, quantity: 2 }],
      ["staged", { ...at, sku: "TEA", quantity: 1 }],
    ])
    expect(done.ends().says).toEqual([])
  })
  it("sees less than nothing on a shelf", () => {
    expect(move(received(), "wms", "onHand", "shipped", 6).says).toEqual([
      "MUG at east: -1 on hand after putaway of PO-1.",
    ])
  })
  it("sees a warehouse and an ERP that differ, and a warehouse that differs from what came", () => {
    expect(received(4).ends().says).toEqual(["MUG at east: 5 on hand in the warehouse, 4 in the ERP."])
    expect(received(0).ends().says).toEqual(["MUG at east: 5 on hand in the warehouse, 0 in the ERP."])
    expect(received(5, 6).ends().says).toEqual([
      "MUG at east: 5 on hand, but delivered less shipped plus returned is 6.",
    ])
  })
})

describe("one label per parcel", () => {
  const parcel = "A-1/shipment-1/parcel-1"
  const bought = (feed: Feed, n = 1) => feed.moves("carrier", "label", `${parcel}/label-${n}`, "", "created")
  const voided = (feed: Feed, n = 1) => feed.moves("carrier", "label", `${parcel}/label-${n}`, "created", "voided")
  const ships = (feed: Feed) => feed.moves("wms", "parcel", parcel, "labelled", "shipped")
  const feed = () => new Feed(oneLabelPerParcel)

  it("accepts one label, also the second when the first was given back, and one given back for a parcel that stays", () => {
    expect(ships(bought(feed())).ends()).toMatchObject({ verdict: "held", exercised: 2, says: [] })
    expect(ships(bought(voided(bought(feed())), 2)).ends()).toMatchObject({ verdict: "held", exercised: 3 })
    expect(voided(bought(feed())).ends()).toMatchObject({ verdict: "held", exercised: 1 })
  })
  it("sees two that are paid for", () => {
    expect(bought(bought(feed()), 2).says).toEqual([
      `Parcel ${parcel} has 2 labels that are paid for, the last ${parcel}/label-2.`,
    ])
  })
  it("sees a parcel that left without one, or whose label is given back or bought again after it left", () => {
    expect(ships(feed()).ends().says).toEqual([`Parcel ${parcel} was shipped with 0 labels.`])
    expect(voided(ships(bought(feed()))).ends().says).toEqual([`Parcel ${parcel} was shipped with 0 labels.`])
    expect(bought(ships(bought(feed())), 2).ends().says).toContain(`Parcel ${parcel} was shipped with 2 labels.`)
  })
  it("sees a label for a parcel that never leaves", () => {
    expect(bought(feed()).ends().says).toEqual([`A label for parcel ${parcel} was bought, and it never shipped.`])
  })
})
