/**
 * Reads a guard of a definition into one function: named guards with their params, and the combinators and, or, not, stateIn.
 *
 * What it gives back never fails silently: a guard that throws is a ChartDefect that says where it stands.
 */
import { and, not, or, stateIn } from "xstate"
import { ChartDefect, type Place } from "./defect.ts"
import type { Node } from "./node.ts"
import { readParams } from "./params.ts"
import { suggest, type Complain } from "./refuse.ts"
import type { Scope } from "./scope.ts"

export type Guard = (scope: Scope, active: ReadonlySet<Node>) => boolean

export interface GuardReader {
  readonly place: Place
  readonly complain: Complain
  readonly implementations: Readonly<Record<string, unknown>>
  /** The states that must all be active for a `stateIn`; undefined when it names a state that does not exist. */
  readonly statesIn: (value: unknown) => readonly Node[] | undefined
}

// The combinators are told apart by the function that evaluates them, because names do not survive a minifier.
const checkOf = (guard: unknown): unknown => (guard as { check?: unknown }).check
const checks = { and: checkOf(and([])), or: checkOf(or([])), not: checkOf(not("")), stateIn: checkOf(stateIn("")) }

const never: Guard = () => false

/** `trail` holds the names on the way here, so that a guard defined by itself is found. */
export const readGuard = (guard: unknown, reader: GuardReader, trail: readonly string[] = []): Guard => {
  if (typeof guard === "function") return readFunction(guard, reader, trail)
  const name = typeof guard === "string" ? guard : (guard as { type?: unknown }).type
  if (typeof name !== "string") {
    reader.complain("a guard without a name", 'write guard: "name" or { type: "name", params }')
    return never
  }
  const { implementations, complain } = reader
  const implementation = Object.hasOwn(implementations, name) ? implementations[name] : undefined
  if (implementation === undefined) {
    const known = suggest(name, Object.keys(implementations))
    complain(`guard "${name}" is not implemented`, `implement it in setup({ guards }): ${known}`)
    return never
  }
  if (trail.includes(name)) {
    complain(`guard "${name}" is defined by itself (${[...trail, name].join(" → ")})`, "define it by other guards")
    return never
  }
  if (typeof implementation !== "function" || checkOf(implementation) !== undefined) {
    return readGuard(implementation, reader, [...trail, name])
  }
  return namedGuard(name, implementation as Predicate, guard, reader.place)
}

type Predicate = (scope: Scope, params: unknown) => unknown

const namedGuard = (name: string, predicate: Predicate, guard: unknown, place: Place): Guard => {
  const params = readParams(guard)
  return (scope) => {
    try {
      return Boolean(predicate(scope, params.computed ? params.of(scope) : params.value))
    } catch (cause) {
      throw new ChartDefect(place, `guard "${name}"`, scope.event.type, cause)
    }
  }
}

const readFunction = (guard: unknown, reader: GuardReader, trail: readonly string[]): Guard => {
  const check = checkOf(guard)
  const parts = (): Guard[] =>
    (guard as { guards: readonly unknown[] }).guards.map((part) => readGuard(part, reader, trail))
  if (check === checks.and) {
    const all = parts()
    return (scope, active) => all.every((part) => part(scope, active))
  }
  if (check === checks.or) {
    const some = parts()
    return (scope, active) => some.some((part) => part(scope, active))
  }
  if (check === checks.not) {
    const part = parts()[0] ?? never
    return (scope, active) => !part(scope, active)
  }
  if (check === checks.stateIn) {
    const states = reader.statesIn((guard as { stateValue: unknown }).stateValue) ?? []
    return (_scope, active) => states.every((state) => active.has(state))
  }
  reader.complain(
    "an inline function as a guard",
    'give it a name in setup({ guards }) and write guard: "name"; a guard reads only context, event and params',
  )
  return never
}
