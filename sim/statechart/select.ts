/**
 * Which transitions an event enables, and which of them are taken: inner states before outer ones, each region for itself.
 */
import type { Configuration } from "./configuration.ts"
import type { Node, Transition } from "./node.ts"
import { isInside, isLeaf, parentsOf } from "./node.ts"
import type { Scope } from "./scope.ts"
import { statesLeft } from "./territory.ts"

const none: readonly Transition[] = []

/** Everything in a state that an event of this type may take: the exact type first, then the longest wildcard. */
export const candidatesIn = (node: Node, type: string): readonly Transition[] => {
  const exact = node.on.get(type) ?? none
  if (!hasWildcard(node)) return exact
  const wild = [...node.on.keys()].filter((descriptor) => descriptor !== type && isMatch(type, descriptor))
  if (wild.length === 0) return exact
  return [...exact, ...wild.sort((a, b) => b.length - a.length).flatMap((descriptor) => node.on.get(descriptor)!)]
}

const wildcards = new WeakMap<Node, boolean>()
const hasWildcard = (node: Node): boolean => {
  let known = wildcards.get(node)
  if (known === undefined) wildcards.set(node, (known = [...node.on.keys()].some((descriptor) => descriptor.endsWith("*"))))
  return known
}
