/**
 * Scenarios as fast-check draws and shrinks them: it draws a number, ours is the scenario of that number; `shrink` is our reducer.
 *
 * The reducer works in one go and gives back the smallest failing scenario it came to, so fast-check has nothing left to shrink.
 */
import { Arbitrary, check, property, Stream, Value, type Random } from "fast-check"
import type { Scenario } from "../scenario/scenario.ts"

export interface ScenarioSource {
  scenario(number: number): Scenario
  /** The smallest scenario that fails in the same way. */
  reduce(scenario: Scenario): Scenario
}

const numbersMax = 1_000_000
const reduced = "reduced"

export class ScenarioArbitrary extends Arbitrary<Scenario> {
  readonly #source: ScenarioSource

  constructor(source: ScenarioSource) {
    super()
    this.#source = source
  }

  override generate(random: Random): Value<Scenario> {
    return new Value(this.#source.scenario(random.nextInt(0, numbersMax)), undefined)
  }

  /** Saved files can be shrunk too: nothing of the drawing is needed for it. */
  override canShrinkWithoutContext(value: unknown): value is Scenario {
    return typeof value === "object" && value !== null && "workload" in value
  }

  override shrink(value: Scenario, context?: unknown): Stream<Value<Scenario>> {
    if (context === reduced) return Stream.nil()
    return Stream.of(new Value(this.#source.reduce(value), reduced))
  }
}

/** A failing scenario as fast-check shrinks it; null when it does not fail. */
export const shrunk = (
  source: ScenarioSource,
  scenario: Scenario,
  holds: (scenario: Scenario) => boolean,
): Scenario | null => {
  const { counterexample } = check(property(new ScenarioArbitrary(source), holds), {
    examples: [[scenario]],
    numRuns: 1,
  })
  return counterexample?.[0] ?? null
}
