/** One HTML file holds a run and its page, and opens from a disk. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { oneFile } from "../../../sim/replay/one-file.ts"
import { launchBrowser } from "../browser.ts"
import { builtUi } from "../pages.ts"
import { runFileOf } from "../run-files.ts"

let browser: Browser
let html: string
let path: string

beforeAll(async () => {
  const run = readFileSync(await runFileOf("scenarios/incidents/acknowledged-before-commit-wrong.yaml"))
  html = oneFile(await builtUi(), run, "</title><script>two & orders")
  expect(oneFile(await builtUi(), run, "</title><script>two & orders")).toBe(html)
  path = join(mkdtempSync(join(tmpdir(), "backlot-ui-")), "run.html")
  writeFileSync(path, html)
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
})

it("the file opens without a server, and asks for nothing", async () => {
  const page = await browser.newPage()
  const asked: string[] = []
  page.on("request", (request) => asked.push(...(request.url().startsWith("data:") ? [] : [request.url()])))
  const problems: string[] = []
  page.on("console", (message) => problems.push(...(message.type() === "error" ? [message.text()] : [])))
  page.on("pageerror", (error) => problems.push(error.message))
  const url = pathToFileURL(path).href
  await page.goto(url)
  await page.getByText("checkout.complete").first().waitFor()
  expect(await page.title()).toContain("two & orders")
  expect(problems).toEqual([])
  // The engine is in it too: what would have been without the fault.
  await page.keyboard.press("u")
  await page.getByRole("button", { name: "Run again without these" }).click()
  await page.locator("bl-compare .row").first().waitFor()
  await page.getByText("Everything held", { exact: true }).waitFor()
  expect(problems).toEqual([])
  expect(asked.filter((address) => !address.startsWith("blob:"))).toEqual([url])
})

it("a file that was cut off says so", async () => {
  const cut = path.replace("run.html", "cut.html")
  writeFileSync(cut, html.replace(/<script id="run"[\s\S]*?<\/script>\n/, ""))
  const page = await browser.newPage()
  await page.goto(pathToFileURL(cut).href)
  await page.getByText("This page was cut off").waitFor()
})
