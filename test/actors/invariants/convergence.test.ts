/** What the invariant across rooms accepts and what it does not, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { viewsAgree } from "../../../actors/convergence.ts"
import { Feed } from "./feed.ts"

const told = (oms: string, channel: string, erp: string, kind = "storefront") =>
  new Feed(viewsAgree)
    .moves(kind, "order", "A-1", "", channel)
    .moves("oms", "order", "A-1/oms-1", "", oms)
    .moves("erp", "salesOrder", "A-1", "", erp)
    .ends()

describe("convergence", () => {
  it.each([
    ["closed", "closed", "completed", "storefront"],
    ["closed", "fulfilled", "completed", "storefront"],
    ["delivered", "shipped", "completed", "marketplace"],
    ["cancelled", "cancelled", "cancelled", "marketplace"],
  ])("accepts %s in the OMS, %s at the channel, %s in the ERP", (oms, channel, erp, kind) => {
    expect(told(oms, channel, erp, kind)).toMatchObject({ verdict: "held", exercised: 1 })
  })

  it("leaves orders alone that have not ended in the OMS", () => {
    expect(told("fulfilling.waiting", "open.fulfilling", "toDeliverAndBill").verdict).toBe("unknown")
  })

  it.each([
    ["closed", "open.fulfilling", "completed", "Order A-1 was sent as the OMS says, but is still open to its channel."],
    ["closed", "closed", "partlyDelivered", "Order A-1 was sent as the OMS says, but is still open to the ERP."],
    ["cancelled", "cancelled", "completed", "Order A-1 was cancelled as the OMS says, but was sent to the ERP."],
    ["closed", "cancelled", "completed", "Order A-1 was sent as the OMS says, but was cancelled to its channel."],
  ])("sees %s in the OMS, %s at the channel, %s in the ERP", (oms, channel, erp, says) => {
    expect(told(oms, channel, erp).says).toEqual([says])
  })

  it("lets the ERP know nothing of an order that was given up before it was taken, and of no other", () => {
    const given = (from: string) =>
      new Feed(viewsAgree)
        .moves("storefront", "order", "A-1", "", "cancelled")
        .moves("oms", "order", "A-1/oms-1", from, "cancelled")
    expect(given("unmapped").ends()).toMatchObject({ verdict: "held", exercised: 1 })
    expect(given("held").ends().says).toEqual(["Order A-1 was cancelled as the OMS says, but is unknown to the ERP."])
    expect(given("unmapped").moves("erp", "salesOrder", "A-1", "", "toDeliverAndBill").ends().says).toEqual([
      "Order A-1 was cancelled as the OMS says, but is still open to the ERP.",
    ])
  })

  it("sees an order of which the ERP never heard", () => {
    const feed = new Feed(viewsAgree).moves("storefront", "order", "A-1", "", "closed")
    expect(feed.moves("oms", "order", "A-1/oms-1", "", "closed").ends().says).toEqual([
      "Order A-1 was sent as the OMS says, but is unknown to the ERP.",
    ])
  })
})
