/** A found failure as a scenario file: it expects to hold, so it fails until the bug is gone and guards against it from then on. */
import { secondRuns } from "../consistency/second-runs.ts"
import type { Expectation } from "../scenario/expectations.ts"
import { printScenario } from "../scenario/print-scenario.ts"
import type { Item, Scenario } from "../scenario/scenario.ts"
import type { Vocabulary } from "../scenario/vocabulary.ts"
import type { Found } from "./campaign.ts"
import { reasonOf } from "./explain.ts"
import type { Failure } from "./failure.ts"
import { stepsOf } from "./steps.ts"

export interface Saved {
  readonly fileName: string
  readonly text: string
}

/** `from` says where the scenario came from, for the comment. */
export const savedOf = ({ failure, reduction, parts }: Found, from: string, vocabulary: Vocabulary): Saved => {
  const name = nameOf(failure.signature)
  const scenario: Scenario = {
    ...reduction.scenario,
    name,
    purpose: `Without a bug it holds: ${failure.says}`,
    expect: [{ type: "verdict", verdict: "held" }, ...againOf(failure)],
  }
  const needed = reduction.minimal
    ? "Each order, act and fault is needed: without it the run does not fail in this way."
    : "The reducer's budget ended first: perhaps not everything is needed."
  const comment = [from, ...stepsOf(scenario).map(({ says }, index) => `${index + 1}. ${says}`), needed].join("\n")
  const remarks = new Map(stepsOf(scenario).map(({ of }, index) => [of, parts[index]]))
  const remarkOf = (item: Item): string => {
    const part = remarks.get(item)
    return part === undefined ? "" : reasonOf(part)
  }
  const text = printScenario(scenario, vocabulary, comment, remarkOf)
  return { fileName: `${name.replaceAll(" ", "-")}.yaml`, text }
}

/** What only a second run shows has to be run a second time. */
const againOf = ({ id }: Failure): readonly Expectation[] =>
  secondRuns.filter((one) => one.id === id).map(({ variation }) => ({ type: "again", variation }))

/** A few plain words of the sentence, as a file name: the same bug found again has the same name. */
const nameOf = (signature: string): string =>
  signature
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .slice(0, 8)
    .join(" ")
