/**
 * The scenarios of a campaign by number: each is a function of the campaign's seed and its number alone, whoever runs it and when.
 *
 * They come in families over one workload: first nothing goes wrong, then in each of the others something does. The first proves
 * that what follows can be blamed on the faults, and what it sent is what the others' faults are aimed at.
 */
import type { Ecosystem } from "../ecosystem.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import { defaultStartMs, type Scenario } from "../scenario/scenario.ts"
import { streamOf } from "./draws.ts"
import { generateFaults, Targets } from "./generate-faults.ts"
import { generatePolicies } from "./generate-policies.ts"
import { generateSiege, generateStorm } from "./generate-storm.ts"
import { generateWorkload } from "./generate-workload.ts"
import type { Generation } from "./generation.ts"
import { withOrders } from "./items.ts"
import type { Laboratory, Outcome } from "./laboratory.ts"
import { usualScenario } from "./usual.ts"

/** One without faults, then storms, sieges, and one with a few faults. */
const storms = 2
const sieges = 2
export const familySize = 1 + storms + sieges + 1

/** A workload, and what came of it when nothing went wrong. */
interface Family {
  readonly number: number
  readonly scenario: Scenario
  readonly targets: Targets
  readonly outcome: Outcome
}

export class Numbered {
  readonly usual: Scenario
  readonly #generation: Generation
  readonly #seed: number
  readonly #laboratory: Laboratory
  #family: Family | null = null

  constructor(ecosystem: Ecosystem, generation: Generation, seed: number, laboratory: Laboratory) {
    this.usual = usualScenario(vocabularyOf(ecosystem), generation.currency)
    this.#generation = generation
    this.#seed = seed
    this.#laboratory = laboratory
  }

  /** How the scenario without faults of this one's family ended. */
  benign(number: number): Outcome {
    return this.#familyOf(number).outcome
  }

  scenario(number: number): Scenario {
    const { scenario, targets, number: family } = this.#familyOf(number)
    const member = number % familySize
    if (member === 0) return scenario
    const draws = streamOf(this.#seed, "faults", number)
    const faults =
      member <= storms
        ? generateStorm(family * storms + member - 1, targets, draws)
        : member <= storms + sieges
          ? generateSiege(targets, draws)
          : generateFaults(scenario, targets, draws, this.#generation.files)
    return faults.length === 0 ? scenario : { ...scenario, faults }
  }

  #familyOf(number: number): Family {
    const family = Math.floor(number / familySize)
    if (this.#family?.number === family) return this.#family
    const draws = streamOf(this.#seed, "workload", family)
    const { orders, acts } = generateWorkload(this.#generation, draws)
    const world = generatePolicies(this.#generation, this.usual.world, draws)
    const planned = withOrders({ ...this.usual, world: { ...world, seed: draws.whole(1, 1_000_000) } }, orders)
    const scenario = { ...planned, workload: { ...planned.workload, acts } }
    const targets = new Targets(defaultStartMs)
    const outcome = this.#laboratory.run(scenario, [targets])
    this.#family = { number: family, scenario, targets, outcome }
    return this.#family
  }
}
