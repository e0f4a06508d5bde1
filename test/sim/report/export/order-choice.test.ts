import { describe, expect, test } from "vitest"
import { isAbout, orderChoice, ordersOf } from "../../../../sim/report/export/order-choice.ts"
import { everything } from "../../../../sim/report/export/run-rows.ts"
import { smallRun } from "./small-run.ts"

const run = smallRun()
const choice = orderChoice(run, "C-1")!
const messages = [...run.messages()]
const chosen = messages.filter((message) => choice("messages", message.row))

describe("what belongs to an order", () => {
  test("is each message about it or a part of it", () => {
    const about = messages.filter((message) => isAbout(message.subject, "C-1"))
    expect(about.length).toBeGreaterThan(10)
    expect(about.every((message) => choice("messages", message.row))).toBe(true)
  })

  test("is closed under causes and under answers", () => {
    for (const { cause } of chosen) if (cause >= 0) expect(choice("messages", cause)).toBe(true)
    const rows = new Set(chosen.map((message) => message.row))
    for (const { kind, row, cause } of messages) {
      if (kind === "response" || kind === "receipt") expect(choice("messages", row)).toBe(rows.has(cause))
    }
  })

  test("has what led to it: the wish to cancel is about something else", () => {
    expect(chosen.map((message) => message.subject)).toContain("C-1-w")
  })

  test("has nothing about another order", () => {
    expect(chosen.filter((message) => isAbout(message.subject, "R-1"))).toEqual([])
  })

  test("has the other tables' rows by message, and the bodies of its messages", () => {
    const bodies = [...run.rows("bodies", choice)].map((row) => row["row"])
    expect(new Set(bodies)).toEqual(new Set(chosen.map((message) => message.body).filter((body) => body >= 0)))
    for (const table of ["transitions", "postings"] as const) {
      const rows = [...run.rows(table, choice)]
      expect(rows.length).toBeGreaterThan(0)
      expect(rows.length).toBeLessThan([...run.rows(table, everything)].length)
      for (const row of rows) expect(choice("messages", Number(row["message"]))).toBe(true)
    }
  })

  test("is null for an order that no message is about, such as the beginning of another's id", () => {
    expect(orderChoice(run, "C")).toBe(null)
    expect(orderChoice(run, "")).toBe(null)
  })

  test("orders come in order of their creation", () => {
    expect(ordersOf(run)).toEqual(["C-1", "R-1", "N-1"])
  })
})
