/**
 * What would happen without a check, a compensation or a posting: for each that is taken away, some invariant must speak.
 * Method: the ecosystem is a value; a mutant replaces one room by one that lacks something, or one instance's memory by a leaky one.
 */
import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import type { ObjectKind, Room } from "../../sim/partner/room.ts"
import { memoryPolicies } from "../../sim/partner/memory-policies.ts"
import { broken, run, twoOrders, withFault } from "./run.ts"

type Rule = (...given: never[]) => unknown

/** The ecosystem with one object of one room changed. */
const changed = (room: string, object: string, change: (kind: ObjectKind) => Partial<ObjectKind>): Ecosystem => {
  const before = ecosystem.rooms[room] as Room
  const objects = before.objects.map((kind) =>
    kind.name === object ? { ...kind, ...change(kind as unknown as ObjectKind) } : kind,
  )
  expect(objects.some((kind) => kind.name === object)).toBe(true)
  return {
    ...ecosystem,
    rooms: { ...ecosystem.rooms, [room]: { ...before, objects: objects as unknown as Room["objects"] } },
  }
}

const withoutPosting = (room: string, object: string, rule: string): Ecosystem =>
  changed(room, object, (kind) => {
    expect(Object.keys(kind.posts ?? {})).toContain(rule)
    return { posts: { ...kind.posts, [rule]: () => [] } } as Partial<ObjectKind>
  })

const withoutEffect = (room: string, object: string, effect: string): Ecosystem =>
  changed(room, object, (kind) => {
    expect(Object.keys(kind.effects ?? {})).toContain(effect)
    return {
      effects: { ...(kind.effects as Record<string, Rule>), [effect]: () => {} },
    } as unknown as Partial<ObjectKind>
  })

it("with everything in place nothing breaks", () => {
  expect(broken(run(twoOrders))).toEqual([])
})

describe("a posting that is left out", () => {
  it.each([
    ["storefront", "order", "order", "I4"],
    ["marketplace", "order", "order", "I4"],
    ["payment", "payment", "authorize", "I10"],
    ["payment", "capture", "capture", "I11"],
    ["oms", "allocation", "reserve", "I7"],
    ["oms", "allocation", "backorder", "I7"],
    ["oms", "allocation", "ship", "I5"],
    ["oms", "shipment", "worth", "I11"],
    ["wms", "outboundOrder", "ship", "I5"],
    ["wms", "putaway", "putaway", "I5"],
    ["supplier", "purchaseOrder", "supply", "I5"],
    ["erp", "invoice", "invoice", "I12"],
    ["erp", "goodsIssue", "goodsIssue", "I15"],
    ["erp", "goodsReceipt", "goodsReceipt", "I15"],
    ["erp", "paymentApplication", "capture", "I15"],
    ["erp", "paymentApplication", "applyDeposit", "I12"],
    ["erp", "payout", "payout", "I15"],
    ["erp", "settlement", "settlement", "I15"],
  ])("%s %s %s: %s speaks", (room, object, rule, invariant) => {
    expect(broken(run(twoOrders, null, withoutPosting(room, object, rule)))).toContain(invariant)
  })
})

describe("a memory that is lost", () => {
  /** Every partner of a kind forgets at once what it is told to remember. */
  const forgetting = (kind: string, what: keyof typeof memoryPolicies, text: string) => {
    const room = ecosystem.rooms[kind] as Room
    const policies = { ...room.policies, [what]: { ...memoryPolicies[what], default: 0 } }
    return run(text, null, { ...ecosystem, rooms: { ...ecosystem.rooms, [kind]: { ...room, policies } } })
  }

  const orderTwice = withFault(twoOrders, "duplicate", "storefront > oms order.created A-1 #1.1")
  const labelLost = withFault(twoOrders, "lose-response", "wms-* > carrier-* labels.buy A-1/shipment-1/parcel-1 #1.1")
  const captureLost = withFault(twoOrders, "lose-response", "oms > payment payments.capture A-1/shipment-1 #1.1")

  it("with its memory a partner bears all three", () => {
    for (const text of [orderTwice, labelLost, captureLost]) expect(run(text).result.verdict).toBe("held")
  })
  it("an OMS that forgets event ids has an order twice", () => {
    expect(forgetting("oms", "eventIdsKept", orderTwice).result.verdict).toBe("broken")
  })
  it("a carrier that forgets keys sells a label twice", () => {
    expect(broken(forgetting("carrier", "idempotencyKept", labelLost))).toContain("I17")
  })
  it("a payment provider that forgets keys captures twice, or refuses what it has done", () => {
    const done = forgetting("payment", "idempotencyKept", captureLost)
    const captures = [...done.world.slots.everything()].filter(({ kind }) => kind.name === "capture").length
    expect(captures > 1 || done.result.verdict === "broken").toBe(true)
  })
})

describe("a compensation that is left out", () => {
  const cancelled = `${twoOrders.replace("world: { seed: 7 }", "world: { seed: 7, policies: { oms: { reviewAbove: 50.00 EUR, reviewTime: 6 h } } }")}  acts:
    - { at: +3 h, to: buyer, do: purchases.withdraw, subject: A-1-w, with: { order: A-1, withdrawal: A-1-w, lines: [{ sku: MUG, quantity: 2 }, { sku: TEA, quantity: 15 }], whole: true } }
`
  it("a cancelled order is undone everywhere", () => {
    const done = run(cancelled)
    expect(done.result.verdict).toBe("held")
    expect(done.result.kpis.operations["cancellationRate"]).toBe(0.5)
    const { slots } = done.world
    const payments = slots.shelf(done.world.instance("payment").index, "payment")
    expect(slots.find(payments, "A-1/payment-1")?.label).toBe("voided")
  })
  it("without it the buyer is never told, and units stay promised", () => {
    expect(broken(run(cancelled, null, withoutEffect("oms", "order", "undo"))).toSorted()).toContain("I1")
  })
  const suite = (name: string) => readFileSync(new URL(`../../scenarios/suites/${name}.yaml`, import.meta.url), "utf8")

  it.each([
    ["carrier/returned-to-sender", "return", "payBack", "I13"],
    ["carrier/lost-sent-again", "return", "releaseInstead", "I1"],
    ["returns/exchange", "return", "recordGoods", "I5"],
    ["promises/late-and-told-once", "order", "tellDelayed", "I19"],
  ])("%s without the OMS's %s %s: %s speaks", (name, object, effect, invariant) => {
    expect(broken(run(suite(name), null, withoutEffect("oms", object, effect)))).toContain(invariant)
  })
})
