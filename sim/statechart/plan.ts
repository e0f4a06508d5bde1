/**
 * A plan is a microstep worked out ahead: from one configuration by one set of transitions to the next, with the work to do.
 *
 * Only guards and work look at the context, so a plan is made once and is a table entry from then on.
 */
import type { Arm, Effect } from "./chart.ts"
import type { Configuration, Configurations } from "./configuration.ts"
import { isLeaf, isInside, type Node, type Transition } from "./node.ts"
import { withoutConflicts } from "./select.ts"
import { statesEntered, statesLeft, type Past, type Path } from "./territory.ts"
import type { Work } from "./work.ts"

export interface Plan {
  readonly next: Configuration
  /** All its transitions have neither target nor actions. */
  readonly idle: boolean
  /** It leads elsewhere, changes the context, or recalls anew: eventless transitions are looked for again. */
  readonly changes: boolean
  /** Nothing can follow it within the same step. */
  readonly quiet: boolean
  /** Exit, transition and entry work in order; without timers, and without effects where those are fixed. */
  readonly work: readonly Work[]
  /** Shared by all steps; null when some are computed, and then the work holds them all. */
  readonly effects: readonly Effect[] | null
  readonly arms: readonly Arm[]
  readonly cancels: readonly string[]
}

export interface Planner {
  /** From nowhere into the first configuration. */
  readonly first: () => Plan
  readonly next: (from: Configuration, enabled: readonly Transition[]) => Plan
}

export const plannerOf = (
  machine: string,
  root: Node,
  configurations: Configurations,
  told: ((transition: number) => void) | undefined,
): Planner => {
  const next = (from: Configuration, enabled: readonly Transition[]): Plan => {
    const single = enabled.length === 1 ? enabled[0]!.index : -1
    const key = single < 0 ? enabled.map((transition) => transition.index).join() : ""
    const known = single < 0 ? from.jointPlans.get(key) : from.plans[single]
    if (known !== undefined) return known
    const taken = withoutConflicts(enabled, from.active, from.past)
    if (told !== undefined) for (const transition of taken) told(transition.index)
    const way = new Way(machine, from.active, from.past)
    way.leave(taken)
    way.work.push(...taken.flatMap((transition) => transition.work))
    way.enter(taken)
    const idle = taken.every((transition) => transition.idle)
    const stays = way.past === from.past && !way.final && isSame(way.active, from.active)
    const plan = planOf(stays ? from : configurations.intern(way.active, way.past, way.final), way.work, !stays, idle)
    if (single < 0) from.jointPlans.set(key, plan)
    else from.plans[single] = plan
    return plan
  }
  const first = (): Plan => {
    const way = new Way(machine, new Set([root]), new Map())
    way.enter([{ source: root, targets: startOf(root), reenter: true }])
    return planOf(configurations.intern(way.active, way.past, way.final), way.work, true, false)
  }
  return { first, next }
}

/** A machine starts with all its initial states as targets, itself included. */
const startOf = (node: Node): Node[] => {
  if (node.type === "compound") return [node, ...startOf(node.initial!)]
  return node.type === "parallel" ? [node, ...node.children.flatMap(startOf)] : [node]
}

/** What changes along the way through one microstep. */
class Way {
  readonly work: Work[] = []
  readonly active: Set<Node>
  past: Past
  final = false
  readonly #machine: string

  constructor(machine: string, active: ReadonlySet<Node>, past: Past) {
    this.#machine = machine
    this.active = new Set(active)
    this.past = past
  }

  leave(paths: readonly Path[]): void {
    const left = new Set(paths.flatMap((path) => statesLeft(path, this.active, this.past)))
    const inOrder = [...left].sort(innerFirst)
    // All histories are written before the first state is left: each recalls the whole that was.
    for (const node of inOrder) for (const history of node.histories) this.#remember(history, node)
    for (const node of inOrder) {
      this.work.push(...node.exit)
      this.active.delete(node)
    }
  }

  enter(paths: readonly Path[]): void {
    const { entered, byDefault } = statesEntered(paths, this.past)
    const completed = new Set<Node>()
    for (const node of [...entered].sort((a, b) => a.index - b.index)) {
      // A state can be entered anew without having been left; then its timers start again.
      if (this.active.has(node)) this.work.push(...node.exit.filter((work) => work.kind === "cancel"))
      this.active.add(node)
      this.work.push(...node.entry)
      if (byDefault.has(node)) this.work.push(...node.initialWork)
      if (node.type === "final") this.#complete(node, completed)
    }
    if (this.final) this.work.push(...[...this.active].sort(innerFirst).flatMap((node) => node.exit))
  }

  #remember(history: Node, parent: Node): void {
    const recalled = [...this.active].filter((node) =>
      history.deep ? isLeaf(node) && isInside(node, parent) : node.parent === parent,
    )
    const past = new Map(this.past)
    past.set(history, recalled)
    this.past = past
  }

  /** A final state completes its parent, and with it every parallel state above whose other regions are complete, once a step. */
  #complete(node: Node, completed: Set<Node>): void {
    const { parent } = node
    if (parent?.type === "compound") this.#announce(parent, node.output)
    let above = parent?.type === "parallel" ? parent : (parent?.parent ?? null)
    while (above?.type === "parallel" && !completed.has(above) && isComplete(above, this.active)) {
      completed.add(above)
      this.#announce(above, undefined)
      above = above.parent
    }
    if (above === null) this.final = true
  }

  #announce(node: Node, output: unknown): void {
    const event = { type: `xstate.done.state.${node.id}`, output }
    this.work.push({
      kind: "raise",
      place: { machine: this.#machine, state: node.path },
      name: "end",
      event: () => event,
    })
  }
}

const innerFirst = (a: Node, b: Node): number => b.index - a.index

const isComplete = (node: Node, active: ReadonlySet<Node>): boolean => {
  if (node.type === "compound") return node.children.some((child) => child.type === "final" && active.has(child))
  return node.type === "parallel" ? node.children.every((region) => isComplete(region, active)) : node.type === "final"
}

const isSame = (a: ReadonlySet<Node>, b: ReadonlySet<Node>): boolean =>
  a.size === b.size && [...a].every((node) => b.has(node))

const nothing: readonly never[] = []

const planOf = (next: Configuration, all: readonly Work[], moves: boolean, idle: boolean): Plan => {
  const timers = netTimers(all)
  const isFixed = !all.some((work) => work.kind === "compute")
  const work = all.filter(({ kind }) => kind !== "arm" && kind !== "cancel" && !(isFixed && kind === "effect"))
  const effects = all.flatMap((one) => (one.kind === "effect" ? one.effect : nothing))
  return {
    next,
    idle,
    changes: moves || work.some(({ kind }) => kind === "assign"),
    quiet: next.final || (next.eventless.length === 0 && !work.some(({ kind }) => kind === "raise")),
    work: work.length === 0 ? nothing : work,
    effects: !isFixed ? null : effects.length === 0 ? nothing : effects,
    ...timers,
  }
}

/** What is armed and then cancelled on the way is not armed; every cancel is kept, because the timer may be an older one. */
const netTimers = (all: readonly Work[]): { arms: readonly Arm[]; cancels: readonly string[] } => {
  const arms = new Map<string, Arm>()
  const cancels = new Set<string>()
  for (const work of all) {
    if (work.kind === "arm") arms.set(work.arm.event, work.arm)
    if (work.kind !== "cancel") continue
    arms.delete(work.event)
    cancels.add(work.event)
  }
  return { arms: arms.size === 0 ? nothing : [...arms.values()], cancels: cancels.size === 0 ? nothing : [...cancels] }
}
