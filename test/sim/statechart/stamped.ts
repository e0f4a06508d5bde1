/**
 * A definition as the oracle runs it: the same, except that its guards, assigns and expressions see `at` on events that lack it.
 *
 * XState's raised and first events carry no instant, a chart's do; that is the one difference that the two are allowed.
 */
import { createMachine } from "xstate"
import type { AnyStateMachine } from "xstate"

type Expression = ((args: { event: object }, params: unknown) => unknown) & Record<string, unknown>

export const stamped = (machine: AnyStateMachine, clock: { readonly at: number }): AnyStateMachine => {
  const expression = (from: Expression): unknown => {
    const see = (args: { event: object }, params: unknown) =>
      from({ ...args, event: "at" in args.event ? args.event : { ...args.event, at: clock.at } }, params)
    return see
  }
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => walk(one, key))
    if (typeof value === "function") return tagged(value as Expression, key)
    if (typeof value !== "object" || value === null || key === "output") return value
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name)]))
  }
  /** XState's built-in actions and combinators are functions with fields; the fields hold the expressions. */
  const tagged = (from: Expression, key: string): unknown => {
    if (key === "context" || key === "delays") return from
    if (!("resolve" in from) && !("check" in from)) return expression(from)
    const copy = Object.assign(() => undefined, from)
    for (const field of ["event", "assignment", "guards"]) {
      if (field in from) Object.assign(copy, { [field]: walk(from[field], field) })
    }
    return copy
  }
  const { actions, guards, delays } = machine.implementations
  const { context, ...config } = machine.config as { context?: unknown }
  return createMachine(
    { ...(walk(config, "") as object), ...(context === undefined ? {} : { context }) } as never,
    { actions: walk(actions, "actions"), guards: walk(guards, "guards"), delays } as never,
  )
}
