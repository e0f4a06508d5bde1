import { expect, test } from "vitest"
import { Journal } from "../../../sim/journal/journal.ts"
import { messageAt, postingAt, transitionAt } from "../../../sim/journal/view.ts"
import { aMessage, journalOf } from "./entries.ts"

test("a row is seen with its strings, and null where there is none", () => {
  const journal = journalOf([aMessage({ subject: null })])
  expect(messageAt(journal, 0)).toEqual({
    kind: "request",
    cause: -1,
    sender: "oms",
    receiver: "wms",
    operation: "release",
    subject: null,
    call: 1,
    attempt: 1,
    copy: 0,
    status: 0,
    sentAt: 1000,
    deliveredAt: 1040,
    body: -1,
    count: 1,
  })
})

test("a row that does not exist is refused by name", () => {
  const journal = new Journal()
  expect(() => messageAt(journal, 0)).toThrow("Column messages.kind has no row 0: it has 0 rows.")
  expect(() => transitionAt(journal, -1)).toThrow("Column transitions.at has no row -1")
  expect(() => postingAt(journal, 3)).toThrow("Column postings.at has no row 3")
  expect(() => postingAt(journal, 0.5)).toThrow("Column postings.at has no row 0.5")
})
