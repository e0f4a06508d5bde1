/** Whatever keys are pressed, wherever, in whatever order: nothing breaks, and where there is no run nothing pretends that there is. */
import { readFileSync, writeFileSync } from "node:fs"
import { join, dirname } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { actions, type Press } from "../../../ui/keys.ts"
import { runFileOf } from "../run-files.ts"
import { runId, stageOf, whenRead, type Stage } from "./stage.ts"

let stage: Stage
let run = ""

beforeAll(async () => {
  const paths = [
    await runFileOf("scenarios/incidents/cancelled-in-hand-wrong.yaml"),
    await runFileOf("scenarios/incidents/cancelled-in-hand-right.yaml"),
  ]
  const beside = (name: string, bytes: Uint8Array | string): string => {
    const path = join(dirname(paths[0]!), name)
    writeFileSync(path, bytes)
    return path
  }
  // Only its header came through.
  const header = beside("header.backlot", readFileSync(paths[0]!).subarray(0, 4000))
  run = runId(paths[0]!)
  stage = await stageOf([...paths, header, beside("diary.backlot", "Dear diary")])
})

afterAll(() => stage?.close())

/** As the browser's driver writes it. */
const written = ({ key, code, shift, alt, mod, afterG }: Press): readonly string[] => [
  ...(afterG ? ["g"] : []),
  `${mod ? "Control+" : ""}${alt ? "Alt+" : ""}${shift ? "Shift+" : ""}${key ?? code!.replace(/^Key(.)$/, (_, letter: string) => letter.toLowerCase())}`,
]
const keys = actions.flatMap(({ presses }) => presses.map(written))

test.each(["#/run/header", "#/run/diary", "#/run/nowhere", "#/runs"])("every key at %s", async (hash) => {
  const { page, problems, close } = await stage.open(hash)
  await page.locator("bl-app main > *").first().waitFor()
  for (const presses of keys) {
    for (const key of presses) await page.keyboard.press(key)
    await page.keyboard.press("Escape")
    if (!page.url().endsWith(hash)) await page.evaluate((hash) => (location.hash = hash), hash)
  }
  expect(problems.filter((problem) => !problem.includes("status of 404"))).toEqual([])
  await close()
})

test.each([1, 2])("any keys in a run, in the order of seed %s", async (seed) => {
  const { page, problems, close } = await stage.open(`#/run/${run}`, seed % 2 === 0 ? "narrow" : "light")
  await whenRead(page)
  let state = seed
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const words = ["status:>=400", "order:LIS-3007", "((", "followed-by:(", '"', "body:x", "#12", "+1 h"]
  const pressed: string[] = []
  while (pressed.length < 250 && problems.length === 0) {
    const word = draw(12) === 0 ? words[draw(words.length)]! : null
    const some = word === null ? keys[draw(keys.length)]! : [word]
    pressed.push(...some)
    if (word === null) for (const key of some) await page.keyboard.press(key)
    else await page.keyboard.type(word)
  }
  expect(problems, pressed.slice(-12).join(" ")).toEqual([])
  expect(await page.locator("bl-app main").count()).toBe(1)
  await close()
})
