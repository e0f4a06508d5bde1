/** axe finds nothing on any screen, view or dialog in any mode; and nothing is wider than a narrow window. */
import { readFileSync, writeFileSync } from "node:fs"
import { AxeBuilder } from "@axe-core/playwright"
import type { Page, Route } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { runFileOf } from "../run-files.ts"
import { modes, runId, stageOf, whenRead, type Mode, type Stage } from "./stage.ts"

let stage: Stage
let broken = ""
let held = ""
let faulty = ""
let toldNo = ""
let truncated = ""
let unread = ""

beforeAll(async () => {
  const paths = [
    await runFileOf("scenarios/incidents/cancelled-in-hand-wrong.yaml"),
    await runFileOf("scenarios/incidents/cancelled-in-hand-right.yaml"),
    await runFileOf("scenarios/incidents/late-snapshot-wrong.yaml"),
    await runFileOf("scenarios/suites/payment/more-back-than-was-paid.yaml"),
  ]
  const whole = readFileSync(paths[0]!)
  const cut = paths[0]!.replace(/[^/]+$/, "truncated.backlot")
  writeFileSync(cut, whole.subarray(0, Math.floor(whole.length * 0.7)))
  const begun = paths[0]!.replace(/[^/]+$/, "begun.backlot")
  writeFileSync(begun, whole.subarray(0, Math.floor(whole.length * 0.3)))
  ;[broken = "", held = "", faulty = "", toldNo = "", truncated = "", unread = ""] = [...paths, cut, begun].map(runId)
  stage = await stageOf([...paths, cut, begun])
})

afterAll(() => stage?.close())

interface Screen {
  readonly hash: () => string
  readonly waitFor: string
  /** Elements, each within the one before, that are this screen's own; what it shares with others is looked at with the messages. */
  readonly own: readonly string[]
  /** Pressed in a row; a selector among them is waited for. */
  readonly keys?: readonly string[]
  /** What its server answers otherwise than usual. */
  readonly answers?: Readonly<Record<string, (route: Route) => Promise<void> | void>>
  /** There is a run, which has to be read first. */
  readonly isRun?: false
}

const run = (query = "") => `#/run/${broken}${query}`
const body =
  (text: string) =>
  (route: Route): Promise<void> =>
    route.fulfill({ body: text })

