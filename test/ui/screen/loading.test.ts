/** A run is loaded in a real browser. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { gzipSync } from "node:zlib"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { Listening } from "../../../sim/replay/server.ts"
import { launchBrowser } from "../browser.ts"
import { builtUi, serveRuns } from "../pages.ts"
import { runFileOf } from "../run-files.ts"

let browser: Browser
let served: Listening

beforeAll(async () => {
  served = await serveRuns([await runFileOf("scenarios/suites/two-orders.yaml")])
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

it("a run is loaded to its end, and nothing is asked of another host", async () => {
  const page = await browser.newPage()
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).host))
  const problems: string[] = []
  page.on("console", (message) => problems.push(...(message.type() === "error" ? [message.text()] : [])))
  page.on("pageerror", (error) => problems.push(error.message))
  const list = (await (await fetch(`${served.url}api/runs`)).json()) as readonly { readonly id: string }[]
  await page.goto(`${served.url}#/run/${encodeURIComponent(list[0]!.id)}`)
  await page.getByRole("grid", { name: "Messages" }).waitFor()
  expect([...new Set(asked)]).toEqual([new URL(served.url).host])
  expect(problems).toEqual([])
})

it("what is loaded before anything is seen takes at most 60 kB", async () => {
  const ui = await builtUi()
  const assets = join(ui, "assets")
  const first = /src="\.\/assets\/([^"]+\.js)"/.exec(readFileSync(join(ui, "index.html"), "utf8"))![1]!
  const texts = new Map<string, Buffer>()
  const take = (name: string): void => {
    if (texts.has(name)) return
    const text = readFileSync(join(assets, name))
    texts.set(name, text)
    // What is imported at once; what is imported when it is asked for is written with brackets.
    for (const [, other] of text.toString().matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)) take(other!)
  }
  take(first)
  const bytes = [...texts.values()].reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0)
  expect(texts.size).toBeGreaterThan(1)
  expect(bytes).toBeLessThan(60_000)
})
