/** What a scenario expects of messages and balances is counted as it comes, and a fork goes on counting by itself. */
import { describe, expect, it } from "vitest"
import { MessageRow, PostingRow, TransitionRow } from "../../../sim/consistency/rows.ts"
import { Expectations } from "../../../sim/run/judge-expectations.ts"
import type { End } from "../../../sim/run/judges/judge.ts"
import type { InvariantResult } from "../../../sim/report/result.ts"
import type { Expectation } from "../../../sim/scenario/expectations.ts"
import { readPattern } from "../../../sim/scenario/identity.ts"
import type { World } from "../../../sim/world/world.ts"

const expectationsOf = (list: readonly Expectation[]) => Expectations.of(list, 0)
const end: End = { world: {} as World, invariants: [], figures: {}, verdict: "held", again: () => "held" }
const verdicts = (expectations: Expectations, at: Partial<End> = {}) =>
  expectations.judge({ ...end, ...at }).map(({ verdict }) => verdict)
const found = (expectations: Expectations, at: Partial<End> = {}) =>
  expectations.judge({ ...end, ...at }).map((judged) => judged.found)

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
    const expectations = expectationsOf([
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
    expect(found(expectations)).toEqual([null, null, "There were 2."])
    expect(found(expectationsOf([messages("oms > erp", 1, null)]))).toEqual(["There were none."])
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
    const expectations = expectationsOf([
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
    expect(found(expectations)).toEqual([null, null, null, "Nothing was ever posted to it.", "It is 0.70 EUR instead."])
  })

  it("of a fork go on from what there was", () => {
    const expectations = expectationsOf([
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

describe("objects", () => {
  const moved = (id: string, at: number, from: string, to: string) =>
    Object.assign(new TransitionRow(), { instance: "oms", object: "order", id, at, from, to })
  const eventually = (more: Partial<Extract<Expectation, { type: "eventually" }>> = {}): Expectation => ({
    type: "eventually",
    instance: "oms",
    kind: "order",
    id: "A-*",
    state: "held",
    withinMs: null,
    after: null,
    ...more,
  })
  const never = (id: string, state: string): Expectation => ({
    type: "never",
    instance: "oms",
    kind: "order",
    id,
    state,
  })

  it("come to be in a state in time, or are in it when time begins to count", () => {
    const after = { relativeMs: 20 }
    const expectations = expectationsOf([
      eventually(),
      eventually({ withinMs: 9 }),
      eventually({ withinMs: 10 }),
      eventually({ after, withinMs: 5 }),
      eventually({ after: { relativeMs: 31 } }),
      eventually({ id: "B-1" }),
      eventually({ state: "held.byPerson" }),
    ])
    expectations.transition(moved("A-1", 1, "", "new"))
    expectations.transition(moved("A-1", 10, "new", "told|held.byRule"))
    expectations.transition(moved("A-1", 30, "told|held.byRule", "done"))
    expectations.transition(moved("B-1", 40, "", "heldBack"))
    expect(verdicts(expectations)).toEqual(["held", "broken", "held", "held", "broken", "broken", "broken"])
    expect(found(expectations)).toEqual([
      null,
      "It came to be so at 1970-01-01T00:00:00.010Z.",
      null,
      null,
      'It went through "new", "told|held.byRule", "done".',
      'It went through "heldBack".',
      'It went through "new", "told|held.byRule", "done".',
    ])
    expect(found(expectationsOf([eventually()]))).toEqual(["There was no such object."])
  })

  it("never enter a state, and where there is no such object nobody can tell", () => {
    const expectations = expectationsOf([never("A-*", "held"), never("A-1", "held"), never("C-1", "held")])
    expectations.transition(moved("A-1", 1, "", "new"))
    const fork = expectations.fork()
    fork.transition(moved("A-2", 2, "", "held.byRule"))
    expect(verdicts(fork)).toEqual(["broken", "held", "unknown"])
    expect(found(fork)).toEqual(["A-2 did at 1970-01-01T00:00:00.002Z.", null, "There was no such object."])
    expect(verdicts(expectations)).toEqual(["held", "held", "unknown"])
  })
})

describe("bounds", () => {
  const always = (subject: string | null, atLeast: number | null, atMost: number | null): Expectation => ({
    type: "always",
    instance: "erp",
    account: "cash",
    subject,
    atLeast: atLeast === null ? null : { quantity: atLeast },
    atMost: atMost === null ? null : { quantity: atMost },
  })

  it("are looked at after each whole entry, of a subject or a SKU", () => {
    const expectations = expectationsOf([
      always("MUG", 0, 3),
      always("A-1", 0, null),
      always(null, null, 2),
      always("CUP", 0, 0),
    ])
    // Within the first entry the balance is at -2 for a moment.
    for (const quantity of [-2, 3]) expectations.posting(booked({ entry: 1, at: 10, sku: "MUG", quantity }))
    expectations.posting(booked({ entry: 2, at: 20, sku: "MUG", subject: "A-2", quantity: 2 }))
    expect(verdicts(expectations)).toEqual(["held", "held", "broken", "unknown"])
    expectations.posting(booked({ entry: 3, at: 30, sku: "MUG", quantity: -4 }))
    expect(verdicts(expectations)).toEqual(["broken", "broken", "broken", "unknown"])
    expect(found(expectations)).toEqual([
      "It was -1 at 1970-01-01T00:00:00.030Z.",
      "It was -3 at 1970-01-01T00:00:00.030Z.",
      "It was 3 at 1970-01-01T00:00:00.020Z.",
      "Nothing was ever posted to it.",
    ])
  })
})

describe("what others found", () => {
  const invariant = (id: string, verdict: InvariantResult["verdict"]): InvariantResult => ({
    id,
    name: id,
    kind: "safety",
    verdict,
    exercised: 1,
    breach: null,
    breaches: 0,
  })

  it("is exactly what was foretold: an invariant that was not named must not break", () => {
    const expectations = expectationsOf([{ type: "breaks", invariant: "I7" }])
    const asForetold = [invariant("I7", "broken"), invariant("I8", "held")]
    expect(verdicts(expectations, { invariants: asForetold })).toEqual(["held", "held"])
    const more = [...asForetold, invariant("I9", "broken")]
    expect(verdicts(expectations, { invariants: more })).toEqual(["held", "broken"])
    expect(expectations.judge({ ...end, invariants: more })[1]).toEqual({
      says: "No other invariant breaks than I7.",
      verdict: "broken",
      found: "I9 did.",
    })
    expect(verdicts(expectations)).toEqual(["unknown", "held"])
  })

  it("is a figure within bounds, if there was anything to measure", () => {
    const figure = (atLeast: number | null, atMost: number | null): Expectation => ({
      type: "figure",
      figure: "fillRate",
      atLeast,
      atMost,
    })
    const expectations = expectationsOf([figure(0.5, null), figure(0.6, 0.6), figure(null, 0.4)])
    expect(verdicts(expectations, { figures: { fillRate: 0.6 } })).toEqual(["held", "held", "broken"])
    expect(found(expectations, { figures: { fillRate: 0.6 } })).toEqual([null, null, "It is 0.6 instead."])
    expect(verdicts(expectations, { figures: { fillRate: null } })).toEqual(["unknown", "unknown", "unknown"])
  })
})
