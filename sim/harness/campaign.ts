/**
 * A campaign: many generated scenarios are run; the first that fails is reduced to what it needs, and every run before it counts
 * towards what was covered.
 *
 * Pure but for the wall clock it is handed: the same seed finds the same.
 */
import { check, property } from "fast-check"
import type { Ecosystem } from "../ecosystem.ts"
import type { RunResult } from "../report/result.ts"
import { runScenario } from "../run/run-scenario.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import { defaultStartMs, type Scenario } from "../scenario/scenario.ts"
import type { Watcher } from "../consistency/rows.ts"
import { drawsFrom } from "./draws.ts"
import { failureOf, type Failure } from "./failure.ts"
import { generateFaults, Targets } from "./generate-faults.ts"
import { generatePolicies } from "./generate-policies.ts"
import { generateWorkload } from "./generate-workload.ts"
import type { Generation } from "./generation.ts"
import { withOrders } from "./items.ts"
import { passesTowards } from "./passes.ts"
import { reduce, type Reduction } from "./reduce.ts"
import { ScenarioArbitrary, type ScenarioSource } from "./scenario-arbitrary.ts"
import { usualScenario } from "./usual.ts"

export interface CampaignInput {
  readonly ecosystem: Ecosystem
  readonly generation: Generation
  readonly seed: number
  readonly runsMax: number
  /** Wall ms after which no further scenario is begun; null for none. */
  readonly wallMsMax: number | null
  /** Runs that a reduction may take. */
  readonly reduceRunsMax: number
  readonly wallMs: () => number
  readonly onProgress?: (progress: CampaignProgress) => void
}

export interface CampaignProgress {
  readonly runs: number
  readonly messages: number
  readonly faultsActed: number
  readonly reducing: boolean
}

export interface CampaignResult {
  /** Generated scenarios that were run, the failing one included, reductions not. */
  readonly runs: number
  readonly messages: number
  readonly faultsActed: number
  /** How often each invariant judged something, over all runs. */
  readonly exercised: Readonly<Record<string, number>>
  readonly wallMs: number
  readonly found: Found | null
}

export interface Found {
  readonly failure: Failure
  readonly reduction: Reduction
  readonly result: RunResult
}

export const runCampaign = (input: CampaignInput): CampaignResult => {
  const startedMs = input.wallMs()
  const campaign = new Campaign(input)
  const { counterexample } = check(
    property(new ScenarioArbitrary(campaign), (scenario) => campaign.holds(scenario)),
    {
      seed: input.seed,
      numRuns: input.runsMax,
      ...(input.wallMsMax === null ? {} : { interruptAfterTimeLimit: input.wallMsMax, markInterruptAsFailure: false }),
    },
  )
  const failing = counterexample?.[0] ?? null
  return {
    ...campaign.totals(),
    wallMs: Math.round(input.wallMs() - startedMs),
    found: failing === null ? null : campaign.found(failing),
  }
}

class Campaign implements ScenarioSource {
  readonly #input: CampaignInput
  readonly #usual: Scenario
  #runs = 0
  #messages = 0
  #faultsActed = 0
  #reducing = false
  #reduction: Reduction | null = null
  /** The last run: one without faults need not be run again to be judged, nor a failing one to be reduced. */
  #last: { readonly scenario: Scenario; readonly result: RunResult } | null = null
  readonly #exercised = new Map<string, number>()

  constructor(input: CampaignInput) {
    this.#input = input
    this.#usual = usualScenario(vocabularyOf(input.ecosystem), input.generation.currency)
  }

  generate(random: { nextInt(min: number, max: number): number }): Scenario {
    const { generation } = this.#input
    const draws = drawsFrom((min, max) => random.nextInt(min, max))
    const { orders, acts } = generateWorkload(generation, draws)
    const world = generatePolicies(generation, this.#usual.world, draws)
    const planned = withOrders({ ...this.#usual, world: { ...world, seed: draws.whole(1, 1_000_000) } }, orders)
    const scenario = { ...planned, workload: { ...planned.workload, acts } }
    const targets = new Targets(defaultStartMs)
    this.#run(scenario, [targets])
    const faults = generateFaults(scenario, targets, draws)
    return faults.length === 0 ? scenario : { ...scenario, faults }
  }

  holds(scenario: Scenario): boolean {
    const result = this.#ran(scenario)
    if (this.#reducing) return failureOf(result) === null
    this.#runs++
    this.#messages += result.messages
    this.#faultsActed += result.faults.reduce((sum, { acted }) => sum + acted, 0)
    for (const { id, exercised } of result.invariants)
      this.#exercised.set(id, (this.#exercised.get(id) ?? 0) + exercised)
    this.#tell()
    return failureOf(result) === null
  }

  reduce(scenario: Scenario): Scenario | null {
    const failure = failureOf(this.#ran(scenario))
    if (failure === null) return null
    this.#reducing = true
    const fails = (candidate: Scenario): boolean => {
      this.#tell()
      return failureOf(this.#run(candidate))?.signature === failure.signature
    }
    this.#reduction = reduce(scenario, passesTowards(this.#usual), fails, { runsMax: this.#input.reduceRunsMax })
    return this.#reduction.scenario
  }

  totals() {
    const exercised = Object.fromEntries([...this.#exercised].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return { runs: this.#runs, messages: this.#messages, faultsActed: this.#faultsActed, exercised }
  }

  /** Runs it anew: what was found has to be found again. */
  found(scenario: Scenario): Found {
    const result = this.#run(scenario)
    const failure = failureOf(result)
    if (failure === null || this.#reduction === null)
      throw new Error(
        "The reduced scenario failed while it was reduced and does not fail now: the run is not deterministic.",
      )
    return { failure, reduction: this.#reduction, result }
  }

  #run(scenario: Scenario, watchers: readonly Watcher[] = []): RunResult {
    const { ecosystem, wallMs } = this.#input
    const { result } = runScenario({ ecosystem, scenario, file: null, book: null, wallMs, watchers })
    this.#last = { scenario, result }
    return result
  }

  #ran(scenario: Scenario): RunResult {
    return this.#last?.scenario === scenario ? this.#last.result : this.#run(scenario)
  }

  #tell(): void {
    const { runs, messages, faultsActed } = this.totals()
    this.#input.onProgress?.({ runs, messages, faultsActed, reducing: this.#reducing })
  }
}
