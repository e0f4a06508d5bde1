/** What a list says of a run file: the server reads its ends, the page reads it through, and both say the same. */
import { openAsBlob } from "node:fs"
import { expect, it } from "vitest"
import { summaryOf as served } from "../../../sim/replay/run-folder.ts"
import { summaryOf as dropped } from "../../../ui/page/summary.ts"
import { runFileOf } from "../run-files.ts"

const summariesOf = async (scenario: string) => {
  const path = await runFileOf(scenario)
  const file = new File([await openAsBlob(path)], "run.backlot")
  return { served: served(path), dropped: await dropped(file) }
}

it("an incident holds, and what broke in it on purpose is named", async () => {
  const { served, dropped } = await summariesOf("scenarios/incidents/acknowledged-before-commit-wrong.yaml")
  expect(served).toMatchObject({ verdict: "held", broken: ["I1"], problem: null })
  expect(dropped).toEqual(served)
})

it("of a run in which nothing broke nothing is named", async () => {
  const { served, dropped } = await summariesOf("scenarios/suites/two-orders.yaml")
  expect(served).toMatchObject({ verdict: "held", broken: [], problem: null })
  expect(dropped).toEqual(served)
})
