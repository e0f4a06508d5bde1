/** What the tests of screens share: a browser, a server on real runs, and pages in the modes that people have. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { basename } from "node:path"
import type { Listening } from "../../../sim/replay/server.ts"
import { launchBrowser } from "../browser.ts"
import { serveRuns } from "../pages.ts"

export const modes = {
  light: { colorScheme: "light", viewport: { width: 1280, height: 800 } },
  dark: { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  forced: { forcedColors: "active", viewport: { width: 1280, height: 800 } },
  narrow: { viewport: { width: 320, height: 640 } },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>

export type Mode = keyof typeof modes

export const runId = (path: string): string => basename(path, ".backlot")

export interface Stage {
  readonly url: string
  /** A page that shows `hash`, and what went wrong in it so far. */
  open(hash: string, mode?: Mode, more?: BrowserContextOptions): Promise<Shown>
  close(): Promise<void>
}

export interface Shown {
  readonly page: Page
  readonly problems: string[]
  /** Hosts that it asked anything of. */
  readonly hosts: Set<string>
  close(): Promise<void>
}

export const stageOf = async (runs: readonly string[]): Promise<Stage> => {
  const [served, browser]: [Listening, Browser] = await Promise.all([serveRuns(runs), launchBrowser()])
  return {
    url: served.url,
    async open(hash, mode = "light", more = {}) {
      const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...modes[mode], ...more })
      const page = await context.newPage()
      const problems: string[] = []
      const hosts = new Set<string>()
      page.on("request", (request) => hosts.add(new URL(request.url()).host))
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text())
      })
      page.on("pageerror", (error) => problems.push(error.message))
      await page.goto(served.url + hash)
      await page.locator("bl-app main").waitFor()
      return { page, problems, hosts, close: () => context.close() }
    },
    async close() {
      await browser.close()
      await served.close()
    },
  }
}

/** Waits until a run is read and its first message chosen. */
export const whenRead = async (page: Page): Promise<void> => {
  await page.locator("bl-inspector h2").waitFor()
}

/** All words on the screen, those in the elements' own trees included. */
export const wordsOf = (page: Page): Promise<string> => page.locator("bl-app").innerText()
