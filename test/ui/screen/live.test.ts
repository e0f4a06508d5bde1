/** A run is looked at while it goes on: what is written reaches the page, over connections that break, up to its verdict. */
import { appendFileSync, mkdtempSync, renameSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runsIn } from "../../../sim/replay/run-folder.ts"
import { serveReplay, type Listening } from "../../../sim/replay/server.ts"
import { launchBrowser } from "../browser.ts"
import { builtUi } from "../pages.ts"
import { writeSynthetic } from "../synthetic.ts"
import { wordsOf } from "./stage.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-live-"))
const sockets: { destroy(): void }[] = []
let browser: Browser
let served: Listening

beforeAll(async () => {
  served = await serveReplay({ ui: await builtUi(), runs: runsIn(folder) }, 0)
  served.server.on("upgrade", (_request, socket) => sockets.push(socket))
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await served?.close()
})

test("the page shows what there is, goes on after a lost connection, and ends with the verdict", async () => {
  const parts: Uint8Array[] = []
  writeSynthetic({ write: (part) => void parts.push(part.slice()) }, 60_000)
  const bytes = Buffer.concat(parts)
  const path = join(folder, "growing-1.unfinished")
  const [some, more] = [Math.floor(bytes.length * 0.5), Math.floor(bytes.length * 0.75)]
  writeFileSync(path, bytes.subarray(0, some))
  const page = await browser.newPage()
  const problems: string[] = []
  page.on("pageerror", ({ message }) => problems.push(message))
  await page.goto(`${served.url}#/run/growing-1`)
  await page.locator("bl-messages .row").first().waitFor()
  expect(await wordsOf(page)).toContain("still going on")
  const shown = await page.locator("bl-app header").innerText()
  // The connection is lost in the middle; meanwhile the run writes on, and comes to its end.
  for (const socket of sockets.splice(0)) socket.destroy()
  appendFileSync(path, bytes.subarray(some, more))
  await page.waitForFunction(
    (before) => !document.querySelector("bl-app")!.shadowRoot!.textContent!.includes(before),
    shown,
  )
  for (const socket of sockets.splice(0)) socket.destroy()
  appendFileSync(path, bytes.subarray(more))
  renameSync(path, join(folder, "growing-digest.backlot"))
  await page.waitForFunction(() => /60,000 messages/.test(document.querySelector("bl-app")!.shadowRoot!.textContent!))
  const words = await wordsOf(page)
  expect(words).not.toContain("still going on")
  expect(words).toContain("broken")
  expect(problems).toEqual([])
  await page.close()
})
