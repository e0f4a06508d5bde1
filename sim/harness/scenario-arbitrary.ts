/**
 * Scenarios as fast-check draws and shrinks them: `generate` is our generator, `shrink` is our reducer.
 *
 * The reducer works in one go and gives back the smallest failing scenario it came to, so fast-check has nothing left to shrink.
 */
import { Arbitrary, Stream, Value, type Random } from "fast-check"
import type { Scenario } from "../scenario/scenario.ts"

export interface ScenarioSource {
  generate(random: Random): Scenario
  /** The smallest scenario that fails in the same way; null when it is this one or does not fail. */
  reduce(scenario: Scenario): Scenario | null
}

const reduced = "reduced"

export class ScenarioArbitrary extends Arbitrary<Scenario> {
  readonly #source: ScenarioSource

  constructor(source: ScenarioSource) {
    super()
    this.#source = source
  }

  override generate(random: Random): Value<Scenario> {
    return new Value(this.#source.generate(random), undefined)
  }

  /** Saved files can be shrunk too: nothing of the drawing is needed for it. */
  override canShrinkWithoutContext(value: unknown): value is Scenario {
    return typeof value === "object" && value !== null && "workload" in value
  }

  override shrink(value: Scenario, context?: unknown): Stream<Value<Scenario>> {
    if (context === reduced) return Stream.nil()
    const smaller = this.#source.reduce(value)
    return smaller === null ? Stream.nil() : Stream.of(new Value(smaller, reduced))
  }
}
