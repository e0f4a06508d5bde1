/** What happens sometimes is seen on the journal's rows: one sight, or several about the same thing in their order. */
import { describe, expect, it } from "vitest"
import { MessageRow, TransitionRow } from "../../../sim/consistency/rows.ts"
import { Reached, sometimesWithin, type Sometimes } from "../../../sim/consistency/sometimes.ts"
import { reachedOf, reachedText } from "../../../sim/cli/check-reached.ts"
import { nothing } from "../../../sim/harness/tally.ts"

const entered = (partner: string, object: string, id: string, from: string, to: string) =>
  Object.assign(new TransitionRow(), { partner, object, id, from, to })
const answered = (operation: string, status: number) =>
  Object.assign(new MessageRow(), { operation, subject: "A-1", status })

const names = (sometimes: Sometimes, rows: readonly (TransitionRow | MessageRow)[]) => {
  const reached = new Reached([sometimes])
  for (const row of rows)
    if ("object" in row) reached.transition(row)
    else reached.message(row)
  return reached.names.length
}

describe("a sight", () => {
  const lost: Sometimes = { name: "lost", sights: [{ partner: "carrier", object: "label", to: "lost" }] }
  const held: Sometimes = { name: "held", sights: [{ object: "shipment", from: "paying", to: "paying.held" }] }
  const refused: Sometimes = { name: "refused", sights: [{ operation: "*", status: [401, 403] }] }

  it("of an object is its coming into a state, or into one within it, of that partner's", () => {
    expect(names(lost, [entered("carrier", "label", "L", "inTransit", "lost")])).toBe(1)
    expect(names(lost, [entered("carrier", "label", "L", "inTransit", "lost.forGood")])).toBe(1)
    expect(names(lost, [entered("carrier", "label", "L", "sorting|inTransit", "sorting|lost")])).toBe(1)
    expect(names(lost, [entered("carrier", "label", "L", "inTransit", "lostAndFound")])).toBe(0)
    expect(names(lost, [entered("wms", "label", "L", "inTransit", "lost")])).toBe(0)
    expect(names(lost, [entered("carrier", "parcel", "L", "inTransit", "lost")])).toBe(0)
    // Staying there is no coming.
    expect(names(lost, [entered("carrier", "label", "L", "lost.searched", "lost.forGood")])).toBe(0)
  })

  it("may say from where", () => {
    expect(names(held, [entered("oms", "shipment", "A-1/shipment-1", "paying.capturing", "paying.held")])).toBe(1)
    expect(names(held, [entered("oms", "shipment", "A-1/shipment-1", "acknowledged", "paying.held")])).toBe(0)
  })

  it("of a message is its operation and its status", () => {
    expect(names(refused, [answered("orders.get", 403)])).toBe(1)
    expect(names(refused, [answered("orders.get", 200)])).toBe(0)
    const named: Sometimes = { name: "redriven", sights: [{ operation: "quarantine.redrive" }] }
    expect([names(named, [answered("quarantine.redrive", 0)]), names(named, [answered("orders.get", 0)])]).toEqual([
      1, 0,
    ])
  })
})

describe("several sights", () => {
  const doubt: Sometimes = {
    name: "doubt",
    sights: [
      { object: "parcel", to: "unsure" },
      { object: "parcel", from: "unsure", to: "buying" },
    ],
  }
  const unsure = (id: string) => entered("wms", "parcel", id, "buying", "unsure")
  const found = (id: string) => entered("wms", "parcel", id, "unsure", "buying")

  it("come one after the other, about the same thing", () => {
    expect(names(doubt, [unsure("A-1/parcel-1"), found("A-1/parcel-1")])).toBe(1)
    expect(names(doubt, [unsure("A-1/parcel-1"), found("A-2/parcel-1")])).toBe(0)
    expect(names(doubt, [found("A-1/parcel-1"), unsure("A-1/parcel-1")])).toBe(0)
  })
})

describe("a campaign", () => {
  const sometimes = [{ name: "often" }, { name: "seldom" }, { name: "always" }]
  const account = (runs: number, reached: Readonly<Record<string, number>>) =>
    reachedOf(sometimes, { ...nothing, runs, reached })

  it("has to reach all of it, if it is long enough", () => {
    const missing = account(sometimesWithin, { always: 3 })
    expect(missing).toEqual({
      reached: { always: 3 },
      neverReached: ["often", "seldom"],
      enough: false,
    })
    expect(reachedText(missing)).toBe(
      "Reached 1 of 3 things that must happen sometimes.\nNever: often; seldom.\nIn 5000 scenarios or more all of them have to be reached.\n",
    )
    expect(account(sometimesWithin - 1, { always: 3 }).enough).toBe(true)
    expect(account(sometimesWithin, { always: 3, often: 1, seldom: 1 }).enough).toBe(true)
  })
})
