/** A run once more without a fault, in the page: the same engine in a worker, compared with what happened. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { runFileOf } from "../run-files.ts"
import { runId, stageOf, whenRead, wordsOf, type Stage } from "./stage.ts"

let stage: Stage
let run = ""

beforeAll(async () => {
  const path = await runFileOf("scenarios/incidents/acknowledged-before-commit-wrong.yaml")
  run = runId(path)
  stage = await stageOf([path])
})

afterAll(() => stage?.close())

test("by keys alone: without the fault every rule holds, and the first difference is told", async () => {
  const { page, problems, hosts, close } = await stage.open(`#/run/${run}`)
  await whenRead(page)
  await page.keyboard.press("u")
  const dialog = page.locator("bl-without-faults dialog")
  await dialog.waitFor()
  expect(await dialog.innerText()).toMatch(/acted \d+ time/)
  await page.keyboard.press("Enter")
  await page.locator("bl-compare .row").first().waitFor()
  const words = await wordsOf(page)
  expect(words).toContain("Everything held")
  expect(words).toContain("Compared with the same run without")
  expect(words).toContain("First difference")
  expect(new URLSearchParams(page.url().split("?")[1]).get("vs")).toBe(`${run}~without-0`)
  expect(problems).toEqual([])
  expect([...hosts]).toHaveLength(1)
  await close()
})

test("the link is enough to make that run again, by itself too", async () => {
  const { page, problems, close } = await stage.open(`#/run/${run}~without-0`)
  await whenRead(page)
  const words = await wordsOf(page)
  expect(words).toContain("Everything held")
  expect(words).not.toContain("broken")
  expect(problems).toEqual([])
  await close()
})
