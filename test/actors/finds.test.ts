/**
 * No invariant is there for show: each has at least two planted bugs that it finds, in a scenario that is kept and in which nothing
 * breaks without the bug.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { invariants } from "../../actors/invariants.ts"
import { keeps } from "../../actors/kept.ts"
import { mutants } from "../../actors/mutants/mutants.ts"
import { secondRuns } from "../../sim/consistency/second-runs.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import { runAgain } from "../../sim/harness/again.ts"
import { brokenIn } from "../../sim/harness/hunt.ts"
import { inWordsOf } from "../../sim/harness/kept.ts"
import { Laboratory } from "../../sim/harness/laboratory.ts"

/** Invariant, bug, and the scenario that shows it. */
const finds: readonly (readonly [string, string, string])[] = [
  ["I1", "oms: never hears of orders", "A supplier that does not know us"],
  ["I1", "oms: cancels without undoing anything", "A supplier that does not know us"],
  ["I2", "erp: sales orders get numbers of their own", "A supplier that does not know us"],
  ["I2", "oms: order numbers are cut after six characters", "Holds that are decided in their time"],
  ["I3", "oms: imports what webhook and poll both bring", "A supplier that does not know us"],
  ["I3", "oms: a payment makes an order of its own", "Changed before it is said to be paid"],
  ["I4", "storefront: sells without an entry", "A supplier that does not know us"],
  ["I4", "oms: takes over a unit too many", "A supplier that does not know us"],
  ["I5", "storefront: takes what it sells from the warehouse's account", "A supplier that does not know us"],
  ["I5", "oms: releases nothing", "Announced in vain while it is paid back"],
  ["I6", "wms: what was not found stays promised to its order", "An old no"],
  ["I6", "wms: goods that came in are not put on shelves", "A marketplace cancellation is accepted"],
  ["I7", "oms: backorders without an entry", "A supplier that does not know us"],
  ["I7", "oms: reserves without an entry", "Both call it off"],
  ["I8", "oms: units of a cancelled order stay reserved on its books", "Both call it off"],
  ["I8", "oms: a release takes nothing out of the reserve", "A marketplace cancellation is accepted"],
  ["I9", "wms: nods at outbound orders and forgets them", "Scanned and not heard of"],
  ["I9", "oms: never hears that stock changed", "Scanned and not heard of"],
  ["I10", "payment: a capture is booked twice", "Scanned and not heard of"],
  ["I10", "payment: an authorisation is not written down", "Scanned and not heard of"],
  ["I11", "oms: captures a cent less than the shipment is worth", "Scanned and not heard of"],
  ["I11", "payment: a capture is not booked", "Scanned and not heard of"],
  ["I12", "oms: the warehouse is never told that it is paid", "Scanned and not heard of"],
  ["I12", "wms: nods when told that a shipment is paid", "Scanned and not heard of"],
  ["I13", "oms: never hears that a shipment was packed", "Announced in vain while it is paid back"],
  ["I13", "oms: a return is never paid back", "Parcel destroyed on its way"],
  ["I14", "erp: an invoice is a cent off", "Parcel destroyed on its way"],
  ["I14", "erp: an invoice loses a leg", "Parcel destroyed on its way"],
  ["I15", "erp: a receipt is booked twice", "Both call it off"],
  ["I15", "erp: never hears of receipts", "Both call it off"],
  ["I16", "erp: never hears of payouts", "Scanned and not heard of"],
  ["I16", "erp: a payout is not booked", "Scanned and not heard of"],
  ["I17", "wms: the carrier is never told of parcels", "Parcel destroyed on its way"],
  ["I17", "wms: nods when it shall stop", "A marketplace cancellation is accepted"],
  ["I18", "oms: the first parcel that came counts for all", "Left on the dock"],
  ["I18", "oms: says that a parcel has left when it is packed", "Scanned and not heard of"],
  ["I19", "notification: delivers nothing", "A supplier that does not know us"],
  ["I19", "notification: every message goes out twice", "A supplier that does not know us"],
  ["I20", "oms: never hears that a shipment left", "Left before anybody answered"],
  ["I20", "oms: never hears of orders", "Refund at the first scan"],
  ["I21", "payment: idempotency keys are forgotten at once", "A supplier that does not know us"],
  ["I21", "carrier: idempotency keys are forgotten at once", "Parcel destroyed on its way"],
  ["I22", "oms: a shipment is out of date when another left later", "Told as shipped, never scanned"],
  ["I22", "oms: an order is out of date when another was placed later", "Told as shipped, never scanned"],
  ["I23", "erp: nods at sales orders", "A supplier that does not know us"],
  ["I23", "storefront: nods at fulfilments", "Scanned and not heard of"],
  ["I24", "oms: an issuer that declines is asked for ever", "A site that is cut off"],
  ["I24", "oms: asks every second what nobody answered", "Edited before it is booked"],
  ["I25", "storefront: takes what it sells from the warehouse's account", "A supplier that does not know us"],
  ["I25", "notification: names its messages after mailboxes", "A supplier that does not know us"],
  ["I26", "erp: an invoice is booked twice", "Scanned and not heard of"],
  ["I26", "erp: deposits are never applied to invoices", "Scanned and not heard of"],
  ["I27", "oms: the ERP and the channel are not told of shipments", "Parcel destroyed on its way"],
  ["I27", "payment: captures are left out of payouts", "Scanned and not heard of"],
  ["I28", "oms: refuses a change without a word", "Called off while an edit is paid for"],
  ["I28", "oms: never hears of cancellations", "A marketplace cancellation is accepted"],
]

const ids = [...invariants, ...secondRuns].map(({ id }) => id)
const isOfSecondRuns = (id: string): boolean => secondRuns.some((one) => one.id === id)

const brokenBy = (world: Ecosystem, id: string, name: string): readonly string[] => {
  const scenario = keeps().scenarios.find((one) => one.name === name)
  if (scenario === undefined) throw new Error(`No scenario that is kept is called "${name}".`)
  const laboratory = new Laboratory(world)
  const [inItsWords = scenario] = inWordsOf([scenario], ecosystem, world)
  return brokenIn(isOfSecondRuns(id) ? runAgain(world, laboratory, inItsWords) : laboratory.run(inItsWords))
}

describe("every invariant", () => {
  it("finds at least two bugs", () => {
    const bugs = new Map(ids.map((id) => [id, new Set(finds.filter(([of]) => of === id).map(([, bug]) => bug))]))
    expect([...bugs].filter(([, of]) => of.size < 2)).toEqual([])
    expect(finds.filter(([id]) => !ids.includes(id))).toEqual([])
  })

  it.each(finds)("%s finds “%s” in “%s”", (id, bug, name) => {
    const mutant = mutants.find((one) => one.name === bug)
    if (mutant === undefined) throw new Error(`No bug is called "${bug}".`)
    expect(brokenBy(mutant.mutate(ecosystem), id, name)).toContain(id)
  })

  it.each([...new Set(finds.map(([, , name]) => name))])("is held in “%s” when no bug is planted", (name) => {
    for (const id of ["I1", ...secondRuns.slice(0, 1).map((one) => one.id)])
      expect(brokenBy(ecosystem, id, name)).toEqual([])
  })
})
