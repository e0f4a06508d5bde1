/** The list of runs by keyboard: a suite with a failure among many that held, what it was for, and the way there and back. */
import { afterAll, beforeAll, expect, test } from "vitest"
import { mutants } from "../../../actors/mutants/mutants.ts"
import { runFileOf } from "../run-files.ts"
import { runId, stageOf, whenRead, type Stage } from "./stage.ts"

let stage: Stage
let failed = ""

beforeAll(async () => {
  const cent = mutants.find(({ name }) => name === "payment: a capture takes a cent too much")!.mutate
  const paths = [
    await runFileOf("scenarios/suites/carrier/damaged.yaml"),
    await runFileOf("scenarios/suites/carrier/luck.yaml"),
    await runFileOf("scenarios/suites/changes/cancel-too-late.yaml", cent),
    await runFileOf("scenarios/suites/changes/cancel-before-pick.yaml"),
    await runFileOf("scenarios/incidents/late-snapshot-wrong.yaml"),
  ]
  failed = runId(paths[2]!)
  stage = await stageOf(paths)
})

afterAll(() => stage?.close())

test("what failed stands first, with what it was for and what went wrong", async () => {
  const { page, problems, close } = await stage.open("#/runs")
  const first = page.locator("bl-runs li").first()
  await first.waitFor()
  expect(await page.locator("bl-runs .head .counts").innerText()).toMatch(/1 broken\s+4 held/)
  expect(await page.locator("bl-runs h3").allInnerTexts()).toEqual([
    expect.stringMatching(/suites\/changes\s+1 broken\s+1 held/),
    expect.stringMatching(/incidents\s+1 held/),
    expect.stringMatching(/suites\/carrier\s+2 held/),
  ])
  expect(await first.innerText()).toContain("This warehouse does not stop what is being picked")
  expect(await first.locator(".says").innerText()).not.toBe("")
  expect(problems).toEqual([])
  await close()
})

test("by keys alone: only what failed, into it, back to where it was, and to another by a word", async () => {
  const { page, problems, close } = await stage.open("#/runs")
  const links = page.locator("bl-runs li a")
  await links.first().waitFor()
  await page.keyboard.press("e")
  expect(await links.count()).toBe(1)
  // The suite, then its run.
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("ArrowDown")
  await expect.poll(() => page.url()).toMatch(/#\/runs\/.*only=failed/)
  await page.keyboard.press("Enter")
  await whenRead(page)
  expect(page.url()).toContain(`#/run/${failed}`)
  // Nothing of the list's keys does anything in a run, and the list is found as it was left.
  await page.keyboard.press("e")
  await page.keyboard.press("g")
  await page.keyboard.press("r")
  await links.first().waitFor()
  expect(new URL(page.url()).hash).toBe(`#/runs/${failed}?only=failed`)
  await expect.poll(() => links.first().evaluate((link) => link.matches(":focus"))).toBe(true)
  await page.keyboard.press("e")
  await page.keyboard.press("/")
  await page.keyboard.type("snapshot")
  await expect.poll(() => links.count()).toBe(1)
  await page.keyboard.press("ArrowDown")
  await page.keyboard.press("Enter")
  await whenRead(page)
  expect(page.url()).toContain("#/run/")
  expect(problems).toEqual([])
  await close()
})

test("a link shows the same list: words, only what failed, suites that were shut", async () => {
  const first = await stage.open("#/runs")
  await first.page.locator("bl-runs li").first().waitFor()
  await first.page.locator("bl-runs h3 button", { hasText: "suites/carrier" }).click()
  await first.page.keyboard.press("/")
  await first.page.keyboard.type("cancel")
  await first.page.keyboard.press("ArrowDown")
  const shown = async ({ page }: typeof first): Promise<string> => page.locator("bl-runs").innerText()
  await expect.poll(() => first.page.url()).toContain("q=cancel")
  const second = await stage.open(new URL(first.page.url()).hash)
  await second.page.locator("bl-runs li").first().waitFor()
  expect(await shown(second)).toBe(await shown(first))
  await second.page.locator("bl-runs input[type=search]").fill("")
  await expect.poll(() => second.page.locator("bl-runs h3 button[aria-expanded=false]").count()).toBe(1)
  await second.page.locator("bl-runs input[type=search]").fill("nowhere")
  await second.page.getByText("No run fits.").waitFor()
  await second.page.getByRole("button", { name: "Show all runs" }).click()
  await second.page.locator("bl-runs li").first().waitFor()
  expect([...first.problems, ...second.problems]).toEqual([])
  await first.close()
  await second.close()
})
