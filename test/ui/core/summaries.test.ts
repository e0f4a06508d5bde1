/** What a list says of a run file: the server reads its ends, the page reads it through, and both say the same. */
import { copyFileSync, mkdtempSync, openAsBlob, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { mutants } from "../../../actors/mutants/mutants.ts"
import { runsIn, summaryOf as served } from "../../../sim/replay/run-folder.ts"
import { runLister } from "../../../sim/replay/run-list.ts"
import { summaryOf as dropped } from "../../../ui/page/summary.ts"
import { runFileOf } from "../run-files.ts"

const summariesOf = async (scenario: string, mutant?: string) => {
  const path = await runFileOf(scenario, mutants.find(({ name }) => name === mutant)?.mutate)
  const file = new File([await openAsBlob(path)], "run.backlot")
  return { served: served(path), dropped: await dropped(file) }
}

it("an incident holds, and what broke in it on purpose is named", async () => {
  const { served, dropped } = await summariesOf("scenarios/incidents/acknowledged-before-commit-wrong.yaml")
  expect(served).toMatchObject({ verdict: "held", broken: ["I1"], worst: null, problem: null })
  expect(dropped).toEqual(served)
})

it("of a run in which nothing broke nothing is named", async () => {
  const { served, dropped } = await summariesOf("scenarios/suites/two-orders.yaml")
  expect(served).toMatchObject({ verdict: "held", broken: [], problem: null })
  expect(dropped).toEqual(served)
})

it("a run says what its scenario is for, and the worst that is wrong with it", async () => {
  const mutant = "payment: a capture takes a cent too much"
  const { served, dropped } = await summariesOf("scenarios/suites/two-orders.yaml", mutant)
  expect(served).toMatchObject({
    scenario: "Two orders",
    purpose: expect.stringMatching(/^One order from the shop and one from the marketplace/),
    verdict: "broken",
    worst: expect.stringMatching(/\w+ .*\.$/),
  })
  expect(dropped).toEqual(served)
})

it("of a folder every run is listed, what is none with the reason; what has not changed is not read again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "backlot-list-"))
  const paths = ["a.backlot", "b.unfinished", "c.unfinished", "d.backlot"].map((name) => join(folder, name))
  copyFileSync(await runFileOf("scenarios/suites/two-orders.yaml"), paths[0]!)
  const write = (path: string, text: string, seconds: number): void => {
    writeFileSync(path, text)
    utimesSync(path, seconds, seconds)
  }
  const now = Math.floor(Date.now() / 1000)
  for (const [place, seconds] of [0, 0, now, 0].entries()) if (place > 0) write(paths[place]!, "no run", seconds)
  const list = runLister()
  const runs = runsIn(folder)
  const first = await list(runs())
  const told = Object.fromEntries(first.map(({ id, summary }) => [id, summary]))
  expect(told["a"]).toMatchObject({ verdict: "held", goesOn: false, problem: null })
  expect([told["b"]!.goesOn, told["c"]!.goesOn]).toEqual([false, true])
  expect(told["d"]).toMatchObject({ scenario: "", problem: expect.stringContaining("not a run file") })
  const again = async () => (await list(runs())).find(({ id }) => id === "d")?.summary
  write(paths[3]!, "or six", 0)
  expect(await again()).toEqual(told["d"])
  write(paths[3]!, "or more of it", 0)
  expect(await again()).not.toEqual(told["d"])
})
