/**
 * Reads an XState definition once into plain nodes, and refuses by name what a chart must not contain.
 *
 * All problems are collected before the first is thrown. Nothing of XState is called after this.
 */
import type { AnyStateMachine, AnyStateNode, AnyTransitionDefinition } from "xstate"
import type { Place } from "./defect.ts"
import { readGuard, type GuardReader } from "./guard.ts"
import { checkRecall, checkState, checkTargets } from "./legal.ts"
import { isInside, type Definition, type Node, type Transition } from "./node.ts"
import { problemsOf, suggest, type Complain } from "./refuse.ts"
import { Birth } from "./scope.ts"
import { readStatesIn } from "./state-in.ts"
import { readTimers } from "./timers.ts"
import { readWork, type Work } from "./work.ts"

/** A macrostep longer than this never comes to rest, unless the definition's own `options.maxIterations` says otherwise. */
const microstepsMaxDefault = 10_000

type Draft = { -readonly [Key in keyof Node]: Node[Key] }

export const readDefinition = (machine: AnyStateMachine): Definition => {
  const problems = problemsOf(machine.id)
  const drafts = new Map<AnyStateNode, Draft>()
  draftNodes(machine.root, null, drafts)
  const nodes = [...drafts.values()]
  const reading: Reading = { machine, drafts, transitions: 0 }
  for (const [source, draft] of drafts) {
    const complain = problems.at(draft.path)
    checkState(source, nodes.filter((node) => node.id === draft.id).length, complain)
    fillNode(source, draft, reading, complain)
  }
  for (const node of nodes) {
    for (const { targets } of [...node.on.values()].flat().concat(node.always))
      checkRecall(node, targets, problems.at(node.path))
  }
  problems.throwIfAny()
  const root = nodes[0]!
  return {
    name: machine.id,
    root,
    nodes,
    effects: effectsOf(nodes),
    delays: unique(nodes.flatMap((node) => node.entry.flatMap((work) => (work.kind === "arm" ? work.arm.delay : [])))),
    microstepsMax: Number.isFinite(machine.options.maxIterations)
      ? machine.options.maxIterations!
      : microstepsMaxDefault,
    birth: birthOf((machine.config as { context?: unknown }).context),
  }
}

interface Reading {
  readonly machine: AnyStateMachine
  readonly drafts: ReadonlyMap<AnyStateNode, Draft>
  transitions: number
}

const draftNodes = (source: AnyStateNode, parent: Draft | null, drafts: Map<AnyStateNode, Draft>): Draft => {
  const draft: Draft = {
    index: drafts.size,
    id: source.id,
    path: source.path.join("."),
    type: source.type,
    parent,
    children: [],
    histories: [],
    initial: null,
    initialWork: [],
    deep: source.history === "deep",
    fallback: null,
    entry: [],
    exit: [],
    output: source.output,
    on: new Map(),
    wildcards: [],
    always: [],
  }
  drafts.set(source, draft)
  const inner = Object.values(source.states).map((child) => draftNodes(child, draft, drafts))
  draft.children = inner.filter((child) => child.type !== "history")
  draft.histories = inner.filter((child) => child.type === "history")
  return draft
}

