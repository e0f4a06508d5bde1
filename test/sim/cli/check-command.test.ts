/** `check`, `explain` and `mutants`: what they print, save and answer, over the sound ecosystem and over one with a planted bug. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, describe, expect, it } from "vitest"
import { campaigns } from "../../../actors/campaigns.ts"
import { generation } from "../../../actors/generation.ts"
import { program } from "../../../actors/program.ts"
import type { CliApp } from "../../../sim/cli/app.ts"
import { explainAgain } from "../../../sim/harness/again.ts"
import { Campaign } from "../../../sim/harness/campaign.ts"
import { Exhaustive } from "../../../sim/harness/exhaustive.ts"
import { runScenario } from "../../../sim/run/run-scenario.ts"
import { vocabularyOf } from "../../../sim/run/vocabulary-of.ts"
import { forgetful } from "../../actors/forgetful.ts"
import { callApp, callProgram } from "./call-program.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-check-"))
afterAll(() => rmSync(folder, { recursive: true }))

const scenarios = fileURLToPath(new URL("../../../scenarios/", import.meta.url))

/** The program over an ecosystem with a planted bug. */
const broken: CliApp = {
  ...program,
  vocabulary: async () => vocabularyOf(forgetful),
  campaigns: async () => ({
    ...campaigns,
    campaign: async (_planted, seed) => new Campaign({ ecosystem: forgetful, generation, seed }),
    exhaustive: async (_planted, seed, small) => new Exhaustive({ ecosystem: forgetful, generation, seed }, small),
    one: (scenario) => runScenario({ ecosystem: forgetful, scenario, file: null, book: null, wallMs: () => 0 }).result,
    explain: (scenario) => explainAgain(forgetful, scenario),
  }),
}

