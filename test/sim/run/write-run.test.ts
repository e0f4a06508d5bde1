import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { ecosystem } from "../../../actors/ecosystem.ts"
import { digestOf } from "../../../sim/journal/digest-of.ts"
import { readRunFile } from "../../../sim/journal/open-run.ts"
import { messageAt } from "../../../sim/journal/view.ts"
import { openRunFile } from "../../../sim/run/open-run-file.ts"
import { vocabularyOf } from "../../../sim/run/vocabulary-of.ts"
import { writeRun } from "../../../sim/run/write-run.ts"
import { parseScenario } from "../../../sim/scenario/parse-scenario.ts"
import { run, twoOrders } from "../../actors/run.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-"))
afterAll(() => rmSync(folder, { recursive: true }))

test("a run that was written has the digest of one in memory, and its file holds all of it", () => {
  const { scenario } = parseScenario(twoOrders, vocabularyOf(ecosystem))
  const { result, world } = writeRun(
    { ecosystem, scenario: scenario!, text: twoOrders, file: null, book: null, wallMs: () => 0 },
    folder,
    "b",
  )
  const inMemory = run(twoOrders)
  expect(result.digest).toBe(inMemory.result.digest)
  expect(readdirSync(folder)).toEqual([`two-orders-seed-7-${result.digest.slice(0, 8)}.backlot`])
  // The journal of the run reads from the file.
  expect(messageAt(world.journal, 0)).toEqual(messageAt(inMemory.world.journal, 0))
  const path = result.runFile!
  const opened = openRunFile(path)
  expect(opened.complete).toBe(true)
  expect(opened.header).toMatchObject({ scenario: "two orders", seed: 7, build: "b", scenarioText: twoOrders })
  expect(opened.header?.["instances"]).toContainEqual({ name: "wms-east", kind: "wms" })
  expect(opened.header?.["links"]).toContainEqual({ from: "oms", to: "erp", style: "api" })
  expect(Number(opened.header?.["businessAt"]) - Number(opened.header?.["startAt"])).toBe(ecosystem.openingMs)
  const { digest, verdict } = result
  const lasting = { ...result, wallMs: 0, runFile: null }
  expect(opened.footer).toEqual({ digest, verdict, orders: 2, result: JSON.parse(JSON.stringify(lasting)) })
  expect(digestOf(opened.journal)).toBe(digestOf(inMemory.world.journal))
  opened.close()
  expect(digestOf(readRunFile(readFileSync(path)).journal)).toBe(digestOf(inMemory.world.journal))
  truncateSync(path, 5000)
  const cut = openRunFile(path)
  expect(cut.says).toMatch(/^A part of a run was read: .* The file ends in the middle of a record/)
  cut.close()
})
