/** Bounded effort, and that everything has a cause and an owner, by hand-made rows. */
import { describe, expect, it } from "vitest"
import { boundedEffort, causeAndAuthority } from "../../../actors/common-invariants.ts"
import { tellsPrivate } from "../../../actors/private-text.ts"
import type { MessageRow } from "../../../sim/consistency/rows.ts"
import { Feed } from "./feed.ts"

describe("bounded effort", () => {
  const tried = (to: Feed, attempt: number, more: Partial<MessageRow> = {}) =>
    to.message("labels.buy", "A-1/shipment-1/parcel-1", {
      sender: "wms-east",
      receiver: "carrier-a",
      attempt,
      callId: 7,
      sentAt: attempt * 5_000,
      ...more,
    })
  const refused = (to: Feed, attempt: number, sentAt: number, deliveredAt = sentAt + 40) =>
    tried(to, attempt, { kind: "response", status: 429, sentAt, deliveredAt })

  it("accepts retries within the budget, and copies that the network made", () => {
    const done = new Feed(boundedEffort)
    for (let attempt = 1; attempt <= 14; attempt++) tried(done, attempt)
    tried(done, 15, { copy: 1 })
    expect(done).toMatchObject({ verdict: "held", exercised: 13, says: [] })
  })
  it("is unknown while nothing was tried again", () => {
    expect(tried(new Feed(boundedEffort), 1).verdict).toBe("unknown")
  })
  it("sees one attempt too many, once", () => {
    const done = new Feed(boundedEffort)
    for (let attempt = 1; attempt <= 17; attempt++) tried(done, attempt)
    expect(done.says).toEqual(["wms-east: labels.buy for A-1/shipment-1/parcel-1 was tried more than 14 times."])
  })
  it("accepts who waits for the next second, and sees who does not", () => {
    const patient = refused(tried(new Feed(boundedEffort), 1, { sentAt: 10_100 }), 1, 10_200)
    expect(tried(patient, 2, { sentAt: 11_000 }).says).toEqual([])
    const hasty = refused(tried(new Feed(boundedEffort), 1, { sentAt: 10_100 }), 1, 10_200)
    expect(tried(hasty, 2, { sentAt: 10_900 }).says).toEqual([
      "wms-east: labels.buy for A-1/shipment-1/parcel-1 was sent again at once, though carrier-a had asked to wait.",
    ])
  })
  it("sees who asks for the same again and again though it was refused for a reason", () => {
    const asks = (to: Feed, times: number, status: number, heardAfterMs = 9) => {
      for (let call = 1; call <= times; call++) {
        const sentAt = call * 1_000
        const deliveredAt = heardAfterMs < 0 ? -1 : sentAt + heardAfterMs
        to.message("refunds.create", "A-1/return-1", { sender: "oms", receiver: "payment", sentAt, callId: call })
        const asked = { kind: "response", sender: "payment", receiver: "oms", requestSentAt: sentAt }
        const answer = { ...asked, status, sentAt, deliveredAt }
        to.message("refunds.create", "A-1/return-1", { ...answer, callId: call })
      }
      return to
    }
    expect(asks(new Feed(boundedEffort), 100, 403).says).toEqual([])
    expect(asks(asks(asks(new Feed(boundedEffort), 60, 409), 1, 201), 60, 409).says).toEqual([])
    expect(asks(new Feed(boundedEffort), 300, 503).says).toEqual([])
    // Never heard of, or only when all had been asked.
    expect(asks(new Feed(boundedEffort), 300, 409, -1).says).toEqual([])
    expect(asks(new Feed(boundedEffort), 300, 409, 400_000).says).toEqual([])
    expect(asks(new Feed(boundedEffort), 300, 403).says).toEqual([
      "oms: refunds.create for A-1/return-1 was refused more than 100 times in a row, the last with 403.",
    ])
  })
  it("blames nobody for an answer that never came", () => {
    const deaf = refused(tried(new Feed(boundedEffort), 1, { sentAt: 10_100 }), 1, 10_200, -1)
    expect(tried(deaf, 2, { sentAt: 10_900 }).says).toEqual([])
  })
})

describe("cause and authority", () => {
  const begun = () => new Feed(causeAndAuthority).moves("wms", "picker", "picker-1", "", "idle", { at: 0, message: -1 })

  it("accepts what a message or an act caused, polls, and what stood there from the beginning", () => {
    const done = begun()
      .message("purchases.make", "A-1", { kind: "act", cause: -1, sentAt: 5 })
      .message("events.list", "oms/after-0", { cause: -1, sender: "oms", sentAt: 6 })
      .message("checkout.complete", "A-1", { cause: 1, sender: "buyer", sentAt: 7 })
      .moves("oms", "order", "A-1/oms-1", "", "accepted", { at: 8, message: 3 })
      .moves("wms", "picker", "picker-1", "idle", "counting", { at: 9, message: -1 })
      .message("stock.changed", "count-1", { kind: "webhook", cause: -1, sender: "wms", sentAt: 9 })
      .posts("wms", "stock", "count-1", [["onHand", { quantity: 1 }]], { at: 9, message: -1 })
      .message("payments.create", "A-1", { cause: -1, callId: -2, sender: "storefront", sentAt: 10 })
    expect(done).toMatchObject({ verdict: "held", exercised: 3, says: [] })
  })
  it("sees a message, a change and a posting out of nothing", () => {
    const done = begun()
      .message("checkout.complete", "A-1", { cause: -1, sender: "buyer", sentAt: 7 })
      .posts("wms", "stock", "count-1", [["onHand", { quantity: 1 }]], { at: 8, message: -1, rule: "adjust" })
      .moves("oms", "order", "A-1/oms-1", "", "accepted", { at: 9, message: -1, event: "created" })
    expect(done.says).toEqual([
      "buyer sent checkout.complete for A-1, and nothing had caused it.",
      "wms posted adjust of count-1 to onHand, and nothing had caused it.",
      'order A-1/oms-1 of oms took "created", and nothing had caused it.',
    ])
  })
  it("sees who moves an account that belongs to another", () => {
    const done = begun().posts("oms", "stock", "A-1", [["onHand", { quantity: -1 }]], { message: 4, rule: "ship" })
    expect(done.says).toEqual(["oms posted ship of A-1 to onHand, which belongs to wms."])
    const own = begun()
      .posts("wms", "stock", "A-1", [["onHand", { quantity: -1 }]], { message: 4 })
      .posts("payment", "money", "A-1", [["fees", { amount: 3 }]], { message: 4 })
      .posts("erp", "money", "A-1", [["fees", { amount: 3 }]], { message: 4 })
      .posts("erp", "money", "A-1", [["an account that nobody declared", { amount: 3 }]], { message: 4 })
    expect(own.says).toEqual([])
  })
  it("sees people and secrets in names of rows", () => {
    const done = begun()
      .message("messages.send", "zoe@example.org/shipped", { cause: 1, sentAt: 7 })
      .moves("buyer", "purchase", "+48 601 000 000", "", "ordering", { at: 8, message: 3 })
    expect(done.says).toEqual([
      "The subject of a messages.send tells an e-mail address.",
      "The id of a purchase of buyer tells a telephone number.",
    ])
  })
  it("takes no ordinary name for private", () => {
    for (const text of ["MUG-RED@wms-east", "A-1/shipment-1", "payment/EUR/payout/2024-03-04", "#1007", "C+1", "tok_"])
      expect(tellsPrivate(text), text).toBeNull()
    expect(tellsPrivate("oms/whsec_a1b2c3")).toBe("a secret")
  })
})
