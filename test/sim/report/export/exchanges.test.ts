import { describe, expect, test } from "vitest"
import { Exchanges } from "../../../../sim/report/export/exchanges.ts"
import { everything } from "../../../../sim/report/export/run-rows.ts"
import { hostOf, identityOf, isAnswer, urlOf } from "../../../../sim/report/export/wire-names.ts"
import { faults, smallRun } from "./small-run.ts"

const run = smallRun(faults)
const exchanges = new Exchanges(run)
const messages = [...run.messages()]
const find = (identity: string) => messages.find((message) => !isAnswer(message) && identityOf(message) === identity)!

describe("exchanges", () => {
  test("every answer belongs to exactly one of them", () => {
    const answers = exchanges.asked(everything).flatMap((row) => exchanges.answersTo(row).map((answer) => answer.row))
    expect(answers.toSorted((a, b) => a - b)).toEqual(messages.filter(isAnswer).map((message) => message.row))
  })

  test("are in order of their instants", () => {
    const instants = exchanges.asked(everything).map((row) => run.message(row).sentAt)
    expect(instants).toEqual(instants.toSorted((a, b) => a - b))
  })

  test("tries and copies are told apart by identity, and what was lost has no answer", () => {
    const lost = find("oms > payment payments.cancel C-1/payment-1 #1.1")
    const again = find("oms > payment payments.cancel C-1/payment-1 #1.2")
    expect([lost.deliveredAt, exchanges.answersTo(lost.row)]).toEqual([-1, []])
    expect(exchanges.answersTo(again.row)[0]?.status).toBe(200)
    expect(find("storefront > oms order.created R-1 #1.1 copy 1").copy).toBe(1)
  })

  test("the tries of a call share a key and no span", () => {
    const [lost, again] = [1, 2].map((n) => find(`oms > payment payments.cancel C-1/payment-1 #1.${n}`)) as [
      never,
      never,
    ]
    expect(exchanges.idempotencyKey(lost)).toBe(exchanges.idempotencyKey(again))
    expect(exchanges.spanId(lost, "client")).not.toBe(exchanges.spanId(again, "client"))
  })

  test("ids are the same in every run of a scenario with its seed", () => {
    const other = new Exchanges(smallRun())
    const message = find("buyer > storefront checkout.complete C-1 #1.1")
    expect(other.spanId(message, "server")).toBe(exchanges.spanId(message, "server"))
    expect(other.traceId(message)).toMatch(/^[0-9a-f]{32}$/)
  })

  test("a root has no cause, and is what the walk along the causes ends at", () => {
    for (const { row, cause } of messages) {
      expect(run.message(exchanges.rootOf(row)).cause).toBe(-1)
      if (cause >= 0) expect(exchanges.rootOf(row)).toBe(exchanges.rootOf(cause))
    }
  })

  test("an address is one, whatever the instance is called", () => {
    expect(hostOf("WMS East/2")).toBe("wms-east-2.backlot.example")
    for (const message of messages) expect(URL.canParse(urlOf(message))).toBe(true)
    expect(urlOf(find("storefront > oms order.created R-1 #1.1"))).toBe(
      "https://oms.backlot.example/webhooks/order.created",
    )
  })
})
