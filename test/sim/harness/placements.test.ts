/** Placements are numbered without a gap and without a repetition, each is one that a file may have, and reads suffer less. */
import { describe, expect, it } from "vitest"
import { MessageRow } from "../../../sim/consistency/rows.ts"
import { accountOf } from "../../../sim/harness/exhaustive.ts"
import { Placements, Places, placedKinds } from "../../../sim/harness/placements.ts"
import { formatPattern } from "../../../sim/scenario/identity.ts"
import type { ScenarioFault } from "../../../sim/scenario/scenario.ts"

const places = new Places(1_000, (operation) => operation === "orders.get")
const send = (kind: string, operation: string, more: Partial<MessageRow> = {}) => {
  const row = {
    kind,
    sender: "oms",
    receiver: "wms",
    operation,
    subject: "A-1",
    call: 1,
    attempt: 1,
    copy: 0,
    count: 1,
  }
  places.message(Object.assign(new MessageRow(), { ...row, sentAt: 2_000 }, more))
}
send("request", "payments.capture")
send("webhook", "order.created")
send("request", "orders.get")
// None of these is a place of its own.
send("response", "payments.capture")
send("request", "payments.capture", { attempt: 2 })
send("request", "payments.capture", { copy: 1 })
send("request", "events.list")
send("request", "salesOrders.create", { sentAt: 999 })
send("request", "stock.get", { count: 12 })

const words = ({ fault, on }: ScenarioFault): string =>
  `${fault} ${on.type === "messages" ? formatPattern(on.of) : on.instance}`
const every = (placements: Placements): string[] =>
  Array.from({ length: placements.all }, (_, number) => placements.faults(number).map(words).join(" + "))

describe("placements", () => {
  const one = new Placements(places.list, 1)
  const two = new Placements(places.list, 2)

  it("of one fault are every kind on every message, but only loss and lateness where nothing is changed", () => {
    expect([one.messages, one.singles, one.pairs, one.all]).toEqual([3, 12, 0, 13])
    const all = every(one)
    expect(all[0]).toBe("")
    expect(new Set(all).size).toBe(13)
    expect(all.filter((text) => text.includes("orders.get"))).toEqual([
      "drop oms > wms orders.get A-1 #1.1",
      "delay oms > wms orders.get A-1 #1.1",
    ])
    expect(new Set(all.slice(1).map((text) => text.split(" ")[0]))).toEqual(new Set(placedKinds))
  })

  it("of two faults are all pairs on two messages, and those on two tries of one that is sent again", () => {
    // 5·5 + 5·2 + 5·2 on two messages; after 4, 4 and 2 kinds that make a sender try again, each kind on its second try.
    expect(two.pairs).toBe(45 + 4 * 5 + 4 * 5 + 2 * 2)
    const all = every(two)
    expect(all.slice(0, 13)).toEqual(every(one))
    expect(new Set(all.map((text) => text.split(" + ").toSorted().join(" + "))).size).toBe(two.all)
    for (const [first, second] of all.slice(13).map((text) => text.split(" + ")))
      expect(first!.split(" ").slice(1).join(" ")).not.toBe(second!.split(" ").slice(1).join(" "))
    expect(all).toContain(
      "lose-response oms > wms payments.capture A-1 #1.1 + drop oms > wms payments.capture A-1 #1.2",
    )
    expect(all).not.toContain(
      "duplicate oms > wms payments.capture A-1 #1.1 + drop oms > wms payments.capture A-1 #1.2",
    )
  })

  it("of nothing are one", () => {
    expect(new Placements([], 2).all).toBe(1)
  })
})

it("equivalent are those that take the course of another one", () => {
  const ran = [1, 2, 1, 1].map((course, number) => ({ number, course, isStale: number === 3 }))
  expect(accountOf(ran)).toEqual({ ran: 4, stale: 1, equivalent: 2 })
})
