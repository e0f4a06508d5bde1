import { test } from "@fast-check/vitest"
import { describe, expect } from "vitest"
import { jsonl } from "../../../../sim/report/export/jsonl.ts"
import { orderChoice } from "../../../../sim/report/export/order-choice.ts"
import { exportTables, RunRows, type ExportTable } from "../../../../sim/report/export/run-rows.ts"
import { journalOf, someEntries } from "../../journal/entries.ts"
import { bytesOf, smallRun, whole } from "./small-run.ts"

const linesOf = (run: RunRows, table: ExportTable): Record<string, unknown>[] =>
  whole(jsonl(run, table))
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe("JSON Lines", () => {
  test.prop([someEntries])("lose nothing", (entries) => {
    const run = new RunRows(bytesOf(journalOf(entries)))
    for (const table of exportTables) {
      const read = linesOf(run, table).map((line) => {
        if (table === "bodies") return { ...line, body: JSON.stringify(line["body"]) }
        if (table !== "messages") return line
        const { bodyRow, body, ...rest } = line
        expect(body).toEqual(bodyRow === null ? null : run.body(Number(bodyRow)))
        return { ...rest, body: bodyRow }
      })
      expect(read).toEqual([...run.rows(table)])
    }
  })

  test("have the body within its message", () => {
    const [line] = linesOf(smallRun(), "messages").filter((message) => message["operation"] === "payments.cancel")
    expect(line).toMatchObject({ kind: "request", sender: "oms", body: { payment: "C-1/payment-1" } })
  })

  test("have only the rows that were chosen", () => {
    const run = smallRun()
    const choice = orderChoice(run, "C-1")!
    const rows = whole(jsonl(run, "messages", choice)).split("\n").length - 1
    expect(rows).toBe([...run.messages()].filter((message) => choice("messages", message.row)).length)
  })
})
