// Goal: a label is sold once a key, scanned in order, and a parcel is handed over on a day on which vans drive.
// Method: laws over any instant of purchase and any service; then the refusals.
import { fc, test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import * as wire from "../../../actors/carrier/contract.ts"
import { nextOpen, readCalendar } from "../../../sim/world/calendar.ts"
import * as small from "../wms/small-world.ts"

const { hour, monday } = small
const vans = readCalendar({ days: "mon-fri", open: "08:00", close: "18:00" })
const address = { line1: "1 Main St", line2: null, city: "X", region: null, postalCode: null, country: "US" }
const service = fc.constantFrom("sameDay", "first", "second", "standard")
const request = (parcel: string, asked = "standard") => ({
  parcel,
  shipment: "s1",
  order: "o1",
  recipient: "buyer",
  service: asked,
  address,
  weightGrams: 1400,
})

type World = ReturnType<typeof small.smallWorld>
const buy = (world: World, parcel: string, asked?: string) => {
  const { status, body } = small.answerOf(world, "carrier-a", wire.buyLabel, request(parcel, asked))
  expect(status).toBe(201)
  return body as unknown as typeof wire.buyLabel.response.Type
}
const close = (world: World, ...labels: string[]) =>
  small.answerOf(world, "carrier-a", wire.manifestParcels, { shipment: "s1", labels })
const voids = (world: World, label: string) => small.answerOf(world, "carrier-a", wire.voidLabel, { label })
const scansOf = (world: World) =>
  small.published(world, "carrier-a", "tracking.updated") as (typeof wire.Tracking.Type)[]

describe("a parcel", () => {
  test.prop([fc.nat(14 * 24 * hour), service, fc.nat()], { numRuns: 80 })(
    "is fetched, driven and handed over",
    (after, asked, seed) => {
      const world = small.smallWorld({ seed })
      world.run(monday + after)
      const { label, trackingNumber } = buy(world, "p1", asked)
      const { pickupAt } = close(world, label).body as { pickupAt: number }
      expect(pickupAt).toBeGreaterThan(world.now)
      expect((pickupAt % (24 * hour)) / hour).toBe(17)
      expect(nextOpen(vans, pickupAt)).toBe(pickupAt)
      world.run()
      expect(world.defects).toEqual([])
      const scans = scansOf(world)
      expect(scans.map((scan) => scan.status)).toEqual(["accepted", "outForDelivery", "delivered"])
      expect(scans.map((scan) => scan.at)).toEqual(scans.map((scan) => scan.at).toSorted((a, b) => a - b))
      expect(scans[0]?.at).toBe(pickupAt)
      if (asked !== "sameDay") expect(nextOpen(vans, scans[1]?.at ?? 0)).toBe(scans[1]?.at)
      expect(small.answerOf(world, "carrier-a", wire.getTracking, { trackingNumber }).body).toEqual(scans[2])
      const { messages, names } = world.journal
      const handovers = Array.from({ length: messages.rows }, (_, row) => row).filter(
        (row) =>
          names.at(messages.operation.at(row)) === "parcels.receive" && names.at(messages.kind.at(row)) === "handover",
      )
      expect(handovers).toHaveLength(1)
    },
  )

  const meets = (world: World, parcel: string, fate: string, absences = 0) =>
    small.answerOf(world, "carrier-a", wire.meetFate, { parcel, fate, absences })

  test.each([
    ["lost", ["accepted", "lost"]],
    ["damaged", ["accepted", "damaged"]],
  ])("that is %s is said to be, and reaches nobody", (fate, statuses) => {
    const world = small.smallWorld()
    const { label } = buy(world, "p1")
    close(world, label)
    expect(meets(world, "p1", fate).status).toBe(200)
    world.run()
    expect(scansOf(world).map((scan) => scan.status)).toEqual(statuses)
    expect(small.all(world, "carrier-a", "label")).toMatchObject([{ state: fate }])
    expect(meets(world, "p1", "none").status).toBe(409)
    expect(meets(world, "p2", "none").status).toBe(404)
  })

  test("that the van leaves behind waits until it is announced anew; one that vanished does for good", () => {
    const world = small.smallWorld()
    const labels = ["p1", "p2"].map((parcel) => buy(world, parcel).label)
    close(world, ...labels)
    meets(world, "p1", "leftBehind")
    meets(world, "p2", "vanished")
    world.run()
    expect(scansOf(world)).toEqual([])
    close(world, ...labels)
    world.run()
    expect(small.all(world, "carrier-a", "label").map(({ state }) => state)).toEqual(["delivered", "leftBehind"])
  })

  test("is fetched a working day later when the van does not come", () => {
    const world = small.smallWorld()
    const { label } = buy(world, "p1")
    const { manifest, pickupAt } = close(world, label).body as { manifest: string; pickupAt: number }
    const missed = small.answerOf(world, "carrier-a", wire.missPickup, { pickup: manifest })
    expect(missed.body).toEqual({ pickup: manifest, pickupAt: pickupAt + 24 * hour })
    expect(small.answerOf(world, "carrier-a", wire.missPickup, { pickup: "nowhere" }).status).toBe(404)
    world.run()
    expect(scansOf(world)[0]?.at).toBe(pickupAt + 24 * hour)
  })

  test("on no manifest stays where it is", () => {
    const world = small.smallWorld()
    buy(world, "p1")
    world.run()
    expect(small.all(world, "carrier-a", "label")).toMatchObject([{ state: "bought" }])
    expect(scansOf(world)).toEqual([])
  })

  test("keeps its first manifest however often it is announced", () => {
    const world = small.smallWorld()
    const { label } = buy(world, "p1")
    const first = close(world, label).body
    world.run(monday + 10 * hour)
    expect(close(world, label).body).toEqual(first)
    world.run()
    expect(scansOf(world)).toHaveLength(3)
    expect(close(world, label).body).toEqual(first)
  })
})

describe("a label", () => {
  test("has a tracking number of its own, and two for one parcel are two labels", () => {
    const world = small.smallWorld()
    const labels = [buy(world, "p1"), buy(world, "p1"), buy(world, "p2")]
    expect(labels.map((label) => label.label)).toEqual(["p1/label-1", "p1/label-2", "p2/label-1"])
    expect(new Set(labels.map((label) => label.trackingNumber)).size).toBe(3)
    for (const { trackingNumber } of labels) expect(trackingNumber).toMatch(/^CA\d{12}$/u)
  })

  test("can be voided, again and again, and then goes on no manifest", () => {
    const world = small.smallWorld()
    const { label } = buy(world, "p1")
    expect(voids(world, label)).toEqual({ status: 200, body: { label, state: "voided" } })
    expect(voids(world, label).status).toBe(200)
    expect(close(world, label)).toMatchObject({ status: 409, body: { error: "conflict", state: "voided" } })
    const postage = small.postedBy(world, "carrier-a").map((leg) => [leg.rule, leg.account])
    expect(postage).toEqual([
      ["label", "postage"],
      ["void", "postage"],
    ])
  })

  test("on a manifest cannot be voided, and an unknown one is not there", () => {
    const world = small.smallWorld()
    const { label } = buy(world, "p1")
    close(world, label)
    expect(voids(world, label)).toMatchObject({
      status: 409,
      body: { state: "manifested", allowed: ["meet", "pickedUp"] },
    })
    expect(voids(world, "p9/label-1").status).toBe(404)
    expect(close(world, label, "p9/label-1").status).toBe(404)
    expect(small.answerOf(world, "carrier-a", wire.getTracking, { trackingNumber: "CA0" }).status).toBe(404)
  })
})

describe("rates", () => {
  const quote = (world: World, carrier: string, weightGrams: number) =>
    small.answerOf(world, carrier, wire.quoteRates, { parcel: "p", country: "US", weightGrams })
      .body as unknown as typeof wire.quoteRates.response.Type

  test.prop([fc.nat(), fc.nat(50_000), fc.nat(50_000)])(
    "never fall with the weight, and are what a label costs",
    (seed, one, more) => {
      const world = small.smallWorld({ seed })
      const light = quote(world, "carrier-a", one).rates
      const heavy = quote(world, "carrier-a", one + more).rates
      light.forEach((rate, n) => {
        expect(heavy[n]?.amountMinor).toBeGreaterThanOrEqual(rate.amountMinor)
      })
      const standard = quote(world, "carrier-a", 1400).rates.find((rate) => rate.service === "standard")
      expect(buy(world, "p1").amountMinor).toBe(standard?.amountMinor)
    },
  )

  test("differ between two carriers", () => {
    const world = small.smallWorld()
    expect(quote(world, "carrier-a", 1000).rates).not.toEqual(quote(world, "carrier-b", 1000).rates)
  })
})
