/**
 * One step of a chart: an event is worked off until nothing more follows from it (XState's macrostep).
 *
 * Most steps are one plan: a table look-up, guard calls, and the work. Only what raises events or has eventless transitions takes
 * the long way.
 */
import type { Arm, ChartEvent, Effect, Outcome, Step } from "./chart.ts"
import type { Configuration } from "./configuration.ts"
import { ChartDefect, type Place } from "./defect.ts"
import type { Definition } from "./node.ts"
import type { Plan, Planner } from "./plan.ts"
import { Scope } from "./scope.ts"
import { selectEventless, selectMany, selectOne } from "./select.ts"

const nothing: readonly never[] = []

export interface Stepper {
  readonly definition: Definition
  readonly planner: Planner
}

export const step = (stepper: Stepper, from: Configuration, context: unknown, event: ChartEvent): Step => {
  if (from.final) return rest(from, context, "refused")
  const scope = new Scope(context, event)
  const plan = planFor(stepper, from, scope)
  if (plan === undefined)
    return from.eventless.length > 0 ? settle(stepper, from, undefined, scope) : rest(from, context, "refused")
  return plan.quiet ? single(plan, scope) : settle(stepper, from, plan, scope)
}

/** The first step, into the initial configuration. */
export const begin = (stepper: Stepper, first: Plan, context: unknown, event: ChartEvent): Step => {
  const scope = new Scope(context, event)
  return first.quiet ? single(first, scope) : settle(stepper, first.next, first, scope)
}

const planFor = ({ definition, planner }: Stepper, from: Configuration, scope: Scope): Plan | undefined => {
  if (from.leaves.length === 1) {
    const only = selectOne(from, scope)
    return only === undefined ? undefined : (from.plans[only.index] ?? planner.next(from, [only]))
  }
  const enabled = selectMany(from, definition.root, scope)
  return enabled.length === 0 ? undefined : planner.next(from, enabled)
}

const rest = (at: Configuration, context: unknown, outcome: Outcome): Step => ({
  outcome,
  state: at.number,
  context,
  effects: nothing,
  arms: nothing,
  cancels: nothing,
})

const single = (plan: Plan, scope: Scope): Step => {
  const collected: Effect[] | null = plan.effects === null ? [] : null
  if (plan.work.length > 0) perform(plan, scope, nowhere, collected)
  return {
    outcome: plan.idle ? "ignored" : "moved",
    state: plan.next.number,
    context: scope.context,
    effects: collected ?? plan.effects!,
    arms: plan.arms,
    cancels: plan.cancels,
  }
}

/** Events raised by a plan that reaches the end are dropped, as XState does. */
const nowhere = null

/** Works a plan's assigns, computed effects and raises off, in order. The scope's context moves on to the next one. */
const perform = (plan: Plan, scope: Scope, raised: ChartEvent[] | null, effects: Effect[] | null): void => {
  for (const work of plan.work) {
    if (work.kind === "effect") {
      effects?.push(work.effect)
      continue
    }
    if (work.kind === "arm" || work.kind === "cancel") continue
    try {
      if (work.kind === "assign") scope.context = work.change(scope)
      else if (work.kind === "compute") effects?.push(work.effect(scope))
      else raised?.push(timed(work.event(scope), scope.event.at))
    } catch (cause) {
      throw new ChartDefect(work.place, work.name, scope.event.type, cause)
    }
  }
}

/** Every event carries its instant; what a chart raises itself happens when its cause happens. */
const timed = (event: { readonly type: string; readonly at?: number }, at: number): ChartEvent =>
  event.at === undefined ? { ...event, at } : (event as ChartEvent)

/** What a macrostep has come to so far. Timers are rare, so their lists are made when there is one. */
class Macrostep {
  scope: Scope
  at: Configuration
  readonly effects: Effect[] = []
  readonly raised: ChartEvent[] = []
  #arms: Map<string, Arm> | null = null
  #cancels: Set<string> | null = null

  constructor(scope: Scope, at: Configuration) {
    this.scope = scope
    this.at = at
  }

  follow(plan: Plan): void {
    if (plan.work.length > 0) perform(plan, this.scope, this.raised, this.effects)
    if (plan.effects !== null) for (const effect of plan.effects) this.effects.push(effect)
    for (const cancelled of plan.cancels) {
      this.#arms?.delete(cancelled)
      this.#cancels = (this.#cancels ?? new Set()).add(cancelled)
    }
    for (const arm of plan.arms) this.#arms = (this.#arms ?? new Map<string, Arm>()).set(arm.event, arm)
    this.at = plan.next
  }

  step(outcome: Outcome): Step {
    return {
      outcome,
      state: this.at.number,
      context: this.scope.context,
      effects: this.effects.length === 0 ? nothing : this.effects,
      arms: this.#arms === null ? nothing : [...this.#arms.values()],
      cancels: this.#cancels === null ? nothing : [...this.#cancels],
    }
  }
}

/** The whole macrostep: the plan, then eventless transitions and raised events until nothing is left. */
const settle = ({ definition, planner }: Stepper, from: Configuration, plan: Plan | undefined, scope: Scope): Step => {
  const cause = scope.event
  const macro = new Macrostep(scope, from)
  let outcome: Outcome = "refused"
  if (plan !== undefined) {
    outcome = plan.idle ? "ignored" : "moved"
    macro.follow(plan)
  }
  let isUnsettled = true
  for (let microsteps = 1; !macro.at.final; microsteps++) {
    if (microsteps > definition.microstepsMax) throw endless(definition, macro.at, cause)
    if (isUnsettled && macro.at.eventless.length > 0) {
      const eventless = selectEventless(macro.at, macro.scope)
      if (eventless.length > 0) {
        const next = planner.next(macro.at, eventless)
        macro.follow(next)
        isUnsettled = next.changes
        if (isTold(next)) outcome = "moved"
        continue
      }
    }
    const internal = macro.raised.shift()
    if (internal === undefined) break
    macro.scope = new Scope(macro.scope.context, internal)
    const next = planFor({ definition, planner }, macro.at, macro.scope)
    if (next !== undefined) {
      macro.follow(next)
      if (isTold(next)) outcome = "moved"
    }
    isUnsettled = true
  }
  return macro.step(outcome)
}

/** Does anybody outside notice the plan? */
const isTold = (plan: Plan): boolean =>
  plan.changes ||
  plan.work.length > 0 ||
  plan.arms.length > 0 ||
  plan.cancels.length > 0 ||
  (plan.effects?.length ?? 0) > 0

const endless = (definition: Definition, at: Configuration, cause: ChartEvent): ChartDefect => {
  const place: Place = { machine: definition.name, state: at.label }
  const why = `it has not come to rest after ${definition.microstepsMax} microsteps; eventless transitions or raised events form a cycle`
  return new ChartDefect(place, "way to rest", cause.type, new Error(why))
}
