/** Runs scenarios of one ecosystem to see what breaks, as quickly as can be: nothing is kept but what they are judged by. */
import type { Watcher } from "../consistency/rows.ts"
import type { Ecosystem } from "../ecosystem.ts"
import { Journal } from "../journal/journal.ts"
import { judgeScenario, type Judged } from "../run/run-scenario.ts"
import type { Scenario } from "../scenario/scenario.ts"
import { failureOf, type Failure } from "./failure.ts"

export interface Outcome {
  readonly scenario: Scenario
  readonly judged: Judged
  readonly failure: Failure | null
}

export class Laboratory {
  readonly #ecosystem: Ecosystem
  /** How many scenarios have been run. */
  runs = 0

  constructor(ecosystem: Ecosystem) {
    this.#ecosystem = ecosystem
  }

  run(scenario: Scenario, watchers: readonly Watcher[] = []): Outcome {
    this.runs++
    const journal = new Journal({ bodies: false })
    const judged = judgeScenario({ ecosystem: this.#ecosystem, scenario, file: null, book: null, journal, watchers })
    return { scenario, judged, failure: failureOf(judged) }
  }
}
