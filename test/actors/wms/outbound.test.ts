// Goal: a shipment leaves once, with exactly what was ordered, and only when it is paid for.
// Method: laws over random orders, stocks and lost answers; then the refusals, one by one.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as wire from "../../../actors/wms/contract.ts"
import { splitIntoParcels } from "../../../actors/wms/packing.ts"
import { bySku } from "../../../actors/wms/stock.ts"
import * as small from "./small-world.ts"

const { hour, minute, monday } = small

interface Level {
  readonly onHand: number
  readonly allocated: number
}

const sku = fc.constantFrom("a", "b", "c")
const lines = fc.dictionary(sku, fc.integer({ min: 1, max: 40 }), { minKeys: 1, maxKeys: 3 })
const orders = fc.array(
  fc.record({
    lines,
    after: fc.nat(10 * hour),
    cleared: fc.option(fc.nat(6 * hour)),
    cancelled: fc.option(fc.nat(hour)),
  }),
  { minLength: 1, maxLength: 8 },
)

describe("whatever is ordered, cleared, cancelled and lost on the way", () => {
  const lost = fc.record({ buy: fc.nat(6), quote: fc.nat(2), manifest: fc.nat(6) })

  test.prop([orders, lost, fc.nat(), fc.nat(200)], { numRuns: 60 })(
    "stock, labels and postings agree",
    (asked, faults, seed, each) => {
      const world = small.smallWorld({
        seed,
        policies: { unitsPerParcel: 25, pickers: 2 },
        faults: [
          small.loseAnswers("labels.buy", faults.buy),
          small.loseAnswers("rates.quote", faults.quote),
          small.loseAnswers("manifests.close", faults.manifest),
        ],
      })
      small.stockUp(world, { a: each, b: each, c: 40 })
      asked.forEach((order, n) => {
        const at = monday + 1 + order.after
        small.drop(world, at, `o${n}/shipment-1`, order.lines)
        const shipment = `o${n}/shipment-1`
        if (order.cleared !== null) small.ask(world, at + 1 + order.cleared, wire.clearOutbound, { shipment })
        if (order.cancelled !== null) small.ask(world, at + 1 + order.cancelled, wire.cancelOutbound, { shipment })
      })
      world.run()
      expect(world.defects).toEqual([])

      const shipments = small.all<{ lines: { sku: string; quantity: number }[]; cleared: boolean }>(
        world,
        "wms-east",
        "outboundOrder",
      )
      const posted = small.postedBy(world, "wms-east")
      for (const { id, state, context } of small.all<Level>(world, "wms-east", "stock")) {
        const promised = shipments
          .filter((shipment) => !["shipped", "cancelled"].includes(shipment.state))
          .flatMap((shipment) => shipment.context.lines.filter((line) => line.sku === id))
          .reduce((sum, line) => sum + line.quantity, 0)
        const held = posted
          .filter((leg) => leg.account === "onHand" && leg.sku === id)
          .reduce((sum, leg) => sum + leg.quantity, 0)
        expect([state, context.allocated, context.onHand]).toEqual(["kept", promised, held])
        expect(context.onHand).toBeGreaterThanOrEqual(context.allocated)
      }
      for (const { id, state, context } of shipments) {
        // With the run over, nobody is under way: a shipment has left, waits for its money, or was stopped.
        expect(context.cleared ? ["shipped", "cancelled"] : ["packed", "cancelled"]).toContain(state)
        const labels = ["carrier-a", "carrier-b"].flatMap((carrier) =>
          small.all<{ shipment: string }>(world, carrier, "label").filter((label) => label.context.shipment === id),
        )
        const parcels = small
          .all<{ shipment: string }>(world, "wms-east", "parcel")
          .filter((one) => one.context.shipment === id)
        const units = context.lines.reduce((sum, line) => sum + line.quantity, 0)
        // What was stopped while it was packed has nothing but discarded parcels.
        const kept = parcels.filter((one) => one.state !== "discarded")
        expect(kept.length).toBe(state === "cancelled" ? 0 : Math.ceil(units / 25))
        expect(labels.length).toBe(kept.length)
        expect(new Set(labels.map((label) => label.state))).toEqual(
          new Set(state === "shipped" ? ["delivered"] : state === "packed" ? ["bought"] : []),
        )
      }
      expect(small.all(world, "wms-east", "wave").every((wave) => wave.state === "done")).toBe(true)
      expect(small.all(world, "wms-east", "picker").every((picker) => picker.state === "idle")).toBe(true)
    },
  )
})

