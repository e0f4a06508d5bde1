/** What a buyer may be told of a parcel and when, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { trackingTruth } from "../../../actors/notification/invariants.ts"
import { Feed } from "./feed.ts"

const shipment = "A-1/shipment-1"
const feed = () => new Feed(trackingTruth)
const left = (to: Feed) => to.moves("wms", "outboundOrder", shipment, "packed", "shipped")
const parcel = (to: Feed, n: number, from: string, state: string) =>
  to.moves("carrier", "label", `${shipment}/parcel-${n}/label-1`, from, state)

describe("tracking truth", () => {
  it("accepts news of what has left, and of what has all been delivered, however often", () => {
    const done = left(feed())
    for (const n of [1, 2]) parcel(done, n, "created", "manifested")
    done.handed("inbox.shipped", shipment)
    for (const n of [1, 2]) parcel(done, n, "outForDelivery", "delivered")
    done.handed("inbox.delivered", shipment).handed("inbox.delivered", shipment)
    expect(done).toMatchObject({ verdict: "held", exercised: 3, says: [] })
  })
  it("does not count a parcel twice that was announced anew", () => {
    const done = parcel(left(feed()), 1, "bought", "manifested")
    parcel(parcel(done, 1, "manifested", "leftBehind"), 1, "leftBehind", "manifested")
    parcel(done, 1, "outForDelivery", "delivered").handed("inbox.delivered", shipment)
    expect(done).toMatchObject({ verdict: "held", says: [] })
  })
  it("sees news of what no warehouse has shipped", () => {
    const done = feed().moves("wms", "outboundOrder", shipment, "picking", "packed")
    done.handed("inbox.shipped", shipment).handed("inbox.delivered", shipment)
    expect(done.says).toEqual(
      Array(2).fill(`The buyer is told that ${shipment} has left, but no warehouse has shipped it.`),
    )
  })
  it("sees a delivery told before it is one, or while a parcel is on its way", () => {
    const done = left(feed()).handed("inbox.delivered", shipment)
    for (const n of [1, 2]) parcel(done, n, "created", "manifested")
    parcel(done, 1, "outForDelivery", "delivered").handed("inbox.delivered", shipment)
    expect(done.says).toEqual([
      `The buyer is told that ${shipment} was delivered, but 0 of its 0 parcels are.`,
      `The buyer is told that ${shipment} was delivered, but 1 of its 2 parcels are.`,
    ])
  })
  it("sees a parcel that is delivered and then is not, but not one that is delivered twice", () => {
    const done = parcel(parcel(feed(), 1, "outForDelivery", "delivered"), 1, "delivered", "delivered")
    expect(done.says).toEqual([])
    expect(parcel(done, 1, "delivered", "inTransit").says).toEqual([
      `Label ${shipment}/parcel-1/label-1 was delivered and is now inTransit.`,
    ])
  })
  it("only counts what reaches a person", () => {
    expect(feed().message("inbox.shipped", shipment).verdict).toBe("unknown")
  })
  it("sees a parcel that goes back a step, but not when an attempt has failed in between", () => {
    const done = parcel(feed(), 1, "outForDelivery", "attemptFailed")
    expect(parcel(parcel(done, 1, "attemptFailed", "outForDelivery"), 1, "outForDelivery", "returning").says).toEqual(
      [],
    )
    expect(parcel(feed(), 1, "outForDelivery", "inTransit").says).toEqual([
      `Label ${shipment}/parcel-1/label-1 was outForDelivery and is inTransit again, and nothing has gone wrong in between.`,
    ])
  })
})
