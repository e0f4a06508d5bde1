/**
 * Goal: every statechart of every room opens in XState's own tools and has no state that nobody can reach.
 * Method: XState's directed graph of the definition, walked from the root along initial states and transitions, guards aside.
 */
import type { AnyStateMachine, AnyStateNode } from "xstate"
import { toDirectedGraph, type DirectedGraphNode } from "xstate/graph"
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { subscription } from "../../sim/partner/subscriptions.ts"
import { readDefinition } from "../../sim/statechart/definition.ts"
import { movesOf } from "../../sim/statechart/moves.ts"

const charts: (readonly [string, AnyStateMachine])[] = [
  ...Object.entries(ecosystem.rooms).flatMap(([room, { objects }]) =>
    objects.map((kind) => [`${room} ${kind.name}`, kind.machine as unknown as AnyStateMachine] as const),
  ),
  ["every publisher's subscription", subscription.machine],
]

const nodesOf = (node: DirectedGraphNode): DirectedGraphNode[] => [node, ...node.children.flatMap(nodesOf)]

const unreached = (machine: AnyStateMachine): string[] => {
  const nodes = nodesOf(toDirectedGraph(machine))
  const reached = new Set<AnyStateNode>()
  const enter = (node: AnyStateNode): void => {
    if (reached.has(node)) return
    reached.add(node)
    if (node.parent !== undefined) enter(node.parent)
    for (const child of node.type === "parallel" ? Object.values(node.states) : (node.initial.target ?? []))
      enter(child)
  }
  enter(machine.root)
  for (let before = -1; before !== reached.size;) {
    before = reached.size
    for (const node of nodes) {
      if (!reached.has(node.stateNode)) continue
      for (const edge of node.edges) enter(edge.target)
      // XState's graph draws no eventless transitions.
      for (const { target } of node.stateNode.always ?? []) for (const state of target ?? []) enter(state)
    }
  }
  return nodes
    .map((node) => node.stateNode)
    .filter((node) => !reached.has(node))
    .map((node) => node.id)
}

describe("charts", () => {
  it("there are some in every room", () => {
    for (const [room, { objects }] of Object.entries(ecosystem.rooms)) expect(objects.length, room).toBeGreaterThan(0)
  })
  it.each(charts)("%s", (_name, machine) => {
    expect(unreached(machine)).toEqual([])
  })
  it.each(charts)("%s numbers its transitions as it lists them", (_name, machine) => {
    const { nodes } = readDefinition(machine)
    const numbered = nodes
      .flatMap((node) => [...[...node.on.values()].flat(), ...node.always])
      .map(({ index, source, targets }) => ({ index, from: source.path, to: targets.map((target) => target.path) }))
    expect(numbered).toEqual(movesOf(machine).map(({ from, to }, index) => ({ index, from, to })))
  })
  it("a state that nobody can reach is found", () => {
    const [, machine] = charts[0] as readonly [string, AnyStateMachine]
    const states = { ...machine.config.states, island: {} }
    const other = machine.provide({}).constructor as new (config: unknown, implementations: unknown) => AnyStateMachine
    expect(unreached(new other({ ...machine.config, states }, machine.implementations))).toEqual([
      `${machine.id}.island`,
    ])
  })
})
