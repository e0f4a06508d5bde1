/** The run screen by keyboard alone, by links, in forced colours, with bodies that would like to run, and with a million rows. */
import type { Locator, Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runFileOf } from "../run-files.ts"
import { runId, stageOf, whenRead, wordsOf, type Stage } from "./stage.ts"
import { hostileRun } from "./hostile-run.ts"

let stage: Stage
let broken = ""
let held = ""
let hostile = ""
let late = ""
let toldNo = ""

beforeAll(async () => {
  const paths = [
    await runFileOf("scenarios/incidents/cancelled-in-hand-wrong.yaml"),
    await runFileOf("scenarios/incidents/cancelled-in-hand-right.yaml"),
    hostileRun(),
    await runFileOf("scenarios/incidents/late-snapshot-wrong.yaml"),
    await runFileOf("scenarios/suites/payment/more-back-than-was-paid.yaml"),
  ]
  ;[broken = "", held = "", hostile = "", late = "", toldNo = ""] = paths.map(runId)
  stage = await stageOf(paths)
})

afterAll(() => stage?.close())

const chosenRow = (page: Page): Locator => page.locator("bl-messages .row[aria-selected=true]")

test("a run is opened, its cause found, followed, compared and left without a mouse", async () => {
  const { page, problems, hosts, close } = await stage.open("#/runs")
  await page.locator("bl-runs li").first().waitFor()
  const link = page.locator(`bl-runs a[href="#/run/${broken}"]`)
  for (let tabs = 0; tabs < 20 && !(await link.evaluate((a) => a.matches(":focus"))); tabs++)
    await page.keyboard.press("Tab")
  await page.keyboard.press("Enter")
  await whenRead(page)
  // It opens where it broke, and follows the order.
  expect(await page.locator("bl-inspector h2").innerText()).toContain("outboundOrders.clear")
  await expect.poll(() => page.url()).toContain("o=LIS-3007")
  // What was to break is no alarm, and a conflict is no failure.
  expect(await page.locator("bl-app header").first().innerText()).toContain("Broken on purpose, as expected: I20")
  expect(await page.locator("bl-verdict .broken").count()).toBe(0)
  await page.keyboard.press("n")
  expect(await chosenRow(page).innerText()).toContain("409")
  expect(await chosenRow(page).locator(".refused").count()).toBe(1)
  for (const [key, view] of [
    ["2", "bl-path canvas"],
    ["3", "bl-states svg.chart"],
    ["4", "bl-figures td"],
  ] as const) {
    await page.keyboard.press(key)
    await page.locator(view).first().waitFor()
  }
  await page.keyboard.press("1")
  await page.keyboard.press("/")
  await page.keyboard.type("status:>=400")
  await page.keyboard.press("Enter")
  expect(await page.locator("bl-filter .count").innerText()).toMatch(/^3 of \d+$/)
  await page.keyboard.press("j")
  expect(await chosenRow(page).innerText()).toContain("409")
  await page.keyboard.press("v")
  await page.locator("bl-compare .row").first().waitFor()
  expect(await wordsOf(page)).toContain("First difference")
  await page.keyboard.press("v")
  await page.keyboard.press("g")
  await page.keyboard.press("r")
  await page.locator("bl-runs li").first().waitFor()
  // The list goes on at the run that somebody comes from.
  await expect.poll(() => link.evaluate((a) => a.matches(":focus"))).toBe(true)
  expect(problems).toEqual([])
  expect([...hosts]).toEqual([new URL(stage.url).host])
  await close()
})

test("the filter's words are a click away, and one of them finds by a header", async () => {
  const { page, problems, close } = await stage.open(`#/run/${broken}`)
  await whenRead(page)
  await page.getByRole("button", { name: "Words of the filter" }).click()
  await page.getByText("sent because its time had come").waitFor()
  expect(await page.getByText("header:retry-after=30").isVisible()).toBe(true)
  await page.keyboard.press("Escape")
  await page.keyboard.press("/")
  await page.keyboard.type("header:webhook-id=storefront/*")
  await page.keyboard.press("Enter")
  await expect.poll(() => page.locator("bl-filter .count").innerText()).toMatch(/^[1-9]\d* of \d+$/)
  await page.locator("bl-messages .row").first().click()
  await page.getByText("webhook-id:").waitFor()
  expect(problems).toEqual([])
  await close()
})

