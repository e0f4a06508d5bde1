/** What the tests of screens share: a browser, a server on real runs, and pages in the modes that people have. */
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { basename } from "node:path"
import type { Listening } from "../../../sim/replay/server.ts"
import { launchBrowser } from "../browser.ts"
import { serveRuns } from "../pages.ts"

/** How somebody may look at the page. */
interface ModeOptions {
  readonly colorScheme: "light" | "dark"
  readonly forcedColors: "none" | "active"
  readonly viewport: { readonly width: number; readonly height: number }
}

const wide = { width: 1280, height: 800 }

export const modes = {
  light: { colorScheme: "light", forcedColors: "none", viewport: wide },
  dark: { colorScheme: "dark", forcedColors: "none", viewport: wide },
  forced: { colorScheme: "light", forcedColors: "active", viewport: wide },
  narrow: { colorScheme: "light", forcedColors: "none", viewport: { width: 320, height: 640 } },
} as const satisfies Readonly<Record<string, ModeOptions>>

export type Mode = keyof typeof modes

export const runId = (path: string): string => basename(path, ".backlot")

export interface Stage {
  readonly url: string
  /** A page that shows `hash`, and what went wrong in it so far; `before` is done to it while it is still empty. */
  readonly open: (hash: string, mode?: Mode, more?: StageOptions) => Promise<Shown>
  readonly close: () => Promise<void>
}

export interface StageOptions extends BrowserContextOptions {
  readonly before?: (page: Page) => Promise<unknown>
}

export interface Shown {
  readonly page: Page
  readonly problems: string[]
  /** Hosts that it asked anything of. */
  readonly hosts: Set<string>
  readonly close: () => Promise<void>
}

export const stageOf = async (runs: readonly string[]): Promise<Stage> => {
  const [served, browser]: [Listening, Browser] = await Promise.all([serveRuns(runs), launchBrowser()])
  return {
    url: served.url,
    async open(hash, mode = "light", { before, ...more } = {}) {
      const context = await browser.newContext({ locale: "en-GB", reducedMotion: "reduce", ...modes[mode], ...more })
      const page = await context.newPage()
      const problems: string[] = []
      const hosts = new Set<string>()
      page.on("request", (request) => hosts.add(new URL(request.url()).host))
      page.on("console", (message) => {
        if (message.type() === "error") problems.push(message.text())
      })
      page.on("pageerror", (error) => problems.push(error.message))
      await before?.(page)
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

/** All words on the page, those in the elements' own trees included. */
export const wordsOf = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const read = (node: Node): string => {
      if (node instanceof HTMLStyleElement) return ""
      if (node instanceof Text) return node.data
      const inner = node instanceof Element && node.shadowRoot !== null ? read(node.shadowRoot) : ""
      return inner + [...node.childNodes].map(read).join("")
    }
    return read(document.body)
  })
