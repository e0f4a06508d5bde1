import { fc, test } from "@fast-check/vitest"
import sanitizer from "dompurify"
import mermaidJs from "mermaid"
import { describe, expect } from "vitest"
import { escaped, mermaid, messagesMax } from "../../../../sim/report/export/mermaid.ts"
import { orderChoice } from "../../../../sim/report/export/order-choice.ts"
import { everything, type RunRows } from "../../../../sim/report/export/run-rows.ts"
import { faults, smallRun, whole } from "./small-run.ts"

// Without a browser there is nothing that could be sanitised; the parser itself is Mermaid's own.
Object.assign(sanitizer, { addHook: () => {}, sanitize: (text: string) => text })

const run = smallRun(faults)
const draw = (some: RunRows, order: string) => whole(mermaid(some, order, orderChoice(some, order)!))

describe("a sequence diagram", () => {
  test.each(["C-1", "R-1", "N-1"])("of %s is one to Mermaid's own parser", async (order) => {
    await expect(mermaidJs.parse(draw(run, order))).resolves.toMatchObject({ diagramType: "sequence" })
  })

  test("has its participants in order of appearance, then every message once", () => {
    const lines = draw(run, "C-1").split("\n")
    expect(lines.slice(0, 5)).toEqual([
      "sequenceDiagram",
      "  title C-1 (Cancel and return, seed 11)",
      "  actor p1 as people",
      "  participant p2 as buyer",
      "  participant p3 as storefront",
    ])
    const choice = orderChoice(run, "C-1")!
    const messages = [...run.messages()].filter((message) => choice("messages", message.row))
    expect(lines.filter((line) => /^ {2}p\d+-/.test(line))).toHaveLength(messages.length)
  })

  test("shows what was lost, tried again and copied", () => {
    expect(draw(run, "C-1")).toContain("-xp4: payments.cancel payment-1 (lost)\n")
    expect(draw(run, "C-1")).toContain("payments.cancel payment-1 try 2\n")
    expect(draw(run, "R-1")).toMatch(/p\d+--xp\d+: 201 salesOrders\.create \(lost\)\n/)
    expect(draw(run, "R-1")).toMatch(/p\d+-\)p\d+: order\.created copy 1\n/)
  })

  test("has notes where virtual time makes a pause", () => {
    expect(draw(run, "C-1")).toContain("  Note over p1,p7: 2024-03-04 10:00:00 UTC\n")
  })

  test("too many messages are an error that says which parts there are", () => {
    expect(() => mermaid(run, "C-1", everything)).toThrow(
      new RegExp(
        `^C-1 has \\d+ messages, but .* at most ${messagesMax}\\. Narrow it to a part with --order, such as .* \\(\\d+\\)`,
      ),
    )
  })

  test.prop([
    fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("end", "a;b", "x%%y", "#quot;", "<b>", "wrap:x")),
  ])("whatever a label says is only shown", async (text) => {
    const label = escaped(`order ${text}`)
    const source = `sequenceDiagram\n  title ${label}\n  participant p1 as ${label}\n  p1->>p1: ${label}\n  Note over p1: ${label}\n`
    const diagram = await mermaidJs.mermaidAPI.getDiagramFromText(source)
    const { db } = diagram as unknown as { db: { getMessages(): { message: string }[]; getDiagramTitle(): string } }
    const shown = [...db.getMessages().map((message) => message.message), db.getDiagramTitle()].map(decoded)
    expect(shown).toEqual(
      Array.from({ length: 3 }, () => `order ${text}`.toWellFormed().replaceAll(/\s+/g, " ").trim()),
    )
  })
})

/** Mermaid keeps a sign that is written as a number in a form of its own until it draws. */
const decoded = (text: string): string =>
  text.replaceAll(/ﬂ°°(\d+)¶ß/g, (_all, code: string) => String.fromCodePoint(Number(code)))
