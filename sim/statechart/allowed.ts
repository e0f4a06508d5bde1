/**
 * Which events a configuration could take, guards aside: what a person is told when an operation is refused.
 */
import type { Node } from "./node.ts"
import { candidatesIn } from "./select.ts"

export interface Reach {
  /** Some transition that does something may be taken. */
  readonly allowed: boolean
  /** Some transition is always taken, so that outer states never see the event. */
  readonly decided: boolean
}

export const reachIn = (node: Node, active: ReadonlySet<Node>, type: string): Reach => {
  let allowed = false
  let decided = false
  for (const child of node.children) {
    if (!active.has(child)) continue
    const inner = reachIn(child, active, type)
    allowed ||= inner.allowed
    decided ||= inner.decided
  }
  for (const { guard, idle } of decided ? [] : candidatesIn(node, type)) {
    allowed ||= !idle
    decided = guard === null
    if (decided) break
  }
  return { allowed, decided }
}
