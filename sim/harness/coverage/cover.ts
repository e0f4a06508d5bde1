/** Runs scenarios one after the other in an ecosystem and tells what of it they reached together. */
import type { Ecosystem } from "../../ecosystem.ts"
import type { Verdict } from "../../report/result.ts"
import { runScenario, type RunInput } from "../../run/run-scenario.ts"
import { coverageOf, type Coverage } from "./coverage.ts"
import { CoverageRecorder } from "./recorder.ts"

export interface Covering {
  run(input: Pick<RunInput, "scenario" | "file" | "book">): Verdict
  coverage(): Coverage
}

export const coverOf = (ecosystem: Ecosystem): Covering => {
  const recorder = new CoverageRecorder(ecosystem)
  return {
    run: ({ scenario, file, book }) => {
      const watchers = [recorder.watcher(scenario)]
      return runScenario({ ecosystem: recorder.ecosystem, scenario, file, book, watchers, wallMs: () => 0 }).result
        .verdict
    },
    coverage: () => coverageOf(ecosystem, (kind, aspect, name) => recorder.isReached(kind, aspect, name)),
  }
}
