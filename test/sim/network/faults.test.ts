import { describe, expect, it } from "vitest"
import type { Exchange } from "../../../sim/network/wire.ts"
import { Wire } from "../../../sim/network/wire.ts"
import { networkFaults } from "../../../sim/network/faults/faults.ts"
import { planNetworkFaults } from "../../../sim/run/plan-faults.ts"
import { readPattern } from "../../../sim/scenario/identity.ts"
import type { FaultTarget, ScenarioFault } from "../../../sim/scenario/scenario.ts"

const minute = 60_000
const span = { at: { relativeMs: 0 }, until: { relativeMs: 10 * minute } }
const always = { at: null, until: null }

/** An instance, or messages as a file writes them. */
const target = (on: string): FaultTarget => {
  if (!on.includes(">")) return { type: "instance", instance: on }
  const read = readPattern(on)
  if (!read.ok) throw new Error(read.rule)
  return { type: "messages", of: read.value }
}

const planned = (fault: string, on: string, more: Partial<ScenarioFault> = {}) => {
  const all = { fault, on: target(on), ...always, byMs: null, settings: {}, ...more }
  const [made] = planNetworkFaults([all], 0)
  return made!
}

const wire = (from: string, to: string, attempt = 1): Wire => {
  const link = { name: `${from} > ${to}`, from: { name: from }, to: { name: to } }
  const exchange = {
    link,
    receiver: link.to,
    operation: { name: "payments.capture" },
    subject: "A-1",
    call: 1,
    attempt,
  }
  return new Wire("request", exchange as unknown as Exchange, 0, 0, { status: "paid" }, -1, null)
}
const capture = wire("oms", "payment")
const answer = capture.answered(200, {})
const back = wire("payment", "oms")

/** Which of a request, its answer, a message the other way, its answer, and one between others it acts on. */
const actsOn = (fault: ReturnType<typeof planned>) =>
  [capture, answer, back, back.answered(200, {}), wire("oms", "erp")].map((one) => fault.matches(one, minute))

describe("what a fault acts on", () => {
  it("is one message, or the answer to it", () => {
    expect(actsOn(planned("drop", "oms > payment payments.capture A-1 #1.1"))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
    expect(actsOn(planned("drop", "oms > payment * A-1 #1.1 response"))).toEqual([false, true, false, false, false])
    expect(actsOn(planned("lose-response", "oms > payment"))).toEqual([false, true, false, false, false])
    expect(planned("drop", "oms > payment #1.2").matches(capture, 0)).toBe(false)
    expect(planned("drop", "oms > payment #1.2").matches(wire("oms", "payment", 2), 0)).toBe(true)
  })
  it("is never an answer where only the message can suffer it", () => {
    expect(actsOn(planned("crash-before-commit", "oms > payment * * response"))).toEqual(Array(5).fill(false))
  })
  it("is all between two instances, both ways or one way with the answers that go that way", () => {
    expect(actsOn(planned("partition", "oms > payment", span))).toEqual([true, true, true, true, false])
    expect(actsOn(planned("one-way-partition", "oms > payment", span))).toEqual([true, false, false, true, false])
    expect(actsOn(planned("one-way-partition", "payment > oms", span))).toEqual([false, true, true, false, false])
  })
  it("is all that an instance sends and gets", () => {
    expect(actsOn(planned("slow", "payment", span))).toEqual([true, true, true, true, false])
    expect(actsOn(planned("slow", "*", span))).toEqual(Array(5).fill(true))
  })
  it("lies between its beginning and its end, the end not included", () => {
    const fault = planned("partition", "oms > payment", span)
    expect([-1, 0, 10 * minute - 1, 10 * minute].map((at) => fault.matches(capture, at))).toEqual([
      false,
      true,
      true,
      false,
    ])
  })
})

describe("what a fault does", () => {
  const whole = { lost: false, delayMs: 0, copies: 0 }
  it("loses, delays, copies or changes the message", () => {
    for (const fault of ["drop", "lose-response", "partition", "one-way-partition"])
      expect(planned(fault, "oms > payment").verdict(capture)).toEqual({ ...whole, lost: true })
    expect(planned("delay", "oms > payment", { byMs: 5 }).verdict(capture)).toEqual({ ...whole, delayMs: 5 })
    expect(planned("duplicate", "oms > payment").verdict(capture)).toEqual({ ...whole, copies: 1 })
    const settings = { field: "status", value: "held" }
    const newer = planned("newer-version", "oms > payment", { settings }).verdict(capture)
    expect(newer).toEqual({ ...whole, body: { status: "held" } })
    expect(planned("slow", "payment", { settings: { times: 40 } }).verdict(capture)).toEqual({
      ...whole,
      latencyTimes: 40,
    })
  })
  it("turns round what is sent while it acts", () => {
    const fault = planned("reorder", "oms > payment", span)
    const arrival = (sentAt: number) => {
      const sent = wire("oms", "payment")
      sent.sentAt = sentAt
      return sentAt + fault.verdict(sent)!.delayMs
    }
    expect([0, 3 * minute, 9 * minute].map(arrival)).toEqual([20 * minute, 17 * minute, 11 * minute])
    expect(fault.least).toBe(2)
  })
  it("has the receiver refuse it or die over it", () => {
    const { handling } = planned("rate-limit", "oms > payment", { ...span, byMs: 30_000 }).verdict(capture)!
    expect(handling).toMatchObject({ type: "refused", error: "rateLimited", retryAfterMs: 30_000 })
    expect(planned("crash-before-commit", "oms > payment").verdict(capture)!.handling).toEqual({ type: "died" })
  })
  it("cuts lists in half, and has nothing to do where there are none", () => {
    const cut = (body: unknown) => planned("truncate", "oms > payment").verdict(capture.saying(body))?.body
    expect(cut({ total: 3, lines: [1, 2, 3], notes: [] })).toEqual({ total: 3, lines: [1], notes: [] })
    expect(cut({ total: 3, lines: [] })).toBeUndefined()
    expect(cut(null)).toBeUndefined()
  })
  it("puts a value where the message has a place for it", () => {
    const put = (body: unknown, field: string) =>
      planned("newer-version", "oms > payment", { settings: { field, value: 9 } }).verdict(capture.saying(body))?.body
    expect(put({ lines: [{ quantity: 1 }, { quantity: 2 }] }, "lines.1.quantity")).toEqual({
      lines: [{ quantity: 1 }, { quantity: 9 }],
    })
    expect(put({ lines: [{ quantity: 1 }] }, "lines.1.quantity")).toBeUndefined()
    expect(put({ status: "paid" }, "state")).toBeUndefined()
  })
  it("is a wrong entry only by hand", () => {
    const settings = { field: "status", value: "held" }
    expect(planned("wrong-entry", "oms > payment", { settings }).verdict(capture)).toBeNull()
  })
  it("is said in one sentence that ends, by every kind", () => {
    for (const { says } of networkFaults) expect(says).toMatch(/^[A-Z].*\.$/)
  })
})