const fillNode = (source: AnyStateNode, draft: Draft, reading: Reading, complain: Complain): void => {
  const { machine, drafts } = reading
  const place: Place = { machine: machine.id, state: draft.path }
  const actions = { place, complain, implementations: machine.implementations.actions as Record<string, unknown> }
  const guards: GuardReader = {
    place,
    complain,
    implementations: machine.implementations.guards as Record<string, unknown>,
    statesIn: (value) => readStatesIn(value, machine, drafts, complain),
  }
  const transition = (from: AnyTransitionDefinition): Transition => {
    const targets = (from.target ?? []).map((target) => drafts.get(target as AnyStateNode)!)
    checkTargets(targets, complain)
    const work = readWork(from.actions, actions)
    return {
      index: reading.transitions++,
      source: draft,
      targets,
      reenter: from.reenter,
      guard: from.guard === undefined ? null : readGuard(from.guard, guards),
      work,
      idle: targets.length === 0 && from.actions.length === 0,
    }
  }
  const timers = readTimers(source, Object.keys(machine.implementations.delays as object), complain)
  // XState appends its own raise and cancel for each timer; they are taken from the definition instead.
  const own = (all: readonly unknown[]): readonly unknown[] => all.slice(0, all.length - timers.length)
  draft.entry = [...readWork(own(source.entry), actions), ...timers.map((arm): Work => ({ kind: "arm", arm }))]
  draft.exit = [
    ...readWork(own(source.exit), actions),
    ...timers.map((arm): Work => ({ kind: "cancel", event: arm.event })),
  ]
  draft.on = new Map([...source.transitions].map(([event, list]) => [event, list.map(transition)]))
  draft.wildcards = [...draft.on.keys()].filter((event) => event.endsWith("*")).sort((a, b) => b.length - a.length)
  draft.always = (source.always ?? []).map(transition)
  if (draft.type === "compound") readInitial(source, draft, reading, complain, (list) => readWork(list, actions))
  if (draft.type === "history") draft.fallback = readFallback(source, draft, reading, complain)
}

const readInitial = (
  source: AnyStateNode,
  draft: Draft,
  { drafts }: Reading,
  complain: Complain,
  read: (actions: readonly unknown[]) => Work[],
): void => {
  try {
    const { target, actions } = source.initial
    draft.initial = drafts.get(target[0] as AnyStateNode) ?? null
    draft.initialWork = read(actions)
  } catch {
    const { initial } = source.config as { initial?: unknown }
    const wanted = typeof initial === "string" ? initial : String((initial as { target?: unknown }).target)
    complain(`the initial state "${wanted}" is no child of this state`, suggest(wanted, Object.keys(source.states)))
  }
}

/** Where a history state leads when its parent was never left: its own target, else as if the parent were entered. */
const readFallback = (
  source: AnyStateNode,
  draft: Draft,
  { drafts, machine }: Reading,
  complain: Complain,
): Node[] | null => {
  const { target } = source.config as { target?: unknown }
  if (target === undefined || target === "") {
    const initial = (source.parent?.config as { initial?: unknown } | undefined)?.initial
    const start = typeof initial === "object" && initial !== null ? (initial as { target?: unknown }).target : initial
    if (source.parent?.states[String(start)]?.type === "history") {
      complain(
        "before there is a past it leads to its parent's initial state, which is a history state",
        "give it a target",
      )
    }
    return null
  }
  const targets: Node[] = []
  for (const path of [target].flat() as string[]) {
    const found = findState(path, source, machine)
    const node = found === undefined ? undefined : drafts.get(found)
    if (node === undefined || node.type === "history" || !isInside(node, draft.parent)) {
      complain(
        `its default target "${path}" is no ordinary state inside its parent`,
        "name a state beside the history state",
      )
    } else {
      targets.push(node)
    }
  }
  checkTargets(targets, complain)
  return targets
}

const findState = (path: string, source: AnyStateNode, machine: AnyStateMachine): AnyStateNode | undefined => {
  if (path.startsWith("#")) {
    try {
      return machine.getStateNodeById(path)
    } catch {
      return undefined
    }
  }
  return path.split(".").reduce<AnyStateNode | undefined>((state, key) => state?.states[key], source.parent)
}

const birthOf = (context: unknown): ((input: unknown) => unknown) => {
  if (typeof context === "function") {
    const make = context as (birth: Birth) => unknown
    return (input) => make(new Birth(input)) ?? {}
  }
  const fixed = context ?? {}
  return () => fixed
}

/** In document order of the states, and in the order of the definition within one. */
const effectsOf = (nodes: readonly Node[]): string[] =>
  unique(
    nodes.flatMap((node) => {
      const transitions = [...node.on.values()].flat().concat(node.always)
      const work = [...node.entry, ...node.initialWork, ...transitions.flatMap((one) => one.work), ...node.exit]
      return work.flatMap((one) => (one.kind === "effect" ? one.effect.type : one.kind === "compute" ? one.type : []))
    }),
  )

const unique = (names: readonly string[]): string[] => [...new Set(names)]
