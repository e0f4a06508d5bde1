/**
 * The text of a scenario file, checked against a vocabulary: either a scenario in its normal form, or everything that is wrong.
 */
import { checkInstants, startOf } from "./check-instants.ts"
import { scenarioFields } from "./fields.ts"
import { resolveInstant } from "./instants.ts"
import { parseExpectations } from "./parse-expectations.ts"
import { parseFaults } from "./parse-faults.ts"
import { parseWorkload } from "./parse-workload.ts"
import { parseWorld } from "./parse-world.ts"
import { inFileOrder, type ScenarioProblem } from "./problems.ts"
import type { Scenario, ScenarioOrder } from "./scenario.ts"
import { fieldsOf, textOf, type Problems } from "./tree-reader.ts"
import type { Vocabulary } from "./vocabulary.ts"
import { yamlTree, type Tree } from "./yaml-tree.ts"

/** Either a scenario and no problem, or no scenario and at least one problem. */
export type ParsedScenario =
  | { readonly scenario: Scenario; readonly problems: readonly [] }
  | { readonly scenario: null; readonly problems: readonly ScenarioProblem[] }

export const parseScenario = (text: string, vocabulary: Vocabulary): ParsedScenario => {
  const { tree, problems: yamlProblems } = yamlTree(text)
  const problems: Problems = [...yamlProblems]
  const scenario = tree === null ? null : readScenarioTree(problems, tree, vocabulary)
  if (scenario !== null && problems.length === 0) return { scenario, problems: [] }
  return { scenario: null, problems: inFileOrder(problems) }
}

const readScenarioTree = (problems: Problems, tree: Tree, vocabulary: Vocabulary): Scenario | null => {
  const fields = fieldsOf(problems, tree, scenarioFields, "key of a scenario")
  if (fields === null) return null
  const name = textOf(problems, fields.scenario, "a name")
  const purpose = textOf(problems, fields.purpose, "a sentence") ?? ""
  const world = parseWorld(problems, fields.world, vocabulary, currencyIn(fields.workload))
  const workload = parseWorkload(problems, fields.workload, vocabulary, world.names)
  const faults = parseFaults(problems, fields.faults, world, vocabulary)
  const expect = parseExpectations(problems, fields.expect, world, vocabulary)
  const inline = workload.orders.type === "inline" ? workload.orders.orders : null
  // A book's first order decides where nothing is said, and the book is not read here.
  const startMs = inline === null ? world.world.startMs : startOf(tree, world.world.startMs)
  checkInstants(problems, tree, startMs)
  if (name === undefined) return null
  return {
    name,
    purpose,
    world: { ...world.world, startMs },
    workload:
      inline === null ? workload : { ...workload, orders: { type: "inline", orders: inOrder(inline, startMs ?? 0) } },
    faults,
    expect,
  }
}

/** Policies may be amounts of it, so it is needed before the workload is read (which reports it when it is wrong). */
const currencyIn = (workload: Tree | undefined): string | null => {
  const entry = workload?.type === "map" ? workload.entries.find(({ key }) => key === "currency") : undefined
  return entry?.value.type === "scalar" ? entry.value.source : null
}

const inOrder = (orders: readonly ScenarioOrder[], startMs: number): readonly ScenarioOrder[] =>
  orders.toSorted(
    (a, b) => resolveInstant(a.at, startMs) - resolveInstant(b.at, startMs) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  )
