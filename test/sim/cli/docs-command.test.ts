import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { marker } from "../../../sim/reference/markdown.ts"
import { callProgram } from "./call-program.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "backlot-docs-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe("backlot docs", () => {
  it("names its pages, and prints one", async () => {
    const { code, out } = await callProgram("docs")
    expect(code).toBe(0)
    expect(out.split("\n")).toContain("payment")
    const page = await callProgram("docs", "payment")
    expect(page.out.startsWith(`${marker}\n\n# payment\n`)).toBe(true)
  })

  it("knows no other pages", async () => {
    const { code, err } = await callProgram("docs", "paymnt")
    expect(code).toBe(2)
    expect(err).toContain('did you mean "payment"')
  })

  it("writes all pages, leaves what is current, and takes away only what it once printed itself", async () => {
    writeFileSync(join(folder, "gone.md"), `${marker}\n\n# gone\n`)
    writeFileSync(join(folder, "notes.md"), "mine\n")
    const first = await callProgram("docs", "--out", folder)
    expect(first.out).toMatch(/^(\d+) pages in .+, \1 of them new or changed\.\n$/)
    const pages = readdirSync(folder)
    expect(pages).toContain("notes.md")
    expect(pages).not.toContain("gone.md")
    writeFileSync(join(folder, "oms.md"), "stale\n")
    expect((await callProgram("docs", "--out", folder)).out).toContain(" 1 of them new or changed")
    expect(readFileSync(join(folder, "oms.md"), "utf8").startsWith(marker)).toBe(true)
  })
})
