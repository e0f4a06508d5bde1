/**
 * What a statechart can do, as rows: every transition with its event, guard, target and actions, and every state with what it does on
 * entry and exit. Read off the XState definition, because names do not survive compiling.
 */
import { and, not, or, stateIn, type AnyStateMachine, type AnyStateNode } from "xstate"
import { eventText } from "./event-text.ts"

export interface Move {
  /** Dotted path; empty for the whole chart. */
  readonly from: string
  /** The event in words: `capture`, `after issuerTime`, `at once`, `authorized is done`. */
  readonly event: string
  readonly guard: string
  /** Dotted paths; empty when it stays. */
  readonly to: readonly string[]
  readonly actions: readonly string[]
  /** The chart declares that it ignores the event here. */
  readonly isIgnored: boolean
}

export interface StateWork {
  readonly state: string
  readonly entry: readonly string[]
  readonly exit: readonly string[]
}

export interface Posted {
  readonly rule: string
  /** `capture` when the transition posts it, `entering authorized` when the state does. */
  readonly when: string
}

export const pathOf = (node: AnyStateNode): string => node.path.join(".")

export const nodesOf = (node: AnyStateNode): readonly AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesOf),
]

export const movesOf = (machine: AnyStateMachine): readonly Move[] =>
  nodesOf(machine.root).flatMap((node) => {
    const named = [...node.transitions].flatMap(([event, transitions]) =>
      transitions.map((transition) => moveOf(node, eventText(event), transition)),
    )
    return [...named, ...(node.always ?? []).map((transition) => moveOf(node, "at once", transition))]
  })

export const workOf = (machine: AnyStateMachine): readonly StateWork[] =>
  nodesOf(machine.root)
    .map((node) => ({
      state: pathOf(node),
      entry: node.entry.map(actionText).filter(isNamed),
      exit: node.exit.map(actionText).filter(isNamed),
    }))
    .filter(({ entry, exit }) => entry.length + exit.length > 0)

/** Every rule that the chart posts, and when. */
export const postedBy = (machine: AnyStateMachine): readonly Posted[] => {
  const entries = nodesOf(machine.root).flatMap((node) => [
    ...node.entry.map((action) => ({ action, when: `entering ${pathOf(node) || "the chart"}` })),
    ...node.exit.map((action) => ({ action, when: `leaving ${pathOf(node) || "the chart"}` })),
    ...[...node.transitions].flatMap(([event, transitions]) =>
      transitions.flatMap(({ actions }) => actions.map((action) => ({ action, when: eventText(event) }))),
    ),
    ...(node.always ?? []).flatMap(({ actions }) =>
      actions.map((action) => ({ action, when: `leaving ${pathOf(node)}` })),
    ),
  ])
  return entries.flatMap(({ action, when }) => {
    const { type, params } = action as { readonly type?: unknown; readonly params?: { readonly rule?: unknown } }
    return type === "post" && typeof params?.rule === "string" ? [{ rule: params.rule, when }] : []
  })
}

interface RawTransition {
  readonly target?: readonly unknown[] | undefined
  readonly guard?: unknown
  readonly actions: readonly unknown[]
}

const moveOf = (from: AnyStateNode, event: string, { target, guard, actions }: RawTransition): Move => {
  const to = (target ?? []).map((node) => pathOf(node as AnyStateNode))
  return {
    from: pathOf(from),
    event,
    guard: guard === undefined ? "" : guardText(guard),
    to,
    actions: actions.map(actionText).filter(isNamed),
    isIgnored: to.length === 0 && actions.length === 0,
  }
}

/** XState's own timers are among the actions of a state; they are told by `after` instead. */
const isNamed = (text: string): boolean => text !== ""

const actionText = (action: unknown): string => {
  if (typeof action === "string") return action
  const { type, params } = action as { readonly type?: unknown; readonly params?: unknown }
  if (typeof type !== "string" || type.startsWith("xstate.")) return ""
  const values = typeof params === "object" && params !== null ? Object.values(params).map(String) : []
  return [type, ...values].join(" ")
}

const checkOf = (guard: unknown): unknown => (guard as { readonly check?: unknown }).check
const checks = { and: checkOf(and([])), or: checkOf(or([])), not: checkOf(not("")), stateIn: checkOf(stateIn("")) }

const guardText = (guard: unknown): string => {
  if (typeof guard === "string") return guard
  if (typeof guard === "object") {
    const { type, params } = guard as { readonly type: string; readonly params?: object }
    return [type, ...Object.values(params ?? {}).map(String)].join(" ")
  }
  const { guards = [], stateValue } = guard as { readonly guards?: readonly unknown[]; readonly stateValue?: unknown }
  const parts = guards.map(guardText)
  const check = checkOf(guard)
  if (check === checks.not) return `not ${parts.join("")}`
  if (check === checks.stateIn) return `in ${typeof stateValue === "string" ? stateValue : JSON.stringify(stateValue)}`
  return parts.join(check === checks.or ? " or " : " and ")
}
