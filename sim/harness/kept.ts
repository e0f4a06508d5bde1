/**
 * Scenarios that somebody keeps, as what a hunt goes through besides those that it draws: together they reach everything, which no draw
 * promises. Each is run as it is; when all have been, each is the workload of one family after the other.
 */
import type { Ecosystem } from "../ecosystem.ts"
import { sameValue } from "../scenario/default-world.ts"
import type { Scenario } from "../scenario/scenario.ts"
import type { PolicyValue } from "../scenario/vocabulary.ts"
import { vocabularyOf } from "../run/vocabulary-of.ts"
import { runAgain } from "./again.ts"
import { streamOf } from "./draws.ts"
import { Family, familySize } from "./family.ts"
import type { Laboratory, Outcome } from "./laboratory.ts"

/** Of a scenario that shows how something breaks nothing can be learned by breaking something else. */
export const isKept = ({ expect, workload }: Scenario): boolean =>
  workload.orders.type === "inline" &&
  expect.every((one) => one.type !== "breaks" && (one.type !== "verdict" || one.verdict === "held"))

/** Kept scenarios, and the ecosystem in whose words they were read. */
export interface Keeps {
  readonly scenarios: readonly Scenario[]
  readonly readIn: Ecosystem
  /** Would it go on well if more went wrong than it says? */
  readonly bearsMore: (scenario: Scenario) => boolean
}

/** How they end, without end: once as they are, then turn by turn with all coming once more, and with what is drawn for them. */
export function* keptOutcomes(
  { scenarios, readIn, bearsMore }: Keeps,
  ecosystem: Ecosystem,
  laboratory: Laboratory,
  { seed, files }: { readonly seed: number; readonly files: readonly string[] },
): Generator<Outcome> {
  const kept = inWordsOf(scenarios, readIn, ecosystem)
  if (kept.length === 0) return
  for (const scenario of kept) yield laboratory.run(scenario)
  for (let turn = 0; ; turn++) {
    const scenario = kept[turn % kept.length]!
    yield runAgain(ecosystem, laboratory, scenario)
    if (!bearsMore(scenario)) continue
    const family = new Family(scenario, laboratory)
    for (let index = 1; index < familySize; index++) {
      const draws = streamOf(seed, "kept", turn * familySize + index)
      yield laboratory.run(family.member(index, turn, draws, files))
    }
  }
}

/** Scenarios that were read in the words of one ecosystem, for another: what they do not say is as usual there. */
export const inWordsOf = (
  scenarios: readonly Scenario[],
  readIn: Ecosystem,
  ecosystem: Ecosystem,
): readonly Scenario[] => {
  const [before, after] = [usualOf(readIn), usualOf(ecosystem)]
  const changed = new Map(
    [...after].filter(([name, value]) => !before.has(name) || !sameValue(before.get(name)!, value)),
  )
  const policiesOf = (kind: string, policies: Readonly<Record<string, PolicyValue>>) =>
    Object.fromEntries(
      Object.entries(policies).map(([policy, value]) => {
        const name = `${kind} ${policy}`
        return [policy, sameValue(value, before.get(name) ?? value) ? (changed.get(name) ?? value) : value]
      }),
    )
  return scenarios.map((scenario) => ({
    ...scenario,
    expect: [],
    world: {
      ...scenario.world,
      partners: scenario.world.partners.map((one) => ({ ...one, policies: policiesOf(one.kind, one.policies) })),
    },
  }))
}

/** Values of policies where nobody says otherwise, by kind of partner and policy. */
const usualOf = (ecosystem: Ecosystem): ReadonlyMap<string, PolicyValue> =>
  new Map(
    Object.entries(vocabularyOf(ecosystem).kinds).flatMap(([kind, { policies }]) =>
      Object.entries(policies).map(([name, spec]) => [`${kind} ${name}`, spec.default] as const),
    ),
  )
