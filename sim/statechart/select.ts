/**
 * Which transitions an event enables, and which of them are taken: inner states before outer ones, each region for itself.
 */
import type { Configuration } from "./configuration.ts"
import { isInside, parentsOf, type Node, type Transition } from "./node.ts"
import type { Scope } from "./scope.ts"
import { statesLeft } from "./territory.ts"

const none: readonly Transition[] = []

/** Everything in a state that may take an event of this type: the exact type first, then the longest wildcard. */
export const candidatesIn = (node: Node, type: string): readonly Transition[] => {
  const exact = node.on.get(type) ?? none
  if (node.wildcards.length === 0) return exact
  const wild = node.wildcards.filter((descriptor) => descriptor !== type && isMatch(type, descriptor))
  return [...exact, ...wild.flatMap((descriptor) => node.on.get(descriptor)!)]
}

/** `payment.*` takes `payment`, `payment.failed` and `payment.failed.late`. */
const isMatch = (type: string, wildcard: string): boolean =>
  wildcard === "*" || type === wildcard.slice(0, -2) || type.startsWith(wildcard.slice(0, -1))

/** The one transition of a configuration without parallel regions that the event enables. */
export const selectOne = (configuration: Configuration, scope: Scope): Transition | undefined =>
  firstEnabled(candidatesOf(configuration, scope.event.type), scope, configuration.active)

const candidatesOf = (configuration: Configuration, type: string): readonly Transition[] => {
  const known = configuration.candidates.get(type)
  if (known !== undefined) return known
  const leaf = configuration.leaves[0]!
  const nodes = [leaf, ...parentsOf(leaf, null)]
  const candidates = nodes.flatMap((node) => candidatesIn(node, type))
  if (isNamed(nodes, type)) configuration.candidates.set(type, candidates)
  return candidates
}

/** What one state and everything active in it may take; its own transitions count only when nothing inside is enabled. */
export interface Choice {
  readonly inner: readonly Choice[]
  readonly own: readonly Transition[]
}

/** One transition for each region that has one; a parallel state's own transitions only when no region has any. */
export const selectMany = (configuration: Configuration, root: Node, scope: Scope): readonly Transition[] => {
  const { type } = scope.event
  let choice = configuration.choices.get(type)
  if (choice === undefined) {
    choice = choiceOf(root, configuration.active, type)
    if (isNamed(configuration.active, type)) configuration.choices.set(type, choice)
  }
  if (choice.inner.length === 0 && choice.own.length === 0) return none
  const enabled: Transition[] = []
  collect(choice, scope, configuration.active, enabled)
  return enabled
}

const choiceOf = (node: Node, active: ReadonlySet<Node>, type: string): Choice => {
  const children = node.children.filter((child) => active.has(child)).map((child) => choiceOf(child, active, type))
  const inner = children.filter((choice) => choice.inner.length > 0 || choice.own.length > 0)
  const own = candidatesIn(node, type)
  return own.length === 0 && inner.length === 1 ? inner[0]! : { inner, own }
}

const collect = (choice: Choice, scope: Scope, active: ReadonlySet<Node>, enabled: Transition[]): void => {
  const before = enabled.length
  for (const inner of choice.inner) collect(inner, scope, active, enabled)
  if (enabled.length > before) return
  const own = firstEnabled(choice.own, scope, active)
  if (own !== undefined) enabled.push(own)
}

const firstEnabled = (
  among: readonly Transition[],
  scope: Scope,
  active: ReadonlySet<Node>,
): Transition | undefined => {
  for (const transition of among) {
    if (transition.guard === null || transition.guard(scope, active)) return transition
  }
  return undefined
}

/** Only types that the definition spells out are kept: what the world may send to a wildcard has no bound. */
const isNamed = (active: Iterable<Node>, type: string): boolean => {
  for (const node of active) if (node.on.has(type)) return true
  return false
}

/** One transition for each leaf that finds one enabled in itself or above; two leaves may find the same. */
export const selectEventless = ({ eventless, active, past }: Configuration, scope: Scope): readonly Transition[] => {
  if (eventless.length === 1) {
    const only = firstEnabled(eventless[0]!, scope, active)
    return only === undefined ? none : [only]
  }
  const enabled: Transition[] = []
  for (const chain of eventless) {
    const first = firstEnabled(chain, scope, active)
    if (first !== undefined && !enabled.includes(first)) enabled.push(first)
  }
  return withoutConflicts(enabled, active, past)
}

/** Of two transitions that would leave the same state the inner one is taken, or else the first. */
export const withoutConflicts = (
  enabled: readonly Transition[],
  active: ReadonlySet<Node>,
  past: Configuration["past"],
): readonly Transition[] => {
  if (enabled.length < 2) return enabled
  const taken = new Map<Transition, ReadonlySet<Node>>()
  for (const transition of enabled) {
    const left = new Set(statesLeft(transition, active, past))
    const rivals = [...taken].filter(([, other]) => overlaps(left, other)).map(([rival]) => rival)
    if (!rivals.every((rival) => isInside(transition.source, rival.source))) continue
    for (const rival of rivals) taken.delete(rival)
    taken.set(transition, left)
  }
  return [...taken.keys()]
}

const overlaps = (a: ReadonlySet<Node>, b: ReadonlySet<Node>): boolean => {
  for (const node of a) if (b.has(node)) return true
  return false
}
