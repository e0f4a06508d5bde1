/** Runs scenarios one after the other in an ecosystem and tells what of it they reached together. */
import type { Ecosystem } from "../../ecosystem.ts"
import type { Verdict } from "../../report/result.ts"
import { runScenario, type RunInput } from "../../run/run-scenario.ts"
import type { Generation } from "../generation.ts"
import { Laboratory } from "../laboratory.ts"
import { Numbered } from "../numbered.ts"
import { coverageOf, type Coverage } from "./coverage.ts"
import { faultCoverageOf, type FaultCoverage } from "./fault-cells.ts"
import { Nearest, type Way } from "./nearest.ts"
import { CoverageRecorder } from "./recorder.ts"

export interface Covered extends Coverage {
  /** Which messages have met which faults. */
  readonly faults: FaultCoverage
  /** By room and missing transition: from which state it goes, and which scenario comes there. */
  readonly ways: Readonly<Record<string, Readonly<Record<string, Way>>>>
}

export interface Covering {
  run(input: Pick<RunInput, "scenario" | "file" | "book">): Verdict
  /** Runs the scenario of this number, as `check` draws it. */
  drawn(seed: number, number: number): Verdict
  coverage(): Covered
}

export const coverOf = (ecosystem: Ecosystem, generation: Generation): Covering => {
  const recorder = new CoverageRecorder(ecosystem)
  const nearest = new Nearest()
  let numbered: { readonly seed: number; readonly of: Numbered } | null = null
  const run = ({ scenario, file, book }: Pick<RunInput, "scenario" | "file" | "book">): Verdict => {
    const states = new Set<string>()
    const watchers = [recorder.watcher(scenario, states)]
    const { result } = runScenario({ ecosystem: recorder.ecosystem, scenario, file, book, watchers, wallMs: () => 0 })
    nearest.came(states, { scenario: file ?? scenario.name, messages: result.messages })
    return result.verdict
  }
  return {
    run,
    drawn: (seed, number) => {
      if (numbered?.seed !== seed)
        numbered = { seed, of: new Numbered(ecosystem, generation, seed, new Laboratory(ecosystem)) }
      return run({ scenario: numbered.of.scenario(number), file: `number ${number + 1} of seed ${seed}`, book: null })
    },
    coverage: () => ({
      ...coverageOf(ecosystem, (kind, aspect, name) => recorder.isReached(kind, aspect, name)),
      faults: faultCoverageOf(ecosystem, recorder.befallen),
      ways: nearest.ways(ecosystem, (kind, name) => !recorder.isReached(kind, "transitions", name)),
    }),
  }
}
