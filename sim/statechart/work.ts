/**
 * Reads the actions of a definition into work: changes of the context, effects, raised events, timers.
 *
 * Whatever would act by itself (send, spawn, log …) is refused by name.
 */
import type { Arm, Effect } from "./chart.ts"
import type { Place } from "./defect.ts"
import { readParams, type Params } from "./params.ts"
import { suggest, type Complain } from "./refuse.ts"
import type { Scope } from "./scope.ts"

interface Named {
  readonly place: Place
  readonly name: string
}

export type Work =
  | (Named & { readonly kind: "assign"; readonly change: (scope: Scope) => unknown })
  | { readonly kind: "effect"; readonly effect: Effect }
  | (Named & { readonly kind: "compute"; readonly type: string; readonly effect: (scope: Scope) => Effect })
  | (Named & { readonly kind: "raise"; readonly event: (scope: Scope) => { readonly type: string } })
  | { readonly kind: "arm"; readonly arm: Arm }
  | { readonly kind: "cancel"; readonly event: string }

export interface WorkReader {
  readonly place: Place
  readonly complain: Complain
  readonly implementations: Readonly<Record<string, unknown>>
}

export const readWork = (actions: readonly unknown[], reader: WorkReader): Work[] =>
  actions.flatMap((action) => readAction(action, reader) ?? [])

const readAction = (action: unknown, reader: WorkReader): Work | undefined => {
  if (typeof action === "function") return readInline(action, reader)
  const name = typeof action === "string" ? action : (action as { type?: unknown } | null)?.type
  if (typeof name !== "string") {
    reader.complain("an action without a name", 'write actions: "name" or { type: "name", params }')
    return undefined
  }
  const { implementations, complain } = reader
  const implementation = Object.hasOwn(implementations, name) ? implementations[name] : undefined
  if (typeof implementation !== "function") {
    const known = suggest(name, Object.keys(implementations))
    complain(
      `action "${name}" is not implemented`,
      `implement it in setup({ actions }), as an assign or as an effect: ${known}`,
    )
    return undefined
  }
  const params = readParams(action)
  if (isBuiltIn(implementation)) return readBuiltIn(implementation, name, params, reader)
  if (!params.computed) return { kind: "effect", effect: { type: name, params: params.value as Effect["params"] } }
  const effect = (scope: Scope): Effect => ({ type: name, params: params.of(scope) as Effect["params"] })
  return { kind: "compute", place: reader.place, name: `params of "${name}"`, type: name, effect }
}

/** An action that XState itself knows; the function is only a tag with fields. */
interface BuiltIn {
  readonly type: string
  readonly assignment?: unknown
  readonly event?: unknown
  readonly delay?: unknown
  readonly to?: unknown
}

const isBuiltIn = (action: object): action is BuiltIn => "resolve" in action

const readInline = (action: object, reader: WorkReader): Work | undefined => {
  if (!isBuiltIn(action)) {
    reader.complain(
      "an inline function as an action",
      "give it a name in setup({ actions }), as an assign or as an effect, and refer to it by that name",
    )
    return undefined
  }
  if (action.type === "xstate.assign") {
    reader.complain("an inline assign", "give it a name in setup({ actions }) and refer to it by that name")
    return undefined
  }
  return readBuiltIn(action, null, { computed: false, value: undefined }, reader)
}

type Expression<Result> = (scope: Scope, params: unknown) => Result

const readBuiltIn = (action: BuiltIn, name: string | null, params: Params, reader: WorkReader): Work | undefined => {
  const { place } = reader
  const paramsOf = params.computed ? params.of : () => params.value
  if (action.type === "xstate.assign") {
    return { kind: "assign", place, name: `assign "${name}"`, change: readAssignment(action.assignment, paramsOf) }
  }
  const title = name === null ? "" : ` "${name}"`
  if (action.type === "xstate.emit") {
    const { event } = action
    if (typeof event !== "function") {
      return { kind: "effect", effect: { type: "xstate.emit", params: event as Effect["params"] } }
    }
    const expression = event as Expression<Effect["params"]>
    const effect = (scope: Scope): Effect => ({ type: "xstate.emit", params: expression(scope, paramsOf(scope)) })
    return { kind: "compute", place, name: `emit${title}`, type: "xstate.emit", effect }
  }
  if (action.type === "xstate.raise" && action.delay === undefined) {
    const { event } = action
    if (typeof event === "string") {
      reader.complain(`raise("${event}")`, `write raise({ type: "${event}" })`)
      return undefined
    }
    const expression = event as Expression<{ readonly type: string }>
    const raised = event as { readonly type: string }
    const of = typeof event === "function" ? (scope: Scope) => expression(scope, paramsOf(scope)) : () => raised
    return { kind: "raise", place, name: `raise${title}`, event: of }
  }
  const { found, advice } = refusalOf(action)
  reader.complain(name === null ? found : `action "${name}", which is ${found}`, advice)
  return undefined
}

/** The context is copied, never changed: earlier versions of an object stay what they were. */
const readAssignment = (assignment: unknown, paramsOf: (scope: Scope) => unknown): ((scope: Scope) => unknown) => {
  if (typeof assignment === "function") {
    const patch = assignment as Expression<Readonly<Record<string, unknown>> | undefined>
    return (scope) => {
      const changes = patch(scope, paramsOf(scope))
      const context = copyOf(scope.context)
      for (const key in changes) context[key] = changes[key]
      return context
    }
  }
  const fields = Object.entries(assignment as object).map(([key, value]) => ({ key, of: valueOf(value) }))
  return (scope) => {
    const params = paramsOf(scope)
    const context = copyOf(scope.context)
    for (const { key, of } of fields) context[key] = of(scope, params)
    return context
  }
}

/** The contexts of all charts pass here, and a copy by spreading takes five times as long where objects of many shapes do. */
const copyOf = (context: unknown): Record<string, unknown> => Object.assign({}, context)

const valueOf = (value: unknown): Expression<unknown> =>
  typeof value === "function" ? (value as Expression<unknown>) : () => value

const byEffect = "name an effect instead; its answer comes back as an event"

const refusalOf = (action: BuiltIn): { found: string; advice: string } => {
  switch (action.type) {
    case "xstate.raise":
      return { found: "raise with a delay", advice: "use after with a named delay: the timer then belongs to a state" }
    case "xstate.sendTo":
      return {
        found: action.to === "#_parent" ? "sendParent" : "sendTo",
        advice: `a chart knows no other: ${byEffect}`,
      }
    case "xstate.spawnChild":
      return { found: "spawnChild", advice: `a chart runs no other: ${byEffect}` }
    case "xstate.stopChild":
      return { found: "stop (stopChild)", advice: "a chart runs no other, so there is nothing to stop: leave it out" }
    case "xstate.enqueueActions":
      return { found: "enqueueActions", advice: "list the actions, and choose between them by guarded transitions" }
    case "xstate.log":
      return { found: "log", advice: "leave it out: every transition is in the journal" }
    case "xstate.cancel":
      return { found: "cancel", advice: "use after with a named delay: leaving the state cancels its timer" }
    default:
      return { found: `"${action.type}"`, advice: "it is unknown here: use named effects, assign, raise and emit" }
  }
}
