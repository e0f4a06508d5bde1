/** `npm run pictures`: takes the pictures of the README anew, from a run that is made for it. */
import { mkdirSync, statSync } from "node:fs"
import { basename, join } from "node:path"
import { launchBrowser } from "./browser.ts"
import { serveRuns } from "./pages.ts"
import { runFileOf } from "./run-files.ts"

const folder = join(import.meta.dirname, "../../docs/pictures")
const wide = { width: 1280, height: 800 }

interface Picture {
  readonly name: string
  readonly query: string
  readonly waitFor: string
  readonly colorScheme?: "dark"
  readonly forcedColors?: "active"
  readonly viewport?: { readonly width: number; readonly height: number }
}

const wrong = await runFileOf("scenarios/incidents/cancelled-in-hand-wrong.yaml")
const right = await runFileOf("scenarios/incidents/cancelled-in-hand-right.yaml")
const idOf = (path: string): string => basename(path, ".backlot")

const pictures: readonly Picture[] = [
  { name: "run", query: "tab=state", waitFor: "bl-inspector tbody tr" },
  { name: "run-dark", query: "tab=cause", waitFor: "bl-inspector li", colorScheme: "dark" },
  { name: "run-forced-colours", query: "", waitFor: "bl-json .line", forcedColors: "active" },
  { name: "path", query: "view=path&tab=response", waitFor: "bl-path canvas" },
  { name: "states", query: "view=states&tab=diff", waitFor: "bl-states svg.chart" },
  { name: "narrow", query: "", waitFor: "bl-json .line", viewport: { width: 320, height: 640 } },
]

mkdirSync(folder, { recursive: true })
const served = await serveRuns([wrong, right])
const browser = await launchBrowser()
for (const { name, query, waitFor, viewport = wide, ...media } of pictures) {
  const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", viewport, ...media })
  const page = await context.newPage()
  await page.goto(`${served.url}#/run/${encodeURIComponent(idOf(wrong))}?${query}`)
  await page.locator(waitFor).first().waitFor()
  await page.waitForTimeout(500)
  const path = join(folder, `${name}.png`)
  await page.screenshot({ path })
  process.stdout.write(`${path}  ${Math.round(statSync(path).size / 1000)} kB\n`)
  await context.close()
}
await browser.close()
await served.close()
