/**
 * A configuration is everything a chart's position consists of: the active states and what its history states recall.
 *
 * Each distinct one is made once and has a number; what is worked out about it later (candidates, plans) is kept with it.
 */
import { isLeaf, parentsOf, type Definition, type Node, type Transition } from "./node.ts"
import type { Plan } from "./plan.ts"
import type { Choice } from "./select.ts"
import type { Past } from "./territory.ts"

export interface Configuration {
  readonly number: number
  /** In the order in which they were entered. */
  readonly active: ReadonlySet<Node>
  readonly leaves: readonly Node[]
  readonly past: Past
  /** A final state at the top has been reached. */
  readonly final: boolean
  /** For each leaf that has any: the eventless transitions of the leaf and of its parents, inner ones first. */
  readonly eventless: readonly (readonly Transition[])[]
  readonly label: string
  readonly paths: ReadonlySet<string>
  /** By event type, what may be taken; as a list where there is a single leaf, as a tree where there are regions. */
  readonly candidates: Map<string, readonly Transition[]>
  readonly choices: Map<string, Choice>
  /** By the index of the one transition taken, or by the indexes of several, joined. */
  readonly plans: (Plan | undefined)[]
  readonly jointPlans: Map<string, Plan>
}

export interface Configurations {
  /** By number. */
  readonly all: readonly Configuration[]
  readonly intern: (active: ReadonlySet<Node>, past: Past, final: boolean) => Configuration
}

export const configurationsOf = (definition: Definition): Configurations => {
  const all: Configuration[] = []
  const byKey = new Map<string, Configuration>()
  const inOrder = isOrderVisible(definition.nodes)
  const intern = (active: ReadonlySet<Node>, past: Past, final: boolean): Configuration => {
    const entered = [...active].filter(isLeaf)
    const leaves = inOrder ? entered : entered.sort(byDocument)
    const key = `${leaves.map((leaf) => leaf.index).join()}${pastKey(past)}${final ? "!" : ""}`
    const known = byKey.get(key)
    if (known !== undefined) return known
    const configuration: Configuration = {
      number: all.length,
      active,
      leaves,
      past,
      final,
      eventless: leaves.map(eventlessFrom).filter((chain) => chain.length > 0),
      label: leaves
        .toSorted(byDocument)
        .map((leaf) => leaf.path)
        .join("|"),
      paths: new Set([...active].map((node) => node.path)),
      candidates: new Map(),
      choices: new Map(),
      plans: [],
      jointPlans: new Map(),
    }
    all.push(configuration)
    byKey.set(key, configuration)
    return configuration
  }
  return { all, intern }
}

const eventlessFrom = (leaf: Node): readonly Transition[] =>
  [leaf, ...parentsOf(leaf, null)].flatMap((node) => node.always)

const byDocument = (a: Node, b: Node): number => a.index - b.index

/**
 * XState looks for eventless transitions leaf by leaf in the order in which the leaves were entered. That order can only be
 * seen when two states of a parallel chart have such transitions; all other charts are spared the additional configurations.
 */
const isOrderVisible = (nodes: readonly Node[]): boolean =>
  nodes.some((node) => node.type === "parallel") && nodes.filter((node) => node.always.length > 0).length > 1

const pastKey = (past: Past): string => {
  const entries = [...past].sort(([a], [b]) => byDocument(a, b))
  return entries.map(([history, states]) => `;${history.index}:${states.map((state) => state.index).join()}`).join("")
}
