/** The scenarios of a campaign by number: each is a function of the campaign's seed and its number alone, whoever runs it and when. */
import type { Ecosystem } from "../ecosystem.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { streamOf } from "./draws.ts"
import { drafted } from "./drafted.ts"
import { Family, familySize } from "./family.ts"
import { generatePolicies } from "./generate-policies.ts"
import { generateWorkload } from "./generate-workload.ts"
import type { Generation } from "./generation.ts"
import type { Laboratory, Outcome } from "./laboratory.ts"
import { usualScenario } from "./usual.ts"

export class Numbered {
  readonly usual: Scenario
  readonly #generation: Generation
  readonly #seed: number
  readonly #laboratory: Laboratory
  #family: { readonly number: number; readonly of: Family } | null = null

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
    const draws = streamOf(this.#seed, "faults", number)
    const turn = Math.floor(number / familySize)
    return this.#familyOf(number).member(number % familySize, turn, draws, this.#generation.files)
  }

  #familyOf(number: number): Family {
    const family = Math.floor(number / familySize)
    if (this.#family?.number === family) return this.#family.of
    const draws = streamOf(this.#seed, "workload", family)
    const draft = generateWorkload(this.#generation, draws)
    const world = generatePolicies(this.#generation, this.usual.world, draws)
    const scenario = drafted({ ...this.usual, world: { ...world, seed: draws.whole(1, 1_000_000) } }, draft)
    this.#family = { number: family, of: new Family(scenario, this.#laboratory) }
    return this.#family.of
  }
}
