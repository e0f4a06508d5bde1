/**
 * Scenarios come in families over one workload: in the first nothing goes wrong but what the workload itself says, in each of the
 * others something does. The first proves that what follows can be blamed on the faults, and what it sent is what they are aimed at.
 */
import { defaultStartMs, type Scenario } from "../scenario/scenario.ts"
import type { Draws } from "./draws.ts"
import { generateFaults, Targets } from "./generate-faults.ts"
import { generateSiege, generateStorm } from "./generate-storm.ts"
import type { Laboratory, Outcome } from "./laboratory.ts"

/** One without faults, then storms, sieges, and one with a few faults. */
const storms = 2
const sieges = 2
export const familySize = 1 + storms + sieges + 1

export class Family {
  readonly scenario: Scenario
  /** How the first of the family ended. */
  readonly outcome: Outcome
  readonly #targets: Targets

  constructor(scenario: Scenario, laboratory: Laboratory) {
    this.scenario = scenario
    this.#targets = new Targets(scenario.world.startMs ?? defaultStartMs)
    this.outcome = laboratory.run(scenario, [this.#targets])
  }

  /** One of the family. `turn` is its family's place among all: kinds of storms take turns. */
  member(index: number, turn: number, draws: Draws, files: readonly string[]): Scenario {
    if (index === 0) return this.scenario
    const targets = this.#targets
    const faults =
      index <= storms
        ? generateStorm(turn * storms + index - 1, targets, draws)
        : index <= storms + sieges
          ? generateSiege(targets, draws)
          : generateFaults(this.scenario, targets, draws, files)
    return faults.length === 0 ? this.scenario : { ...this.scenario, faults: [...this.scenario.faults, ...faults] }
  }
}