test("a link shows somebody else the same: run, time, order, message, view and filter", async () => {
  const first = await stage.open(`#/run/${broken}`)
  await whenRead(first.page)
  for (const key of ["n", "[", "2"]) await first.page.keyboard.press(key)
  await first.page.locator("bl-path canvas").waitFor()
  await first.page.evaluate(() => history.replaceState(null, "", `${location.hash}&q=order%3ALIS-3007&kept=too`))
  await first.page.reload()
  await whenRead(first.page)
  const { hash } = new URL(first.page.url())
  const second = await stage.open(hash)
  await whenRead(second.page)
  await second.page.locator("bl-path canvas").waitFor()
  const values = new URLSearchParams(new URL(second.page.url()).hash.split("?")[1])
  expect(new URL(second.page.url()).hash).toBe(hash)
  expect([...values.keys()].toSorted()).toEqual(["kept", "m", "o", "q", "t", "tip", "view"])
  const told = (page: Page): Promise<string> => page.locator("bl-inspector header").innerText()
  expect(await told(second.page)).toBe(await told(first.page))
  await first.close()
  await second.close()
})

test("a note is written by keys, found by its letter, read in the link, and removed", async () => {
  const first = await stage.open(`#/run/${broken}`)
  const { page } = first
  await whenRead(page)
  await page.keyboard.press("'")
  await page.getByText("There is no note yet").waitFor()
  await page.keyboard.press("m")
  await page.locator("bl-notes dialog[open]").waitFor()
  await page.keyboard.type("Left the dock & was cancelled. Why?")
  await page.keyboard.press("Enter")
  const where = await page.locator("bl-inspector h2").innerText()
  await page.locator("bl-inspector .note", { hasText: "Left the dock & was cancelled. Why?" }).waitFor()
  await page.keyboard.press("Home")
  await page.keyboard.press("m")
  await page.locator("bl-notes dialog[open]").waitFor()
  await page.keyboard.type("Begin")
  await page.keyboard.press("Enter")
  await page.locator("bl-inspector .note", { hasText: "Begin" }).waitFor()
  // Written again, it is the same note.
  await page.keyboard.press("m")
  await page.locator("bl-notes dialog[open]").waitFor()
  await page.keyboard.type("The beginning")
  await page.keyboard.press("Enter")
  await page.locator("bl-inspector .note", { hasText: "The beginning" }).waitFor()
  const second = await stage.open(new URL(page.url()).hash)
  await whenRead(second.page)
  await second.page.locator("bl-inspector .note", { hasText: "The beginning" }).waitFor()
  await second.page.keyboard.press("'")
  await second.page.getByText("Left the dock & was cancelled. Why?").waitFor()
  expect(await second.page.locator("bl-notes li").count()).toBe(2)
  await second.page.keyboard.press("a")
  expect(await second.page.locator("bl-inspector h2").innerText()).toBe(where)
  expect(await second.page.locator("bl-notes dialog[open]").count()).toBe(0)
  await second.page.keyboard.press("m")
  await second.page.locator("bl-notes dialog[open]").waitFor()
  await second.page.keyboard.press("Delete")
  await second.page.keyboard.press("Enter")
  await expect.poll(() => new URL(second.page.url()).hash).not.toContain("n=a.")
  expect(new URL(second.page.url()).hash).toContain("n=b.")
  expect([...first.problems, ...second.problems]).toEqual([])
  await first.close()
  await second.close()
})

test("Back undoes a choice, not each step of the playhead", async () => {
  const { page, close } = await stage.open(`#/run/${broken}`)
  await whenRead(page)
  const before = await page.locator("bl-inspector h2").innerText()
  await page.locator("bl-messages .row").first().click()
  for (let step = 0; step < 5; step++) await page.keyboard.press("ArrowRight")
  await page.goBack()
  await expect.poll(() => page.locator("bl-inspector h2").innerText()).toBe(before)
  await close()
})

test("in forced colours the chosen row and the focus are seen", async () => {
  const { page, close } = await stage.open(`#/run/${broken}`, "forced")
  await whenRead(page)
  const rows = page.locator("bl-messages .row")
  const chosen = await chosenRow(page).evaluate((row) => Number(row.dataset["index"]))
  const edge = async (row: Locator): Promise<Buffer> => {
    const box = (await row.boundingBox())!
    return page.screenshot({ clip: { x: box.x, y: box.y, width: box.width, height: 3 } })
  }
  const other = rows.locator(`xpath=self::*[@data-index="${chosen - 1}"]`)
  expect((await edge(chosenRow(page))).equals(await edge(other))).toBe(false)
  const button = page.locator("bl-run nav button").nth(1)
  const around = async (): Promise<Buffer> => {
    const box = (await button.boundingBox())!
    return page.screenshot({ clip: { x: box.x - 5, y: box.y - 5, width: box.width + 10, height: 6 } })
  }
  const before = await around()
  await page.locator("bl-run nav button").first().focus()
  await page.keyboard.press("Tab")
  expect(await button.evaluate((node) => node.matches(":focus-visible"))).toBe(true)
  expect((await around()).equals(before)).toBe(false)
  await close()
})

