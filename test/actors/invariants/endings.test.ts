/** Nothing waits for ever, and whoever asks is answered, by hand-made rows; and the states that are named are states of the charts. */
import { describe, expect, it } from "vitest"
import { comesToRest, waitingStates, wishesAnswered } from "../../../actors/endings.ts"
import { ecosystem } from "../../../actors/ecosystem.ts"
import type { ObjectKind } from "../../../sim/partner/room.ts"
import { Feed } from "./feed.ts"

describe("everything comes to rest", () => {
  const captured = () => new Feed(comesToRest).moves("payment", "capture", "A-1/payment-1/capture-1", "", "pending")

  it("accepts what has gone on, and what waits for people", () => {
    const done = captured().moves("payment", "capture", "A-1/payment-1/capture-1", "pending", "paidOut")
    done.moves("oms", "hold", "A-1/hold-1", "", "placed").ends()
    expect(done).toMatchObject({ verdict: "held", exercised: 1, says: [] })
  })

  it("sees what still waits, below a state as well", () => {
    captured().moves("oms", "return", "A-1/return-1", "arrived", "refunding.paying").ends()
    const late = captured().moves("oms", "return", "A-1/return-1", "arrived", "refunding.paying").ends()
    expect(late.says).toEqual([
      "Nothing is left to do, and payment capture A-1/payment-1/capture-1 still is pending.",
      "Nothing is left to do, and oms return A-1/return-1 still is refunding.paying.",
    ])
  })

  it("does not take one partner's object for another's", () => {
    expect(new Feed(comesToRest).moves("storefront", "order", "A-1", "", "accepted").ends().says).toEqual([])
  })

  it("names states that there are", () => {
    for (const [object, byPartner] of Object.entries(waitingStates))
      for (const [partner, words] of Object.entries(byPartner)) {
        const kinds = ecosystem.rooms[partner]!.objects as unknown as readonly ObjectKind[]
        const machine = kinds.find(({ name }) => name === object)?.machine as
          | { getStateNodeById?: (id: string) => unknown; id: string }
          | undefined
        for (const word of words) expect(() => machine!.getStateNodeById!(`${machine!.id}.${word}`)).not.toThrow()
      }
  })
})

describe("wishes are answered", () => {
  const asked = () => new Feed(wishesAnswered).message("cancellation.requested", "A-1", { kind: "webhook", attempt: 1 })

  it("accepts an answer, and a cancellation by the seller that comes before it", () => {
    expect(asked().message("cancellations.resolve", "A-1").ends()).toMatchObject({ verdict: "held", exercised: 1 })
    expect(asked().message("orders.cancelBySeller", "A-1").ends().says).toEqual([])
  })

  it("sees a wish that nobody answers, and an answer about something else", () => {
    const says = ["Nobody has ever answered cancellation.requested A-1."]
    expect(asked().ends().says).toEqual(says)
    expect(asked().message("cancellations.resolve", "A-2").message("edits.resolve", "A-1").ends().says).toEqual(says)
  })

  it("sees a wish that a channel takes and keeps to itself, unless it calls the order off by itself", () => {
    const taken = (feed: Feed) => feed.message("orders.cancel", "A-1", { kind: "response", status: 202 })
    const off = (feed: Feed) => feed.moves("marketplace", "order", "A-1", "pending", "cancelled")
    expect(taken(new Feed(wishesAnswered)).ends().says).toEqual([
      "Nobody has ever answered cancellation.requested A-1.",
    ])
    expect(off(taken(new Feed(wishesAnswered))).ends().says).toEqual([])
    expect(taken(off(new Feed(wishesAnswered))).ends().says).toEqual([])
    const declined = new Feed(wishesAnswered).message("orders.cancel", "A-1", { kind: "response", status: 409 })
    expect(declined.ends()).toMatchObject({ verdict: "unknown", says: [] })
  })

  it("takes history that is told again for no new wish", () => {
    const again = asked().message("cancellations.resolve", "A-1").message("events.replay", "since-0", { kind: "act" })
    expect(
      again.message("cancellation.requested", "A-1", { kind: "webhook", attempt: 1, cause: 2 }).ends().says,
    ).toEqual([])
  })
})
