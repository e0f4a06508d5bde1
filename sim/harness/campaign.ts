/**
 * A campaign: many generated scenarios are run; the first that fails is reduced to what it needs, and every run up to it counts
 * towards what was covered.
 *
 * Pure but for the wall clock it is handed: the same seed finds the same, however the work is cut into parts.
 */
import type { Ecosystem } from "../ecosystem.ts"
import type { RunResult } from "../report/result.ts"
import { runScenario } from "../run/run-scenario.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { againPercentDefault, isRunAgain, runAgain, runFor } from "./again.ts"
import type { Ran } from "./exhaustive.ts"
import { partsOf, type Part as Explained } from "./explain.ts"
import type { Failure } from "./failure.ts"
import type { Generation } from "./generation.ts"
import { Laboratory, type Outcome } from "./laboratory.ts"
import { familySize } from "./family.ts"
import { Numbered } from "./numbered.ts"
import { passesTowards } from "./passes.ts"
import { reduceStorm } from "./reduce-storm.ts"
import type { Reduction } from "./reduce.ts"
import { shrunk } from "./scenario-arbitrary.ts"
import { added, nothing, tallyOf, type Tally } from "./tally.ts"

export interface CampaignSpec {
  readonly ecosystem: Ecosystem
  readonly generation: Generation
  readonly seed: number
  /** Of a hundred scenarios with faults so many are run a second time; a small share when absent. */
  readonly againPercent?: number
}

/** What was done of a campaign, from one number on. */
export interface Part {
  readonly tally: Tally
  /** Number of the scenario that failed; nothing after it was run. */
  readonly failed: number | null
  /** Where placements are tried: how each went. */
  readonly ran?: readonly Ran[]
}

export interface Found {
  readonly failure: Failure
  readonly reduction: Reduction
  /** What each thing that is left is needed for, in the order of the steps. */
  readonly parts: readonly Explained[]
  readonly result: RunResult
}

export class Campaign {
  readonly #spec: CampaignSpec
  readonly #laboratory: Laboratory
  readonly #numbered: Numbered

  constructor(spec: CampaignSpec) {
    this.#spec = spec
    this.#laboratory = new Laboratory(spec.ecosystem)
    this.#numbered = new Numbered(spec.ecosystem, spec.generation, spec.seed, this.#laboratory)
  }

  /** Runs the scenarios from a number to before another one, up to the first that fails or until there is no time left. */
  part(from: number, to: number, isOver: () => boolean = () => false): Part {
    let tally = nothing
    for (let number = from; number < to && !isOver(); number++) {
      const outcome = this.outcome(number)
      tally = added(tally, tallyOf(outcome))
      if (outcome.failure !== null) return { tally, failed: number }
    }
    return { tally, failed: null }
  }

  scenario(number: number): Scenario {
    return this.#numbered.scenario(number)
  }

  /** How the scenario of a number ends. */
  outcome(number: number): Outcome {
    const { ecosystem, seed, againPercent = againPercentDefault } = this.#spec
    const scenario = this.#numbered.scenario(number)
    if (isRunAgain(seed, number, scenario, againPercent)) return runAgain(ecosystem, this.#laboratory, scenario)
    return number % familySize === 0 ? this.#numbered.benign(number) : this.#laboratory.run(scenario)
  }

  /** The failing scenario of a number, reduced. */
  found(number: number, runsMax: number, onRun: () => void = () => {}): Found {
    return this.reducedFrom(this.outcome(number), runsMax, onRun)
  }

  /** What a scenario that has failed needs. */
  reducedFrom(outcome: Outcome, runsMax: number, onRun: () => void = () => {}): Found {
    const found = this.#reduced(outcome, runsMax, onRun)
    if (found === null) throw new Error("A scenario has failed and does not fail now: the run is not deterministic.")
    return found
  }

  /** What a failing scenario needs; null when it does not fail, a second time neither. */
  reduced(scenario: Scenario, runsMax: number, onRun: () => void = () => {}): Found | null {
    // Whether a second run comes to the same is found out here.
    const expect = scenario.expect.filter(({ type }) => type !== "again")
    return this.#reduced(runAgain(this.#spec.ecosystem, this.#laboratory, { ...scenario, expect }), runsMax, onRun)
  }

  #reduced({ scenario, failure }: Outcome, runsMax: number, onRun: () => void): Found | null {
    if (failure === null) return null
    let last: { readonly of: Scenario; readonly outcome: Outcome } | null = null
    const run = (candidate: Scenario): Outcome => {
      if (last?.of !== candidate)
        last = { of: candidate, outcome: runFor(failure, this.#spec.ecosystem, this.#laboratory, candidate) }
      return last.outcome
    }
    let reduction: Reduction | null = null
    const { usual } = this.#numbered
    const { remedies } = this.#spec.generation
    const source = {
      scenario: (number: number) => this.#numbered.scenario(number),
      reduce: (failing: Scenario) => {
        const fails = (candidate: Scenario): boolean => {
          onRun()
          return run(candidate).failure?.signature === failure.signature
        }
        reduction = reduceStorm(failing, passesTowards(usual, remedies), fails, this.#laboratory, { runsMax, remedies })
        return reduction.scenario
      },
    }
    const smallest = shrunk(source, scenario, (candidate) => run(candidate).failure === null)
    return smallest === null || reduction === null ? null : this.#confirmed(run(smallest), reduction)
  }

  /** What was found has to be found again, to the last row. */
  #confirmed({ scenario, failure: found }: Outcome, reduction: Reduction): Found {
    const { ecosystem } = this.#spec
    const run = () => runScenario({ ecosystem, scenario, file: null, book: null, wallMs: () => 0 }).result
    const result = run()
    const again = found === null ? null : runFor(found, ecosystem, this.#laboratory, scenario).failure
    if (again === null || run().digest !== result.digest)
      throw new Error("The reduced scenario ends in different ways when it is run twice: the run is not deterministic.")
    const parts = partsOf(scenario, again, (one) => runFor(again, ecosystem, this.#laboratory, one).judged)
    return { failure: again, reduction: { ...reduction, scenario }, parts, result }
  }
}

export interface CampaignInput extends CampaignSpec {
  readonly runsMax: number
  /** Wall ms after which no further scenario is begun; null for none. */
  readonly wallMsMax: number | null
  /** Runs that a reduction may take. */
  readonly reduceRunsMax: number
  readonly wallMs: () => number
}

export interface CampaignResult extends Tally {
  readonly wallMs: number
  readonly found: Found | null
}

/** A whole campaign in this thread. */
export const runCampaign = (input: CampaignInput): CampaignResult => {
  const startedMs = input.wallMs()
  const isOver = (): boolean => input.wallMsMax !== null && input.wallMs() - startedMs >= input.wallMsMax
  const campaign = new Campaign(input)
  const { tally, failed } = campaign.part(0, input.runsMax, isOver)
  const found = failed === null ? null : campaign.found(failed, input.reduceRunsMax)
  return { ...tally, wallMs: Math.round(input.wallMs() - startedMs), found }
}