const screens: Readonly<Record<string, Screen>> = {
  "list of runs": { own: ["bl-app"], hash: () => "#/runs", waitFor: "bl-runs li", isRun: false },
  "list of runs in which nothing fits": {
    own: ["bl-app", "bl-runs"],
    hash: () => "#/runs?q=nothing&only=failed",
    waitFor: "bl-runs p[role=status]",
    isRun: false,
  },
  "no runs": {
    own: ["bl-app", "bl-runs"],
    hash: () => "#/runs",
    waitFor: "bl-runs .drop",
    answers: { "**/api/list": body("[]") },
    isRun: false,
  },
  "list of runs that cannot be had": {
    own: ["bl-app", "bl-runs"],
    hash: () => "#/runs",
    waitFor: "bl-runs .broken",
    answers: { "**/api/list": (route) => route.fulfill({ status: 500, body: "The folder is gone." }) },
    isRun: false,
  },
  "a run that is not there yet": {
    own: ["bl-app"],
    hash: () => "#/run/slow",
    waitFor: "bl-app p[aria-busy=true]",
    answers: { "**/api/runs/slow": () => {} },
    isRun: false,
  },
  "a file that is no run": {
    own: ["bl-app"],
    hash: () => "#/run/notes",
    waitFor: "bl-app p[role=alert]",
    answers: { "**/api/runs/notes": body("Dear diary") },
    isRun: false,
  },
  "a run of which a part is there": {
    own: ["bl-app"],
    hash: () => `#/run/${truncated}`,
    waitFor: "bl-app .notice",
  },
  "a run of which no message is there": {
    own: ["bl-app", "bl-run"],
    hash: () => `#/run/${unread}`,
    waitFor: "bl-messages .empty",
    isRun: false,
  },
  messages: { own: ["bl-app"], hash: () => run("?q=status:>=400&rest=faint&tab=state"), waitFor: "bl-rows .row" },
  "a filter that cannot be read": {
    own: ["bl-app", "bl-run", "bl-filter"],
    hash: () => run("?q=sttus:400"),
    waitFor: "bl-filter .problem",
  },
  "a filter that finds nothing": {
    own: ["bl-app", "bl-run", "bl-messages"],
    hash: () => run("?q=order:none"),
    waitFor: "bl-messages button",
  },
  "request and response": {
    own: ["bl-app", "bl-run", "bl-inspector"],
    hash: () => run("?tab=response"),
    waitFor: "bl-inspector bl-json",
  },
  changes: {
    own: ["bl-app", "bl-run", "bl-inspector"],
    hash: () => run("?tab=diff"),
    waitFor: "bl-inspector [role=tabpanel] p",
  },
  path: { own: ["bl-app", "bl-run"], hash: () => run("?view=path&tab=cause"), waitFor: "bl-path canvas" },
  "path of nothing": {
    own: ["bl-app", "bl-run", "bl-path"],
    hash: () => run("?view=path&m=0&t=0.0"),
    waitFor: "bl-path p",
  },
  "path as bars, by time": {
    own: ["bl-app", "bl-run", "bl-path"],
    hash: () => run("?view=path&o=LIS-3007&shape=bars&axis=time"),
    waitFor: "bl-path canvas",
  },
  states: {
    own: ["bl-app", "bl-run", "bl-states"],
    hash: () => run("?view=states&tab=state"),
    waitFor: "bl-states svg.chart",
  },
  "states of nothing": {
    own: ["bl-app", "bl-run", "bl-states"],
    hash: () => run("?view=states&m=0&t=0.0"),
    waitFor: "bl-states p",
  },
  figures: {
    own: ["bl-app", "bl-run", "bl-figures"],
    hash: () => run("?view=figures"),
    waitFor: "bl-figures .two",
  },
  "figures by connection": {
    own: ["bl-app", "bl-run", "bl-figures"],
    hash: () => run("?view=figures&by=link"),
    waitFor: "bl-figures .two",
  },
  "what people were refused": {
    own: ["bl-app", "bl-run", "bl-figures"],
    hash: () => `#/run/${toldNo}?view=figures&q=is:fault`,
    waitFor: "bl-figures .refused",
  },
  "another run beside": {
    own: ["bl-app", "bl-run", "bl-compare"],
    hash: () => run(`?vs=${held}&side=1&tab=diff`),
    waitFor: "bl-compare .row",
  },
  "the same run beside": {
    own: ["bl-app", "bl-run", "bl-compare"],
    hash: () => run(`?vs=${broken}&side=1`),
    waitFor: "bl-compare p",
  },
  keys: { own: ["bl-app", "bl-help"], hash: run, waitFor: "bl-help dialog[open]", keys: ["?"] },
  notes: {
    own: ["bl-app", "bl-notes"],
    hash: () => run("?n=a.1709552009626.83.Cancelled+with+the+parcel+on+the+dock"),
    waitFor: "bl-notes li",
    keys: ["'"],
  },
  "writing a note": { own: ["bl-app", "bl-notes"], hash: run, waitFor: "bl-notes dialog[open] input", keys: ["m"] },
  palette: { own: ["bl-app", "bl-palette"], hash: run, waitFor: "bl-palette dialog[open]", keys: ["Control+k"] },
  "going to a time": {
    own: ["bl-app", "bl-go-to"],
    hash: run,
    waitFor: "bl-go-to .broken",
    keys: ["g", "t", "bl-go-to dialog[open]", "x", "Enter"],
  },
  "without a fault": {
    own: ["bl-app", "bl-without-faults"],
    hash: () => `#/run/${faulty}`,
    waitFor: "bl-without-faults dialog[open]",
    keys: ["u"],
  },
}

/** Rules that axe leaves out unless it is told, because they are new. */
const more = ["css-orientation-lock", "focus-order-semantics", "table-fake-caption", "td-has-header", "p-as-heading"]

const violationsOf = async (page: Page, mode: Mode, own: readonly string[]): Promise<readonly string[]> => {
  const rules = Object.fromEntries(more.map((rule) => [rule, { enabled: true }]))
  const builder = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ["violations"], iframes: false, rules })
  builder.include(own.length === 1 ? own[0]! : { fromShadowDom: own as [string, string, ...string[]] })
  // What does not hang on colours is the same in all modes but the narrow one.
  if (mode === "dark" || mode === "forced") builder.withRules(["color-contrast"])
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${mode} ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)
}

test.each(Object.keys(screens))("%s", async (name) => {
  const { hash, waitFor, own, keys = [], answers = {}, isRun = true } = screens[name]!
  const before = async (page: Page): Promise<void> => {
    for (const [url, answer] of Object.entries(answers)) await page.route(url, answer)
  }
  const { page, problems, close } = await stage.open(hash(), "light", { before })
  if (isRun) await whenRead(page)
  for (const key of keys) await (key.startsWith("bl-") ? page.locator(key).waitFor() : page.keyboard.press(key))
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
  // That a server says no is told by the browser itself.
  expect(problems.filter((problem) => !problem.includes("status of 500"))).toEqual([])
  await close()
})
