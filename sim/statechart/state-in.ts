/**
 * Resolves what a `stateIn` guard names (an id, a dotted path, or a nested state value) to states of the definition.
 */
import type { AnyStateMachine, AnyStateNode } from "xstate"
import type { Node } from "./node.ts"
import { suggest, type Complain } from "./refuse.ts"

/** All of these must be active; undefined, with a complaint, when one of them does not exist. */
export const readStatesIn = (
  value: unknown,
  machine: AnyStateMachine,
  nodes: ReadonlyMap<AnyStateNode, Node>,
  complain: Complain,
): Node[] | undefined => {
  if (typeof value === "string" && value.startsWith("#")) {
    try {
      return [nodes.get(machine.getStateNodeById(value))!]
    } catch {
      const ids = [...nodes.values()].map((node) => `#${node.id}`)
      complain(`stateIn("${value}"), and no state has that id`, suggest(value, ids))
      return undefined
    }
  }
  const known = [...nodes.values()].filter((node) => node.type !== "history" && node.path !== "")
  const states: Node[] = []
  for (const path of pathsOf(value, "")) {
    const state = known.find((node) => node.path === path)
    if (state === undefined) {
      complain(
        `stateIn names "${path}", which is no state`,
        suggest(
          path,
          known.map((node) => node.path),
        ),
      )
      return undefined
    }
    states.push(state)
  }
  return states
}

/** `{ pick: "done", pack: { label: "printed" } }` names pick.done and pack.label.printed. */
const pathsOf = (value: unknown, prefix: string): string[] => {
  if (typeof value === "string") return [prefix + value]
  const inner = Object.entries(value as object)
  if (inner.length === 0) return [prefix.slice(0, -1)]
  return inner.flatMap(([key, deeper]) => pathsOf(deeper, `${prefix}${key}.`))
}
