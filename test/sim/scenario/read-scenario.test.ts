/** Finding and reading scenario files on disk. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, it } from "vitest"
import { bookPath, findScenarios, readScenario } from "../../../sim/scenario/read-scenario.ts"
import { UnusablePath } from "../../../sim/scenario/unusable-path.ts"
import { shop } from "./shop.ts"

const root = mkdtempSync(join(tmpdir(), "scenarios-"))
afterAll(() => rmSync(root, { recursive: true }))
for (const folder of ["b/deep", "empty"]) mkdirSync(join(root, folder), { recursive: true })
for (const file of ["b/deep/z.yml", "b/a.yaml", "Z.yaml", "a.yaml", "notes.md", "ä.yaml"])
  writeFileSync(join(root, file), "scenario: x\n")

it("finds every scenario below a folder once, in plain order", () => {
  const found = findScenarios([root, join(root, "b"), join(root, "a.yaml")])
  expect(found).toEqual(["Z.yaml", "a.yaml", "b/a.yaml", "b/deep/z.yml", "ä.yaml"].map((file) => join(root, file)))
})

it("takes a file that was named whatever its ending", () => {
  expect(findScenarios([join(root, "notes.md")])).toEqual([join(root, "notes.md")])
})

it("refuses a path that does not exist and names the nearest that does", () => {
  expect(() => findScenarios([join(root, "b/aa.yaml")])).toThrow(`Did you mean ${join(root, "b/a.yaml")}?`)
  expect(() => findScenarios([join(root, "nowhere/a.yaml")])).toThrow(`nor does the folder ${join(root, "nowhere")}`)
  expect(() => findScenarios([join(root, "empty")])).toThrow("holds no scenario")
  expect(() => readScenario(join(root, "b"), shop)).toThrow(UnusablePath)
})

it("reads a file, and refuses what is too large or no text before parsing it", () => {
  expect(readScenario(join(root, "a.yaml"), shop).scenario?.name).toBe("x")
  writeFileSync(join(root, "large.yaml"), "#".repeat(1024 * 1024 + 1))
  expect(readScenario(join(root, "large.yaml"), shop).problems[0]?.rule).toContain("too large: 1048577 bytes")
  writeFileSync(join(root, "binary.yaml"), Buffer.from([0x73, 0xff, 0xfe]))
  expect(readScenario(join(root, "binary.yaml"), shop).problems[0]?.rule).toContain("not UTF-8")
})

it("looks for an order book beside the scenario", () => {
  expect(bookPath("/suites/a.yaml", "./orders.csv.gz")).toBe("/suites/orders.csv.gz")
  expect(bookPath("/suites/a.yaml", "/books/orders.csv")).toBe("/books/orders.csv")
})
