/** Judges of what others found: the run's verdict, an invariant, a second run, an operations figure. They watch nothing themselves. */
import type { Expectation } from "../../scenario/expectations.ts"
import { held, type End, type Judge } from "./judge.ts"

type Of<T extends Expectation["type"]> = Extract<Expectation, { type: T }>

export class VerdictJudge implements Judge {
  readonly #expected: Of<"verdict">

  constructor(expected: Of<"verdict">) {
    this.#expected = expected
  }

  verdict({ verdict }: End) {
    // What was not put to the test has neither held nor broken: a saved scenario whose faults hit nothing any more is stale.
    return verdict === "unknown" && this.#expected.verdict === "held"
      ? "unknown"
      : held(verdict === this.#expected.verdict)
  }

  found({ verdict }: End) {
    return `It is "${verdict}" instead.`
  }

  fork() {
    return this
  }
}

export class InvariantJudge implements Judge {
  readonly #expected: Of<"breaks">

  constructor(expected: Of<"breaks">) {
    this.#expected = expected
  }

  verdict({ invariants }: End) {
    const found = invariants.find((invariant) => invariant.id === this.#expected.invariant)
    return found === undefined || found.verdict === "unknown" ? "unknown" : held(found.verdict === "broken")
  }

  found({ invariants }: End) {
    const found = invariants.find((invariant) => invariant.id === this.#expected.invariant)
    return found?.verdict === "held" ? "It held." : "It was never put to the test."
  }

  fork() {
    return this
  }
}

export class AgainJudge implements Judge {
  readonly #expected: Of<"again">

  constructor(expected: Of<"again">) {
    this.#expected = expected
  }

  verdict({ again }: End) {
    return again(this.#expected.variation)
  }

  // A second run for the sake of a sentence would take as long as the first.
  found() {
    return "It came to something else, or there was nothing to vary."
  }

  fork() {
    return this
  }
}

export class FigureJudge implements Judge {
  readonly #expected: Of<"figure">

  constructor(expected: Of<"figure">) {
    this.#expected = expected
  }

  verdict({ figures }: End) {
    const value = figures[this.#expected.figure] ?? null
    if (value === null) return "unknown"
    return held(value >= (this.#expected.atLeast ?? -Infinity) && value <= (this.#expected.atMost ?? Infinity))
  }

  found({ figures }: End) {
    const value = figures[this.#expected.figure] ?? null
    return value === null ? "There was nothing to measure." : `It is ${value} instead.`
  }

  fork() {
    return this
  }
}
