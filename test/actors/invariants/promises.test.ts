/** What the invariants about what is owed and promised accept and what they do not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { madeWhole, promiseKeptOnce } from "../../../actors/oms/promise-invariants.ts"
import { Feed } from "./feed.ts"

const day = 86_400_000
const parcel = "A-1/shipment-1/parcel-1"

describe("made whole once", () => {
  const feed = () => new Feed(madeWhole)
  const arrives = (to: Feed, id = "A-1/return-1", at = 0) =>
    to.moves("wms", "returnReceipt", id, "announced", "arrived", { at })
  const lost = (to: Feed) => to.moves("carrier", "label", `${parcel}/label-1`, "searched", "lost")
  const ends = (to: Feed, id = "A-1/return-1", state = "refunded", at = day) =>
    to.moves("oms", "return", id, "paid", state, { at })
  const owes = (to: Feed, amount: number, at = 0) =>
    to.posts("oms", "memo", "A-1/return-1", [["refund.due", { amount, at }]])
  const pays = (to: Feed, amount: number, at = 0) => to.posts("payment", "money", "A-1", [["shopper", { amount, at }]])

  it("accepts what came back and was refunded, replaced or refused, and what was lost", () => {
    const done = ends(arrives(feed()))
    ends(arrives(done, "A-2/return-1"), "A-2/return-1", "replaced")
    ends(arrives(done, "A-3/return-1"), "A-3/return-1", "refused")
    ends(lost(done), `${parcel}/missing-1`)
    expect(done.ends()).toMatchObject({ verdict: "held", exercised: 4, says: [] })
  })
  it("sees what came back or was lost, and nobody cared", () => {
    expect(lost(arrives(feed())).ends().says).toEqual([
      "A-1/return-1 came back or was lost, and its buyer has neither money nor goods for it.",
      `${parcel} came back or was lost, and its buyer has neither money nor goods for it.`,
    ])
  })
  it("sees a parcel that is made good as lost and again when it comes back", () => {
    const done = ends(lost(feed()), `${parcel}/missing-1`)
    expect(ends(arrives(done, `${parcel}/return-1`), `${parcel}/return-1`).says).toEqual([
      `${parcel} was made good twice, the second time as ${parcel}/return-1.`,
    ])
  })
  it("sees a buyer who waits too long", () => {
    expect(ends(arrives(feed()), "A-1/return-1", "refunded", 60 * day).says).toEqual([
      "A-1/return-1: it took 60 days until its buyer was made whole.",
    ])
    expect(pays(owes(feed(), 500), 500, 20 * day).says).toEqual(["A-1: money that was due went back after 20 days."])
  })
  it("compares what is owed with what went back, at the shop and at the marketplace", () => {
    expect(pays(owes(feed(), 500), 500).ends()).toMatchObject({ verdict: "held", says: [] })
    const sold = feed().posts("oms", "memo", "M-1/return-1", [["refund.due", { amount: 300 }]])
    expect(sold.posts("marketplace", "memo", "M-1", [["refund.paid", { amount: 300 }]]).ends().verdict).toBe("held")
    expect(owes(feed(), 500).ends().says).toEqual(["A-1: 500 minor units are owed to the buyer, 0 went back."])
    expect(pays(pays(owes(feed(), 500), 500), 500).ends().says).toEqual([
      "A-1: 1000 minor units went back, only 500 were owed.",
    ])
  })
  it("lets more go back when there is a credit note for it", () => {
    const done = pays(pays(owes(feed(), 500), 500), 200)
    done.posts("erp", "money", "A-1/return-1", [["refundsPayable", { amount: -700, subject: "A-1" }]], {
      rule: "creditNote",
    })
    expect(done.ends().says).toEqual([])
  })
  it("does not count goodwill and what a bank took back as money that was owed", () => {
    const written = (account: string) =>
      pays(pays(owes(feed(), 500), 500), 200).posts("erp", "money", "A-1", [[account, { amount: 200 }]])
    expect(written("salesAllowances").ends().says).toEqual([])
    expect(written("chargebackLoss").ends().says).toEqual([])
    expect(written("rounding").ends().says).toEqual(["A-1: 700 minor units went back, only 500 were owed."])
    const disputed = pays(pays(owes(feed(), 500), 500), 200, 40 * day)
    expect(disputed.posts("erp", "money", "A-1", [["chargebackLoss", { amount: 200 }]]).ends().says).toEqual([])
  })
  it("sees money of a cancelled order that is kept", () => {
    const cancelled = () => pays(feed(), -900).moves("oms", "order", "A-1/oms-1", "held", "cancelled")
    expect(cancelled().ends().says).toEqual(["A-1 is cancelled, and 900 minor units of it were kept."])
    expect(pays(cancelled(), 900).ends()).toMatchObject({ verdict: "held", exercised: 1 })
  })
})

describe("promise kept once", () => {
  const promised = () =>
    new Feed(promiseKeptOnce)
      .posts("storefront", "memo", "A-1", [["ordered.total", { amount: 100 }]])
      .posts("oms", "memo", "A-1", [["promise.at", { quantity: 1000 }]])
  const leaves = (to: Feed, at: number) =>
    to.moves("oms", "order", "A-1/oms-1", "fulfilling.waiting", "shipped", { at })
  const tells = (to: Feed, template: string, version = 1, times = 1) => {
    to.moves("notification", "message", `A-1/${template}-${version}`, "queued", "sent")
    for (let n = 0; n < times; n++) to.message(`inbox.${template}`, "A-1", { kind: "handover", attempt: 1 })
    return to
  }

  it("accepts an order that leaves in time, or is called off before", () => {
    expect(leaves(promised(), 1000).ends()).toMatchObject({ verdict: "held", exercised: 1 })
    const cancelled = promised().moves("oms", "order", "A-1/oms-1", "held", "cancelled", { at: 900 })
    expect(cancelled.ends().verdict).toBe("held")
  })
  it("accepts one that is late and told once; not one that is late in silence, for ever or told twice", () => {
    expect(leaves(tells(promised(), "orderDelayed"), 1001).ends().verdict).toBe("held")
    const silent = ["A-1 did not leave by its promise, and its buyer was not told."]
    expect(leaves(promised(), 1001).ends().says).toEqual(silent)
    expect(promised().ends().says).toEqual(silent)
    expect(leaves(tells(tells(promised(), "orderDelayed"), "orderDelayed", 2), 1001).ends().says).toEqual([
      "The buyer of A-1 was told 2 times that it is late.",
    ])
  })
  it("goes by when it left, should the order show it only when a change was decided", () => {
    const left = (at: number) =>
      promised().moves("oms", "shipment", "A-1/shipment-1", "cleared", "shipped.unscanned", { at })
    expect(leaves(left(900), 1500).ends().verdict).toBe("held")
    expect(leaves(left(1100), 1500).ends().verdict).toBe("broken")
  })
  it("leaves a marketplace's buyers to the marketplace", () => {
    const theirs = new Feed(promiseKeptOnce).posts("oms", "memo", "M-1", [["promise.at", { quantity: 1000 }]])
    expect(theirs.ends()).toMatchObject({ verdict: "held", exercised: 1 })
  })
  it("sees what is written twice; a new version, or the mail system's own repeat, is not", () => {
    const wrong = ["The buyer got shipped about A-1 more often than it was meant."]
    expect(tells(promised(), "shipped", 1, 2).says).toEqual(wrong)
    expect(tells(tells(promised(), "shipped"), "shipped", 2).says).toEqual([])
    const repeated = tells(promised(), "shipped").message("inbox.shipped", "A-1", { kind: "handover", attempt: 2 })
    expect(repeated.says).toEqual([])
  })
})
