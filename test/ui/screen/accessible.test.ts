/** axe finds nothing on any screen in any mode; and nothing is wider than a narrow window. */
import { AxeBuilder } from "@axe-core/playwright"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
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

const screens: Readonly<Record<string, { readonly hash: () => string; readonly waitFor: string; readonly keys?: string[] }>> = {
  runs: { hash: () => "#/runs", waitFor: "bl-runs tbody tr" },
  messages: { hash: () => `#/run/${broken}?q=status:>=400&rest=faint`, waitFor: "bl-rows .row" },
  cause: { hash: () => `#/run/${broken}?tab=cause`, waitFor: "bl-inspector li" },
  state: { hash: () => `#/run/${broken}?tab=state`, waitFor: "bl-inspector tbody tr" },
  path: { hash: () => `#/run/${broken}?view=path`, waitFor: "bl-path canvas" },
  states: { hash: () => `#/run/${broken}?view=states`, waitFor: "bl-states svg.chart" },
  figures: { hash: () => `#/run/${broken}?view=figures`, waitFor: "bl-figures .two" },
  compare: { hash: () => `#/run/${broken}?vs=${held}&side=1&tab=diff`, waitFor: "bl-compare .row" },
  keys: { hash: () => `#/run/${broken}`, waitFor: "bl-help dialog[open]", keys: ["?"] },
  palette: { hash: () => `#/run/${broken}`, waitFor: "bl-palette dialog[open]", keys: ["Control+k"] },
}

describe.each(Object.keys(modes) as Mode[])("%s", (mode) => {
  test.each(Object.keys(screens))("%s", async (name) => {
    const { hash, waitFor, keys = [] } = screens[name]!
    const { page, problems, close } = await stage.open(hash(), mode)
    if (name !== "runs") await whenRead(page)
    for (const key of keys) await page.keyboard.press(key)
    await page.locator(waitFor).first().waitFor()
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
      .analyze()
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
    expect(told).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(problems).toEqual([])
    await close()
  })
})
