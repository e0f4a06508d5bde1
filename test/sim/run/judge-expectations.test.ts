/** What a scenario expects of messages and balances is counted as it comes, and a fork goes on counting by itself. */
import { describe, expect, it } from "vitest"
import { MessageRow, PostingRow } from "../../../sim/consistency/rows.ts"
import { Expectations } from "../../../sim/run/judge-expectations.ts"
import type { Expectation } from "../../../sim/scenario/expectations.ts"
import { readPattern } from "../../../sim/scenario/identity.ts"
import type { World } from "../../../sim/world/world.ts"

const world = {} as World
const verdicts = (expectations: Expectations) => expectations.judge(world, [], "held").map(({ verdict }) => verdict)

const messages = (pattern: string, atLeast: number | null, atMost: number | null): Expectation => {
  const read = readPattern(pattern)
  if (!read.ok) throw new Error(pattern)
  return { type: "messages", of: read.value, atLeast, atMost }
}
const sent = (more: Partial<MessageRow>) =>
  Object.assign(new MessageRow(), {
    kind: "request",
    sender: "oms",
    receiver: "payment",
    operation: "payments.capture",
    subject: "A-1",
    call: 1,
    attempt: 1,
    ...more,
  })
const booked = (more: Partial<PostingRow>) =>
  Object.assign(new PostingRow(), { instance: "erp", account: "cash", subject: "A-1", currency: "EUR", ...more })

describe("messages", () => {
  it("are counted by their pattern; answers, other names and the network's copies are not", () => {
    const expectations = new Expectations([
      messages("oms > payment payments.* A-1", 2, 2),
      messages("oms > payment payments.capture A-1 #1.2", 1, null),
      messages("oms > payment", null, 1),
    ])
    for (const attempt of [1, 2]) expectations.message(sent({ attempt }))
    expectations.message(sent({ kind: "response", sender: "payment", receiver: "oms" }))
    expectations.message(sent({ kind: "response" }))
    expectations.message(sent({ copy: 1 }))
    expectations.message(sent({ sender: "erp" }))
    expect(verdicts(expectations)).toEqual(["held", "held", "broken"])
  })
})

describe("balances", () => {
  const balance = (subject: string | null, is: Extract<Expectation, { type: "balance" }>["is"]): Expectation => ({
    type: "balance",
    instance: "erp",
    account: "cash",
    subject,
    is,
  })

  it("add up one account of one instance, of one subject or all, in one currency or units", () => {
    const expectations = new Expectations([
      balance("A-1", { currency: "EUR", amountMinor: 70 }),
      balance(null, { currency: "EUR", amountMinor: 75 }),
      balance(null, { quantity: 3 }),
      balance("A-1", { currency: "USD", amountMinor: 0 }),
      balance("A-1", { currency: "EUR", amountMinor: 71 }),
    ])
    for (const amount of [100, -30]) expectations.posting(booked({ amount, quantity: 1 }))
    expectations.posting(booked({ amount: 5, subject: "A-2", quantity: 1 }))
    expectations.posting(booked({ amount: 5, account: "fees" }))
    expectations.posting(booked({ amount: 5, instance: "other" }))
    // Nothing was ever posted in dollars: that is not proof of a zero balance.
    expect(verdicts(expectations)).toEqual(["held", "held", "held", "unknown", "broken"])
  })

  it("of a fork go on from what there was", () => {
    const expectations = new Expectations([
      balance(null, { currency: "EUR", amountMinor: 100 }),
      messages("oms > *", 1, 1),
    ])
    expectations.posting(booked({ amount: 60 }))
    expectations.message(sent({}))
    const fork = expectations.fork()
    fork.posting(booked({ amount: 40 }))
    expectations.message(sent({}))
    expect(verdicts(fork)).toEqual(["held", "held"])
    expect(verdicts(expectations)).toEqual(["broken", "broken"])
  })
})