describe("check", () => {
  it("says what was run when everything held, and what was never tried", async () => {
    const { code, out } = await callProgram("check", "--runs", "3", "--seed", "8")
    expect(code).toBe(0)
    expect(out).toMatch(/^ok +3 runs, \d+ messages, faults acted \d+ times, .*seed 8: everything held\.\n/)
    expect(out).toMatch(/Never put to the test in these runs: I\d+/)
    expect(out).toMatch(/Reached \d+ of \d+ things that must happen sometimes\.\nNever: .*\.\n$/)
  })

  it("tells a failure in at most twelve lines, saves it, and explain says what each part is needed for", async () => {
    const { code, out } = await callApp(broken, "check", "--runs", "200", "--seed", "8", "--save", folder)
    expect(code).toBe(1)
    expect(out.trim().split("\n").length).toBeLessThanOrEqual(12)
    expect(out).toMatch(/^BROKEN +I17: Parcel .* labels that are paid for/)
    expect(out).toMatch(/\n +2\. Fault: .* > carrier-. labels\.buy /)
    const [file = ""] = readdirSync(folder)
    expect(out).toContain(file)
    expect(readFileSync(join(folder, file), "utf8")).toMatch(/^# Found by backlot check --seed 8 in run \d+\.\n# 1\. /)
    const explained = await callApp(broken, "explain", join(folder, file))
    expect(explained.code).toBe(1)
    const reasons = [...explained.out.matchAll(/^ {4}(Needed: without it.*)$/gm)].map(([, reason]) => reason)
    expect(reasons).toHaveLength(2)
    // The file says the same, next to the order and to the fault.
    const text = readFileSync(join(folder, file), "utf8")
    expect([...text.matchAll(/^ +# (Needed: without it.*)$/gm)].map(([, reason]) => reason)).toEqual(reasons)
    expect(text).toMatch(/ {4}# Needed: without it the run holds\.\n {4}- id: A-/)
    expect(text).toMatch(/\n {2}# Needed: without it the run holds\.\n {2}- fault: /)
    expect((await callProgram("explain", join(scenarios, "suites/two-orders.yaml"))).out).toMatch(/nothing to explain/)
  }, 240_000)

  it("takes a saved file: tells whether it still fails, holds, or is stale, and so does explain", async () => {
    const [file = ""] = readdirSync(folder)
    const path = join(folder, file)
    const again = await callApp(broken, "check", path, "--save", folder)
    expect(again.code).toBe(1)
    expect(again.out).toMatch(/2 items became 2 in/)
    expect(readFileSync(path, "utf8")).toMatch(/^# Reduced by backlot check from /)
    expect(await callProgram("check", path)).toMatchObject({ code: 0, out: expect.stringMatching(/holds\.\n$/) })
    const stale = join(folder, "stale.yaml")
    writeFileSync(stale, readFileSync(path, "utf8").replace(/#1\.1/g, "#9.1"))
    for (const command of ["run", "check", "explain"]) {
      const { code, out } = await callProgram(command, stale)
      expect([command, code]).toEqual([command, 3])
      expect(out).toMatch(/The fault ".*" acts/)
    }
    rmSync(stale)
  }, 60_000)

  it("runs scenarios twice in another order", async () => {
    const { code, out } = await callProgram("check", "--twice", "--runs", "6", "--seed", "8")
    expect([code, out]).toEqual([0, expect.stringContaining("6 scenarios twice")])
  }, 60_000)

  it("prints one object", async () => {
    const { code, out, err } = await callProgram("check", "--runs", "2", "--seed", "8", "--reporter", "json")
    expect([code, err]).toEqual([0, ""])
    expect(JSON.parse(out)).toMatchObject({
      verdict: "held",
      runs: 2,
      found: null,
      exercised: { I1: expect.any(Number) },
      reached: expect.any(Object),
      neverReached: expect.arrayContaining([expect.any(String)]),
    })
  })

  it.each([
    [["check", "A", "B"], 'check takes one file; "B" is too much.'],
    [["check", "--runs", "many"], "--runs many: write a whole number from 1 to 100000000."],
    [["explain"], "explain takes one scenario file."],
    [["explain", join(scenarios, "order-book.yaml")], "explain takes scenarios whose orders are listed in the file."],
    [["mutants", "teapot"], 'No mutant has "teapot" in its name.'],
  ])("%j is refused with a sentence", async (words, says) => {
    const { code, err } = await callProgram(...words)
    expect(code).toBe(2)
    expect(err).toContain(says)
  })
})

describe("mutants", () => {
  it("says who caught each, and fails below the least share", async () => {
    const words = ["mutants", "loses an order's last line", "--runs", "40"]
    const { code, out } = await callProgram(...words, "--min", "100")
    expect(code).toBe(0)
    expect(out).toMatch(
      /I4(?: \(and [I\d, ]+\))? in run \d+, after \d+ ms, with 1 thing: Order .*\n1 of 1 mutants caught; the sound ecosystem held in 40 runs\.\n$/,
    )
    const survivor = await callProgram("mutants", "a refund has a new key at each try", "--runs", "2", "--min", "100")
    expect(survivor.code).toBe(1)
    expect(survivor.out).toContain("That is less than the 100 % asked for with --min.")
  })
})

describe("check --exhaustive", () => {
  it("says first how many placements there are, and in the end how many were run and were alike", async () => {
    const { code, out } = await callProgram("check", "--exhaustive", "--faults", "1", "--runs", "20")
    expect(code).toBe(0)
    const [first, second, third] = out.split("\n")
    expect(first).toMatch(/^\d+ placements of drop, .* on \d+ messages: 1 of no fault, \d+ of one, 0 of two\. 20 of/)
    expect(second).toMatch(/^ok +20 of \d+ placements, .*: everything held\.$/)
    expect(third).toMatch(/^\d+ took the course of another one before; in 0 the fault met nothing\.$/)
  })

  it("is cut into shards that are together the whole, as one object each", async () => {
    const file = join(scenarios, "suites/two-orders.yaml")
    const placements = async (...words: readonly string[]) => {
      const { out, err } = await callProgram(
        "check",
        file,
        "--exhaustive",
        "--reporter",
        "json",
        "--runs",
        "30",
        ...words,
      )
      expect(err).toBe("")
      return JSON.parse(out).placements as { readonly ran: number; readonly all: number; readonly pairs: number }
    }
    const [whole, one, two] = [
      await placements(),
      await placements("--shard", "1/2"),
      await placements("--shard", "2/2"),
    ]
    expect(whole).toMatchObject({ ran: 30, all: one.all, pairs: two.pairs })
    expect(one.ran + two.ran).toBe(30)
    expect(one.ran).toBe(18)
  }, 60_000)

  it("saves what it finds", async () => {
    const { code, out } = await callApp(broken, "check", "--exhaustive", "--faults", "1", "--save", folder)
    expect(code).toBe(1)
    expect(out).toMatch(/BROKEN +I17: .*\nFound after \d+ of \d+ placements/s)
    expect(out).toMatch(/Saved +\S+\.yaml/)
  }, 120_000)

  it("takes few orders only", async () => {
    const file = join(folder, "three.yaml")
    const order = (id: string) =>
      `    - { id: ${id}, at: +1 h, channel: storefront, buyer: Ana, lines: [{ sku: MUG, quantity: 1, price: 5.00 }] }\n`
    writeFileSync(
      file,
      `scenario: Three\nworkload:\n  currency: EUR\n  orders:\n${["A", "B", "C"].map(order).join("")}`,
    )
    const { code, err } = await callProgram("check", file, "--exhaustive")
    expect([code, err]).toEqual([2, expect.stringContaining("more than 2 orders")])
    rmSync(file)
  })
})

describe("one JSON object", () => {
  it("is all that check FILE prints, whether it is broken, holds, or is stale", async () => {
    const file = join(scenarios, "suites/two-orders.yaml")
    const held = await callProgram("check", file, "--reporter", "json")
    expect([held.code, JSON.parse(held.out)]).toEqual([0, { verdict: "held", file, stale: [], found: null }])
    const faulty = join(folder, "faulty.yaml")
    const withFault = (on: string) =>
      writeFileSync(
        faulty,
        readFileSync(file, "utf8")
          .replace(/on: oms > .*/, `on: "${on}"`)
          .replace(/expect:[^]*/, ""),
      )
    withFault("wms-* > carrier-* labels.buy * #*.9")
    const stale = await callProgram("check", faulty, "--reporter", "json")
    expect([stale.code, JSON.parse(stale.out)]).toMatchObject([3, { verdict: "unknown", stale: [expect.any(String)] }])
    withFault("wms-* > carrier-* labels.buy * #*.1")
    const found = await callApp(broken, "check", faulty, "--save", folder, "--reporter", "json")
    expect(found.code).toBe(1)
    expect(JSON.parse(found.out)).toMatchObject({ verdict: "broken", found: { id: "I17", minimal: true } })
  }, 60_000)

  it("is all that check --twice prints", async () => {
    const { code, out } = await callProgram("check", "--twice", "--runs", "4", "--seed", "8", "--reporter", "json")
    expect([code, JSON.parse(out)]).toEqual([0, { verdict: "held", runs: 4, seed: 8, differing: [] }])
  }, 60_000)
})

describe("second runs", () => {
  it("are run of a saved file too: what only they show is told, saved with what it takes, and explained", async () => {
    const file = join(folder, "quiet.yaml")
    const text = readFileSync(join(scenarios, "suites/two-orders.yaml"), "utf8")
    writeFileSync(file, text.replace(/faults:[^]*/, "expect:\n  - verdict: held\n"))
    expect((await callApp(broken, "run", file, "--reporter", "json")).code).toBe(0)
    const { code, out } = await callApp(broken, "check", file, "--save", folder)
    expect(code).toBe(1)
    expect(out).toMatch(
      /^BROKEN +I21: When everything is delivered once more: carrier-. label .* instead of as nothing\./,
    )
    const saved = join(folder, /Saved +.*?([^/\s]+\.yaml)/.exec(out)![1]!)
    expect(readFileSync(saved, "utf8")).toContain("  - again: redelivered\n")
    expect((await callApp(broken, "explain", saved)).out).toMatch(/^I21: .*\n {2}.*orders.*\n {4}Needed: without it/)
    expect((await callProgram("check", saved)).code).toBe(0)
  }, 60_000)

  it("stand in the list of invariants", async () => {
    const { out } = await callProgram("list", "invariants")
    expect(out).toContain("\nI21 (in second runs of check)\nI22 (in second runs of check)\n")
  })

  it.each([["101"], ["some"]])("are no share of %s", async (share) => {
    expect((await callProgram("check", "--second-run", share)).err).toContain("write a whole number from 0 to 100")
  })
})
