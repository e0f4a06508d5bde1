/**
 * Which states a set of transitions leaves and which it enters, after SCXML's procedures as XState has them.
 *
 * Pure functions of the definition, the active states and the past; they run once for each plan, never in a step.
 */
import { commonParent, isInside, parentsOf, type Node, type Transition } from "./node.ts"

/** What each history state recalls. */
export type Past = ReadonlyMap<Node, readonly Node[]>

/** As much of a transition as decides where it leads. */
export type Path = Pick<Transition, "source" | "targets" | "reenter">

export const statesLeft = (path: Path, active: ReadonlySet<Node>, past: Past): Node[] => {
  if (path.targets.length === 0) return []
  const domain = domainOf(path, past)
  return [...active].filter(
    (node) => isInside(node, domain) || (path.reenter && path.source === domain && node === domain),
  )
}

/** `byDefault` are those entered without a more precise target: their initial actions run. */
export const statesEntered = (paths: readonly Path[], past: Past): { entered: Set<Node>; byDefault: Set<Node> } => {
  const entry: Entry = { entered: new Set(), byDefault: new Set(), past }
  for (const path of paths) {
    if (path.targets.length === 0) continue
    const domain = domainOf(path, past)
    for (const target of path.targets) {
      const stays = target === path.source && target === domain && !path.reenter
      if (target.type !== "history" && !stays) enterByDefault(target, entry)
      enterInside(target, entry)
    }
    for (const target of resolve(path.targets, past)) {
      const parents = parentsOf(target, domain)
      if (domain?.type === "parallel") parents.push(domain)
      enterParents(parents, domain, entry)
    }
  }
  return entry
}

interface Entry {
  readonly entered: Set<Node>
  readonly byDefault: Set<Node>
  readonly past: Past
}

/** The nearest state that contains the whole way from the source to the targets and stays active; null above the machine. */
const domainOf = (path: Path, past: Past): Node | null => {
  const targets = resolve(path.targets, past)
  const { source } = path
  if (!path.reenter && targets.every((target) => target === source || isInside(target, source))) return source
  const common = commonParent([...targets, source])
  if (common !== null || path.reenter) return common
  return parentsOf(source, null).at(-1) ?? source
}

/** Targets with history states replaced by what they recall. */
const resolve = (targets: readonly Node[], past: Past): Node[] => {
  const resolved = targets.flatMap((target) =>
    target.type === "history" ? (past.get(target) ?? resolve(fallbackOf(target), past)) : target,
  )
  return [...new Set(resolved)]
}

const fallbackOf = (history: Node): readonly Node[] => {
  const parent = history.parent!
  return history.fallback ?? (parent.type === "parallel" ? [parent] : [parent.initial!])
}

const enterByDefault = (node: Node, { entered, byDefault }: Entry): void => {
  entered.add(node)
  byDefault.add(node)
}

const enterInside = (node: Node, entry: Entry): void => {
  if (node.type === "history") {
    recall(node, entry)
  } else if (node.type === "compound") {
    const initial = node.initial!
    if (initial.type !== "history") enterByDefault(initial, entry)
    enterInside(initial, entry)
  } else if (node.type === "parallel") {
    for (const region of node.children) {
      if (isTouched(region, entry)) continue
      enterByDefault(region, entry)
      enterInside(region, entry)
    }
  }
}

const recall = (history: Node, entry: Entry): void => {
  const recalled = entry.past.get(history)
  const states = recalled ?? fallbackOf(history)
  if (recalled === undefined && history.fallback === null && history.parent!.type === "compound") {
    entry.byDefault.add(history.parent!)
  }
  for (const state of states) {
    entry.entered.add(state)
    enterInside(state, entry)
  }
  for (const state of states) enterParents(parentsOf(state, history.parent), null, entry)
}

/** A parallel parent brings its other regions along. */
const enterParents = (parents: readonly Node[], limit: Node | null, entry: Entry): void => {
  for (const parent of parents) {
    if (isInside(parent, limit)) entry.entered.add(parent)
    if (parent.type !== "parallel") continue
    for (const region of parent.children) {
      if (isTouched(region, entry)) continue
      entry.entered.add(region)
      enterInside(region, entry)
    }
  }
}

const isTouched = (region: Node, { entered }: Entry): boolean => {
  for (const node of entered) if (isInside(node, region)) return true
  return false
}
