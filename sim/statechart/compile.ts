/**
 * Compiles an XState definition into a chart: numbered states and one pure step, equal to XState's own in every way but one.
 *
 * The one difference: events that a chart raises itself (raise, onDone) carry the instant `at` of the event that caused them, and
 * so does the first event. XState is not called once this function has returned.
 */
import type { AnyStateMachine } from "xstate"
import type { Chart, ChartEvent } from "./chart.ts"
import { reachIn } from "./allowed.ts"
import { configurationsOf, type Configuration } from "./configuration.ts"
import { ChartDefect } from "./defect.ts"
import { readDefinition } from "./definition.ts"
import { isLeaf } from "./node.ts"
import { plannerOf } from "./plan.ts"
import { suggest } from "./refuse.ts"
import { begin, step, type Stepper } from "./step.ts"

/**
 * `taken` is told the numbers of transitions when a way from one configuration by them is first gone: for whoever wants to know which
 * ever are, at no cost for a step. They are numbered as `movesOf` lists them.
 */
export const compile = (machine: AnyStateMachine, taken?: (transition: number) => void): Chart => {
  const definition = readDefinition(machine)
  const { name, root, nodes } = definition
  const configurations = configurationsOf(definition)
  const planner = plannerOf(name, root, configurations, taken)
  const stepper: Stepper = { definition, planner }
  const first = planner.first()
  const leaves = nodes.filter(isLeaf).map((node) => node.path)
  const states = nodes.filter((node) => node.type !== "history").map((node) => node.path)
  const paths = new Set(states)
  const known = states.filter((path) => path !== "")
  const types = nodes.flatMap((node) => [...node.on.keys()]).filter((type) => !type.startsWith("xstate."))
  const events = [...new Set(types)]

  const at = (state: number): Configuration => {
    const configuration = configurations.all[state]
    if (configuration === undefined) throw new RangeError(`The statechart "${name}" has no state number ${state}.`)
    return configuration
  }
  const allowed = (state: number): readonly string[] => {
    const configuration = at(state)
    if (configuration.final) return []
    return events.filter((type) => reachIn(root, configuration.active, type).allowed).sort(byText)
  }

  return {
    name,
    leaves,
    paths: known,
    events,
    effects: definition.effects,
    delays: definition.delays,
    initial: (input, instant) => {
      const event: ChartEvent & { input: unknown } = { type: "xstate.init", input, at: instant }
      return begin(stepper, first, birth(definition.birth, name, input), event)
    },
    step: (state, context, event) => step(stepper, at(state), context, event),
    allowed,
    label: (state) => at(state).label,
    isFinal: (state) => at(state).final,
    matches: (state, path) => {
      if (at(state).paths.has(path)) return true
      if (paths.has(path)) return false
      throw new RangeError(`The statechart "${name}" has no state "${path}": ${suggest(path, known)}`)
    },
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const birth = (make: (input: unknown) => unknown, machine: string, input: unknown): unknown => {
  try {
    return make(input)
  } catch (cause) {
    throw new ChartDefect({ machine, state: "" }, "first context", "xstate.init", cause)
  }
}
