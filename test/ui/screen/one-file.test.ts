/** One HTML file holds a run and its page, and opens from a disk. */
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import { oneFile } from "../../../sim/replay/one-file.ts"
import { launchBrowser } from "../browser.ts"
import { builtUi } from "../pages.ts"
import { runFileOf } from "../run-files.ts"
import { syntheticBytes } from "../synthetic.ts"

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

it("a file that was cut off says so, and shows what it still holds", async () => {
  const cut = path.replace("run.html", "cut.html")
  const began = '<script type="application/octet-stream" data-run='
  const page = await browser.newPage()
  writeFileSync(cut, html.slice(0, html.indexOf(began)))
  await page.goto(pathToFileURL(cut).href)
  await page.getByText("This page was cut off").waitFor()
  const large = oneFile(await builtUi(), syntheticBytes(40_000), "Large")
  writeFileSync(cut, large.slice(0, large.indexOf(began) + 70_000))
  await page.reload()
  await page.getByText("Only a part of this run").waitFor()
  await page.locator("bl-messages .row").first().waitFor()
})

it("a hundred thousand messages with their bodies take 5 MB, and are on the screen before all is read", async () => {
  const large = path.replace("run.html", "large.html")
  writeFileSync(large, oneFile(await builtUi(), syntheticBytes(100_000), "Large"))
  expect(statSync(large).size).toBeLessThan(5_000_000)
  const page = await browser.newPage()
  await page.addInitScript(() => {
    const seen: Record<string, number> = {}
    Object.assign(window, { seen })
    const look = (): void => {
      const app = document.querySelector<HTMLElement & { readonly page: { readonly model: { state: string } | null } }>(
        "bl-app",
      )
      const run = app?.shadowRoot?.querySelector("bl-run")?.shadowRoot
      const row = run
        ?.querySelector("bl-messages")
        ?.shadowRoot?.querySelector("bl-rows")
        ?.shadowRoot?.querySelector(".row")
      if (app?.shadowRoot != null) seen["page"] ??= performance.now()
      if (row != null) seen["list"] ??= performance.now()
      if (app?.page.model?.state === "whole") seen["whole"] ??= performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(pathToFileURL(large).href)
  await page.locator("bl-inspector h2").waitFor()
  const seen = await page.evaluate(() => (window as unknown as { readonly seen: Record<string, number> }).seen)
  const told = Object.entries(seen).map(([what, ms]) => `${what} ${Math.round(ms)} ms`)
  process.stdout.write(`One file of 100,000 messages, after opening: ${told.join(", ")}\n`)
  expect(Object.keys(seen)).toEqual(["page", "list", "whole"])
})
