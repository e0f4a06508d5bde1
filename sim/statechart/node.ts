/**
 * A definition as the runtime reads it: states as nodes in document order, with their transitions, guards and actions resolved.
 */
import type { Guard } from "./guard.ts"
import type { Work } from "./work.ts"

export interface Node {
  /** The place in document order, parents before children. */
  readonly index: number
  readonly id: string
  /** Dotted path of keys; empty for the machine itself. */
  readonly path: string
  readonly type: "atomic" | "compound" | "parallel" | "final" | "history"
  readonly parent: Node | null
  /** History states are no children: they are never active. */
  readonly children: readonly Node[]
  readonly histories: readonly Node[]
  /** Of a compound state: where it starts, and what it does when it is entered without a more precise target. */
  readonly initial: Node | null
  readonly initialWork: readonly Work[]
  /** Of a history state: does it recall leaves, or only its parent's child; and where it leads before there is a past. */
  readonly deep: boolean
  readonly fallback: readonly Node[] | null
  readonly entry: readonly Work[]
  readonly exit: readonly Work[]
  /** Of a final state: what the event that announces it carries. */
  readonly output: unknown
  /** By event descriptor: a type, `*`, or `partial.*`. */
  readonly on: ReadonlyMap<string, readonly Transition[]>
  /** The descriptors with a star, longest first. */
  readonly wildcards: readonly string[]
  readonly always: readonly Transition[]
}

export interface Transition {
  readonly index: number
  readonly source: Node
  readonly targets: readonly Node[]
  readonly reenter: boolean
  readonly guard: Guard | null
  readonly work: readonly Work[]
  /** It has neither target nor actions: the chart declares that it ignores the event. */
  readonly idle: boolean
}

export interface Definition {
  readonly name: string
  readonly root: Node
  /** All states, history states included, in document order. */
  readonly nodes: readonly Node[]
  readonly effects: readonly string[]
  readonly delays: readonly string[]
  readonly microstepsMax: number
  readonly birth: (input: unknown) => unknown
}

export const isLeaf = (node: Node): boolean => node.type === "atomic" || node.type === "final"

/** Is `node` strictly inside `ancestor`? Everything is inside null. */
export const isInside = (node: Node, ancestor: Node | null): boolean => {
  if (ancestor === null) return true
  let above = node.parent
  while (above !== null && above !== ancestor) above = above.parent
  return above !== null
}

/** The parents of a state, nearest first, up to and without `limit`. */
export const parentsOf = (node: Node, limit: Node | null): Node[] => {
  const parents: Node[] = []
  if (node === limit) return parents
  for (let above = node.parent; above !== null && above !== limit; above = above.parent) parents.push(above)
  return parents
}

/** Where a path of two states parts: the nearest state that holds both strictly inside; null above the machine itself. */
export const commonParent = (nodes: readonly Node[]): Node | null => {
  const [head, ...others] = nodes
  if (head === undefined) return null
  return parentsOf(head, null).find((parent) => others.every((other) => isInside(other, parent))) ?? null
}
