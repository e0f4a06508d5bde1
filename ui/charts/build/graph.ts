/**
 * A statechart as a graph that can be laid out: its states as nested boxes, and one arrow for each pair of states with everything
 * that leads along it. Events that leave a state where it is are no arrows: they are told in the state's own words.
 */
import type { AnyStateMachine, AnyStateNode } from "xstate"
import { movesOf, nodesOf, pathOf } from "../../../sim/statechart/moves.ts"

export interface GraphState {
  /** Dotted path; empty for the chart itself. */
  readonly path: string
  readonly parent: string | null
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history"
  readonly isInitial: boolean
  /** Events that it takes and stays. */
  readonly stays: readonly string[]
}

export interface GraphArrow {
  readonly from: string
  readonly to: string
  readonly events: readonly string[]
}

export interface Graph {
  readonly states: readonly GraphState[]
  readonly arrows: readonly GraphArrow[]
}

export const graphOf = (machine: AnyStateMachine): Graph => {
  const moves = movesOf(machine).filter((move) => !move.isIgnored)
  const stays = new Map<string, Set<string>>()
  const arrows = new Map<string, { from: string; to: string; events: Set<string> }>()
  for (const { from, event, to } of moves) {
    const targets = to.filter((target) => target !== from)
    if (targets.length === 0) stays.set(from, (stays.get(from) ?? new Set()).add(event))
    for (const target of targets) {
      const key = `${from} ${target}`
      const arrow = arrows.get(key) ?? { from, to: target, events: new Set() }
      arrow.events.add(event)
      arrows.set(key, arrow)
    }
  }
  return {
    states: nodesOf(machine.root).map((node) => ({
      path: pathOf(node),
      parent: node.parent === undefined ? null : pathOf(node.parent),
      type: node.type,
      isInitial: isInitial(node),
      stays: [...(stays.get(pathOf(node)) ?? [])],
    })),
    arrows: [...arrows.values()].map(({ from, to, events }) => ({ from, to, events: [...events] })),
  }
}

const isInitial = (node: AnyStateNode): boolean => {
  const parent = node.parent
  if (parent === undefined || parent.type === "parallel") return false
  return parent.initial.target?.[0] === node
}
