/** A statechart as a Mermaid state diagram: nested states in boxes, parallel regions side by side, events on the arrows. */
import type { AnyStateMachine, AnyStateNode } from "xstate"
import { movesOf, pathOf, type Move } from "../statechart/moves.ts"

export const stateDiagram = (machine: AnyStateMachine): string => {
  const moves = movesOf(machine).filter((move) => move.from !== "" && !move.isIgnored)
  return ["stateDiagram-v2", ...states(machine.root), ...arrowsOf(moves).map((line) => `  ${line}`)].join("\n")
}

/** Mermaid has regions only inside of a state, so a chart that is parallel as a whole gets a box of its own. */
function* states(root: AnyStateNode): Generator<string> {
  if (root.type !== "parallel") return yield* inside(root, "  ")
  yield `  state "${root.key}" as whole {`
  yield* inside(root, "    ")
  yield "  }"
}

/** Mermaid takes only words for names of states. */
const idOf = (path: string): string => path.replaceAll(".", "__")

function* inside(node: AnyStateNode, indent: string): Generator<string> {
  const children = Object.values(node.states)
  if (node.type === "compound") yield `${indent}[*] --> ${idOf(startOf(node))}`
  for (const [index, child] of children.entries()) {
    if (node.type === "parallel" && index > 0) yield `${indent}--`
    yield* one(child, indent, node.type === "parallel")
  }
}

function* one(node: AnyStateNode, indent: string, isRegion: boolean): Generator<string> {
  const id = idOf(pathOf(node))
  const label = node.type === "history" ? "back to where it was" : node.key
  yield `${indent}state "${label}" as ${id}`
  if (Object.keys(node.states).length > 0) {
    yield `${indent}state ${id} {`
    yield* inside(node, `${indent}  `)
    yield `${indent}}`
  } else if (isRegion) {
    yield `${indent}[*] --> ${id}`
  }
  if (node.type === "final") yield `${indent}${id} --> [*]`
}

const startOf = (node: AnyStateNode): string => {
  const [target] = node.initial.target ?? []
  return target === undefined ? "" : pathOf(target as AnyStateNode)
}

/** One arrow for each pair of states; what leads along it stands on it. */
const arrowsOf = (moves: readonly Move[]): readonly string[] => {
  const labels = new Map<string, string[]>()
  for (const { from, to, event, guard } of moves) {
    for (const target of to.length === 0 ? [from] : to) {
      const arrow = `${idOf(from)} --> ${idOf(target)}`
      const label = guard === "" ? event : `${event} [${guard}]`
      const known = labels.get(arrow) ?? []
      if (!known.includes(label)) labels.set(arrow, [...known, label])
    }
  }
  return [...labels].map(([arrow, words]) => `${arrow}: ${words.join(" / ").replaceAll(/[:;#]/gu, " ")}`)
}
