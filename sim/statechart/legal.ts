/**
 * What a state and a set of targets must look like for the runtime to be sure what "active" means.
 *
 * XState accepts some of these and then behaves in ways that nobody asked for.
 */
import type { AnyStateNode } from "xstate"
import { commonParent, isInside, type Node } from "./node.ts"
import type { Complain } from "./refuse.ts"

export const checkState = (source: AnyStateNode, sameId: number, complain: Complain): void => {
  const config = source.config as Record<string, unknown>
  const children = Object.values(source.states)
  if (config["invoke"] !== undefined) {
    for (const invoked of [config["invoke"]].flat()) {
      const src = (invoked as { src?: unknown }).src
      complain(
        typeof src === "string" ? `invokes "${src}"` : "invokes an actor",
        "a chart runs no other: name an effect on entry instead; its answer comes back as an event",
      )
    }
  }
  if (config["route"] !== undefined) complain("a route", "name an event and a transition for it")
  if (typeof config["output"] === "function" || hasFunction(config["output"])) {
    complain(
      "an inline function as output",
      "put the value into the context by a named assign; output may be fixed data",
    )
  }
  if (/[.|#]/.test(source.key) && source.parent !== undefined) {
    complain(`the state name "${source.key}"`, "leave out dots, bars and #: they separate states in labels and paths")
  }
  if (sameId > 1) complain(`the id "${source.id}" stands ${sameId} times`, "give each state an id of its own, or none")
  if (source.type === "parallel" || source.parent === undefined) {
    if (!children.some((child) => child.type !== "history"))
      complain("no states inside", "add some: it would never be anywhere")
  }
  if (source.type !== "parallel" && source.type !== "compound" && children.length > 0) {
    complain(`is ${source.type} and has states inside`, "leave out its type, or the states")
  }
  for (const descriptor of source.transitions.keys()) {
    // XState matches only a star that stands alone or after the last dot, and any other never matches.
    if (/\*./.test(descriptor) || /[^.]\*$/.test(descriptor)) {
      complain(`the event "${descriptor}"`, 'a wildcard is "*" or stands last, after a dot, as in "payment.*"')
    }
  }
}

const hasFunction = (output: unknown): boolean =>
  typeof output === "object" && output !== null && Object.values(output).some((value) => typeof value === "function")

/** Several targets must lie in different regions of one parallel state. */
export const checkTargets = (targets: readonly Node[], complain: Complain): void => {
  const anchors = targets.map((target) => (target.type === "history" ? target.parent! : target))
  for (const [i, a] of anchors.entries()) {
    for (const b of anchors.slice(i + 1)) {
      const nested = a === b || isInside(a, b) || isInside(b, a)
      if (nested || commonParent([a, b])?.type !== "parallel") {
        complain(
          `a transition to both "${a.path}" and "${b.path}"`,
          "several targets must lie in different regions of one parallel state",
        )
      }
    }
  }
}

/**
 * History is for coming back from outside. From inside, what a history state recalls can change between leaving and entering, and
 * XState then ends up inside states that it never entered, or in two states of which only one can be active.
 */
export const checkRecall = (source: Node, targets: readonly Node[], complain: Complain): void => {
  for (const target of targets) {
    if (target.type === "history" && isInside(source, target.parent)) {
      complain(
        `a transition from inside "${target.parent!.path}" to its own history "${target.path}"`,
        "name the state to go to; history is for coming back from outside",
      )
    }
  }
}