describe("an outbound order", () => {
  const opened = (stock: Readonly<Record<string, number>>, setting: small.SmallWorld = {}) => {
    const world = small.smallWorld(setting)
    small.stockUp(world, stock)
    world.run(monday + 1)
    return world
  }
  const drop = (world: ReturnType<typeof opened>, shipment: string, ordered: Readonly<Record<string, number>>) =>
    small.answerOf(world, "wms-east", wire.createOutbound, small.outboundOf(shipment, ordered))

  test("is allocated at once and answers the figures after that", () => {
    const world = opened({ a: 10, b: 1 })
    expect(drop(world, "s1", { a: 4 })).toEqual({
      status: 201,
      body: { shipment: "s1", state: "waved", levels: [{ sku: "a", onHand: 10, allocated: 4, movement: 2 }] },
    })
  })

  test("that lacks anything is refused as a whole", () => {
    const world = opened({ a: 10, b: 1 })
    const answer = drop(world, "s1", { a: 4, b: 2, c: 1 })
    expect(answer.status).toBe(409)
    expect(answer.body).toMatchObject({
      error: "insufficientStock",
      violations: ["b: 2 ordered, 1 free", "c: 1 ordered, 0 free"],
    })
    expect(small.all(world, "wms-east", "outboundOrder")).toEqual([])
    expect(small.all<Level>(world, "wms-east", "stock").map((stock) => stock.context.allocated)).toEqual([0, 0])
  })

  test("dropped twice is one order", () => {
    const world = opened({ a: 10 })
    drop(world, "s1", { a: 6 })
    expect(drop(world, "s1", { a: 6 })).toMatchObject({ status: 200, body: { levels: [{ allocated: 6 }] } })
  })

  test("gives its units back when it is cancelled, again and again", () => {
    const world = opened({ a: 10 })
    drop(world, "s1", { a: 6 })
    for (const _ of [1, 2]) {
      expect(small.answerOf(world, "wms-east", wire.cancelOutbound, { shipment: "s1" })).toMatchObject({
        status: 200,
        body: { state: "cancelled", levels: [{ allocated: 0, movement: 3 }] },
      })
    }
    expect(small.answerOf(world, "wms-east", wire.clearOutbound, { shipment: "s1" }).status).toBe(409)
    world.run()
    expect(world.defects).toEqual([])
    expect(small.all(world, "wms-east", "wave")).toMatchObject([{ state: "done" }])
    expect(small.all(world, "wms-east", "pickTask")).toEqual([])
  })

  test("that is stopped in the picker's hands frees the picker at once and its units when they are back", () => {
    const world = opened({ a: 10 }, { policies: { pickers: 1 } })
    drop(world, "s1", { a: 3 })
    drop(world, "s2", { a: 1 })
    world.run(monday + 30 * minute)
    expect(small.answerOf(world, "wms-east", wire.cancelOutbound, { shipment: "s1" })).toMatchObject({
      status: 200,
      body: { state: "puttingBack", levels: [{ onHand: 10, allocated: 4 }] },
    })
    expect(small.all(world, "wms-east", "pickTask").map((task) => task.state)).toEqual(["cancelled", "picking"])
    world.run()
    expect(world.defects).toEqual([])
    expect(small.published(world, "wms-east", "stock.changed").slice(-1)).toMatchObject([
      { reference: "s1/putback-1", reason: "putback", levels: [{ sku: "a", onHand: 10, allocated: 1 }] },
    ])
    expect(small.all(world, "wms-east", "outboundOrder")).toMatchObject([{ state: "cancelled" }, { state: "packed" }])
  })

  test("can be stopped until its first parcel is closed", () => {
    const world = opened({ a: 10 }, { policies: { packingTime: { medianMs: 20 * minute, p99Ms: 20 * minute } } })
    drop(world, "s1", { a: 1 })
    drop(world, "s2", { a: 1 })
    world.run(monday + 40 * minute)
    const stop = (shipment: string) => small.answerOf(world, "wms-east", wire.cancelOutbound, { shipment })
    expect(stop("s1")).toMatchObject({ status: 200, body: { state: "puttingBack" } })
    world.run(monday + 3 * hour)
    expect(stop("s2")).toMatchObject({ status: 409, body: { error: "conflict", state: "packed" } })
    const parcels = small.all(world, "wms-east", "parcel").map(({ id, state }) => `${id} ${state}`)
    expect(parcels.toSorted()).toEqual(["s1/parcel-1 discarded", "s2/parcel-1 labelled"])
    expect(world.defects).toEqual([])
  })

  test("may be cancelled while its pick task waits, and no longer when it is picked where nothing in hand is stopped", () => {
    const world = opened({ a: 10 }, { policies: { pickers: 1, stopsInHand: false } })
    drop(world, "s1", { a: 1 })
    drop(world, "s2", { a: 1 })
    world.run(monday + 30 * minute)
    expect(small.answerOf(world, "wms-east", wire.cancelOutbound, { shipment: "s1" })).toMatchObject({
      status: 409,
      body: { error: "conflict", state: "picking", allowed: ["cancel", "clear", "picked", "readdress", "shorten"] },
    })
    expect(small.answerOf(world, "wms-east", wire.cancelOutbound, { shipment: "s2" }).status).toBe(200)
    world.run()
    expect(world.defects).toEqual([])
    expect(small.all(world, "wms-east", "pickTask").map((task) => task.state)).toEqual(["done", "cancelled"])
  })

  test("waits for its money and then leaves within the confirm delay", () => {
    const world = opened({ a: 10 })
    drop(world, "s1", { a: 1 })
    world.run(monday + 5 * hour)
    expect(small.published(world, "wms-east", "shipment.packed")).toHaveLength(1)
    expect(small.published(world, "wms-east", "shipment.shipped")).toHaveLength(0)
    small.answerOf(world, "wms-east", wire.clearOutbound, { shipment: "s1" })
    world.run(monday + 5 * hour + 5 * minute)
    expect(small.published(world, "wms-east", "shipment.shipped")).toMatchObject([
      { shipment: "s1", lines: [{ sku: "a", quantity: 1 }], levels: [{ sku: "a", onHand: 9, allocated: 0 }] },
    ])
    expect(small.published(world, "wms-east", "shipment.packed")).toHaveLength(1)
  })

  test("with the oldest promise is picked first", () => {
    const world = opened({ a: 10 }, { policies: { pickers: 1 } })
    for (const [shipment, promiseAt] of [
      ["s1", 3],
      ["s2", 1],
      ["s3", 2],
    ] as const) {
      small.answerOf(world, "wms-east", wire.createOutbound, { ...small.outboundOf(shipment, { a: 1 }), promiseAt })
    }
    world.run()
    const { transitions, names } = world.journal
    const started: string[] = []
    for (let row = 0; row < transitions.rows; row++) {
      if (names.at(transitions.object.at(row)) === "pickTask" && names.at(transitions.event.at(row)) === "start") {
        started.push(transitions.id.at(row) ?? "")
      }
    }
    expect(started).toEqual(["s2/pick-1", "s3/pick-1", "s1/pick-1"])
  })

  test("is labelled when the carriers are back", () => {
    const outages = ["carrier-a", "carrier-b"].map((instance) => ({ instance, from: monday, until: monday + 8 * hour }))
    const world = opened({ a: 10 }, { outages })
    drop(world, "s1", { a: 1 })
    world.run()
    expect(small.pathOf(world, "wms-east", "parcel", "s1/parcel-1").join(" ")).toMatch(
      /^packing quoting waiting (quoting waiting )+quoting buying labelled$/u,
    )
    expect(small.all(world, "wms-east", "outboundOrder")).toMatchObject([{ state: "packed" }])
  })

  test("is given to a person when the carriers never come back", () => {
    const outages = ["carrier-a", "carrier-b"].map((instance) => ({
      instance,
      from: monday,
      until: monday + 900 * hour,
    }))
    const world = opened({ a: 10 }, { outages })
    drop(world, "s1", { a: 1 })
    world.run()
    expect(small.all(world, "wms-east", "parcel")).toMatchObject([{ state: "unlabelled" }])
  })
})

describe("parcels", () => {
  const units = fc.array(fc.record({ sku, quantity: fc.integer({ min: 1, max: 300 }) }), { maxLength: 6 })
  test.prop([units, fc.integer({ min: 1, max: 130 })])(
    "hold all units, and all but the last are full",
    (all, unitsMax) => {
      const parcels = splitIntoParcels(all, unitsMax)
      const sizes = parcels.map((parcel) => parcel.reduce((sum, line) => sum + line.quantity, 0))
      expect(bySku(parcels.flat())).toEqual(bySku(all))
      expect(sizes.slice(0, -1).every((size) => size === unitsMax)).toBe(true)
      expect((sizes.at(-1) ?? 0) <= unitsMax).toBe(true)
    },
  )
})
