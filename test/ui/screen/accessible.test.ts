/** axe finds nothing on any screen in any mode; and nothing is wider than a narrow window. */
import { AxeBuilder } from "@axe-core/playwright"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runFileOf } from "../run-files.ts"
import { modes, runId, stageOf, whenRead, type Mode, type Stage } from "./stage.ts"

let stage: Stage
let broken = ""
let held = ""

beforeAll(async () => {
  const paths = [
    await runFileOf("scenarios/incidents/cancelled-in-hand-wrong.yaml"),
    await runFileOf("scenarios/incidents/cancelled-in-hand-right.yaml"),
  ]
  ;[broken = "", held = ""] = paths.map(runId)
  stage = await stageOf(paths)
})

afterAll(() => stage?.close())

interface Screen {
  readonly hash: () => string
  readonly waitFor: string
  /** Elements, each within the one before, that are this screen's own; what it shares with others is looked at with the messages. */
  readonly own: readonly string[]
  readonly keys?: readonly string[]
}

const screens: Readonly<Record<string, Screen>> = {
  runs: { own: ["bl-app"], hash: () => "#/runs", waitFor: "bl-runs li" },
  messages: {
    own: ["bl-app"],
    hash: () => `#/run/${broken}?q=status:>=400&rest=faint&tab=state`,
    waitFor: "bl-rows .row",
  },
  cause: {
    own: ["bl-app", "bl-run"],
    hash: () => `#/run/${broken}?view=path&tab=cause`,
    waitFor: "bl-path canvas",
  },
  states: {
    own: ["bl-app", "bl-run", "bl-states"],
    hash: () => `#/run/${broken}?view=states&tab=state`,
    waitFor: "bl-states svg.chart",
  },
  figures: {
    own: ["bl-app", "bl-run", "bl-figures"],
    hash: () => `#/run/${broken}?view=figures`,
    waitFor: "bl-figures .two",
  },
  compare: {
    own: ["bl-app", "bl-run", "bl-compare"],
    hash: () => `#/run/${broken}?vs=${held}&side=1&tab=diff`,
    waitFor: "bl-compare .row",
  },
  keys: { own: ["bl-app", "bl-help"], hash: () => `#/run/${broken}`, waitFor: "bl-help dialog[open]", keys: ["?"] },
  notes: {
    own: ["bl-app", "bl-notes"],
    hash: () => `#/run/${broken}?n=a.1709552009626.83.Cancelled+with+the+parcel+on+the+dock`,
    waitFor: "bl-notes li",
    keys: ["'"],
  },
  palette: {
    own: ["bl-app", "bl-palette"],
    hash: () => `#/run/${broken}`,
    waitFor: "bl-palette dialog[open]",
    keys: ["Control+k"],
  },
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

const violationsOf = async (page: Page, mode: Mode, own: readonly string[]): Promise<readonly string[]> => {
  const builder = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"], iframes: false })
  builder.include(own.length === 1 ? own[0]! : { fromShadowDom: own as [string, string, ...string[]] })
  // What does not hang on colours is the same in all modes but the narrow one.
  if (mode === "dark" || mode === "forced") builder.withRules(["color-contrast"])
  else builder.withTags(tags)
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${mode} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
}

test.each(Object.keys(screens))("%s", async (name) => {
  const { hash, waitFor, own, keys = [] } = screens[name]!
  const { page, problems, close } = await stage.open(hash())
  if (name !== "runs") await whenRead(page)
  for (const key of keys) await page.keyboard.press(key)
  await page.locator(waitFor).first().waitFor()
  const found: string[] = []
  for (const mode of Object.keys(modes) as Mode[]) {
    const { viewport, colorScheme, forcedColors } = modes[mode]
    await page.emulateMedia({ colorScheme, forcedColors })
    await page.setViewportSize(viewport)
    found.push(...(await violationsOf(page, mode, own)))
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (overflow > 0) found.push(`${mode}: ${overflow} px too wide`)
  }
  expect(found).toEqual([])
  expect(problems).toEqual([])
  await close()
})