test("whatever stands in a body, a subject or a name is text", async () => {
  const { page, problems, close } = await stage.open(`#/run/${hostile}?m=0`)
  await whenRead(page)
  await page.locator("bl-json .line").first().waitFor()
  const words = await wordsOf(page)
  expect(words).toContain("<script>window.ran = true</script>")
  expect(words).toContain("<img src=x onerror='window.ran = true'>")
  for (const key of ["2", "3", "4", "1"]) await page.keyboard.press(key)
  expect(await page.evaluate(() => "ran" in window)).toBe(false)
  expect(await page.locator("bl-app script, bl-app img").count()).toBe(0)
  expect(problems).toEqual([])
  await close()
})

test("what people were told no is no fault and not done: the strip, the list, the inspector and the figures say why", async () => {
  const { page, problems, close } = await stage.open(`#/run/${toldNo}`)
  await whenRead(page)
  await page.keyboard.press("n")
  expect(await chosenRow(page).innerText()).toContain("refused")
  expect(await chosenRow(page).locator(".refused svg").count()).toBe(1)
  expect(await page.locator("bl-inspector header").innerText()).toContain("30000 more is too much")
  expect(await page.locator("bl-timeline .legend").innerText()).not.toContain("fault")
  await page.getByRole("button", { name: "2 acts refused to people" }).click()
  await page.locator("bl-figures .refused").getByText("payment knows no payment").waitFor()
  await page.locator("bl-figures .refused button").first().click()
  await expect.poll(() => page.locator("bl-inspector h2").innerText()).toContain("refunds.createByHand")
  expect(problems).toEqual([])
  await close()
})

test("the list reaches the last of a million rows, by key, by scroll bar and by wheel", async () => {
  const { page, close } = await stage.open(`#/run/${held}`)
  await whenRead(page)
  await page.evaluate(async () => {
    const rows = Object.assign(document.createElement("bl-rows"), {
      count: 1_000_000,
      label: "Million",
      style: "position:fixed;inset:0;z-index:9;background:white;--columns:1fr",
      row: (index: number) => ({ cells: `row ${index}` }),
    })
    document.body.append(rows)
    await (rows as unknown as { readonly updateComplete: Promise<unknown> }).updateComplete
  })
  const list = page.locator("body > bl-rows")
  const show = (index: number): Promise<void> =>
    list.evaluate((rows, chosen) => void Object.assign(rows, { chosen }), index)
  for (const index of [999_999, 0, 500_000, 292_891]) {
    await show(index)
    await list.locator(".row[aria-selected=true]", { hasText: `row ${index}` }).waitFor()
  }
  await list.locator(".window").evaluate((window) => (window.scrollTop = window.scrollHeight))
  await list.locator(".row", { hasText: "row 999999" }).waitFor()
  const first = (): Promise<number> =>
    list
      .locator(".row")
      .first()
      .evaluate((row) => Number(row.dataset["index"]))
  const top = await first()
  await list.hover()
  await page.mouse.wheel(0, -2 * 28)
  await expect.poll(first).toBe(top - 2)
  expect(await list.locator(".row").count()).toBeLessThan(60)
  await close()
})

test("a run is made again without a fault, in the browser, and stands beside what was", async () => {
  const { page, problems, hosts, close } = await stage.open(`#/run/${late}?q=is:fault`)
  await whenRead(page)
  await page.locator("bl-messages .row").first().click()
  await page.getByRole("button", { name: "Without this fault" }).click()
  await page.getByRole("button", { name: "Run again without these" }).click()
  await page.locator("bl-compare .row").first().waitFor()
  // What was broken by the fault holds without it.
  await page.getByText("Everything held", { exact: true }).waitFor()
  expect(await wordsOf(page)).toContain("without delay on wms-east > oms stock.snapshot")
  expect(new URLSearchParams(page.url().split("?")[1]).get("vs")).toBe(`${late}~without-0`)
  expect(problems).toEqual([])
  expect([...hosts]).toEqual([new URL(stage.url).host])
  await close()
})
