/** Runs scenarios of one ecosystem to see what breaks, as quickly as can be: nothing is kept but what they are judged by. */
import { Reached } from "../consistency/sometimes.ts"
import type { Watcher } from "../consistency/rows.ts"
import type { Ecosystem } from "../ecosystem.ts"
import { Journal } from "../journal/journal.ts"
import type { Again } from "../network/again.ts"
import { judgeScenario, type Judged } from "../run/run-scenario.ts"
import { compared, Remembered } from "../run/second-run.ts"
import type { Scenario } from "../scenario/scenario.ts"
import type { Variation } from "../scenario/variations.ts"
import { failureOf, type Failure } from "./failure.ts"

export interface Outcome {
  readonly scenario: Scenario
  readonly judged: Judged
  readonly failure: Failure | null
  /** How many second runs there were. */
  readonly again: number
  /** What was reached of what must happen sometimes. */
  readonly reached: readonly string[]
}

export class Laboratory {
  readonly #ecosystem: Ecosystem
  /** How many scenarios have been run. */
  runs = 0

  constructor(ecosystem: Ecosystem) {
    this.#ecosystem = ecosystem
  }

  /** Runs it once more in each of these ways as long as nothing breaks; what differs then is a breach like any other. */
  run(scenario: Scenario, watchers: readonly Watcher[] = [], again: readonly Variation[] = []): Outcome {
    const first = again.map(() => new Remembered())
    const reached = new Reached(this.#ecosystem.sometimes ?? [])
    const judged = this.#judge(scenario, [...watchers, ...first, reached])
    const results: Judged["invariants"][number][] = []
    for (const [index, variation] of again.entries()) {
      if (failureOf({ ...judged, invariants: [...judged.invariants, ...results] }) !== null) break
      const run = (how: Again, more: readonly Watcher[]) => this.#judge(scenario, more, how)
      results.push(compared(variation, first[index]!, judged, run))
    }
    const invariants = [...judged.invariants, ...results]
    const failure = failureOf({ ...judged, invariants })
    return { scenario, judged: { ...judged, invariants }, failure, again: results.length, reached: reached.names }
  }

  #judge(scenario: Scenario, watchers: readonly Watcher[], again?: Again): Judged {
    this.runs++
    const journal = new Journal({ bodies: false })
    const how = again === undefined ? {} : { again }
    return judgeScenario({
      ecosystem: this.#ecosystem,
      scenario,
      file: null,
      book: null,
      journal,
      watchers,
      ...how,
    })
  }
}
