/**
 * Runs a definition twice, compiled and by XState itself, and fails at the first step where they differ.
 *
 * XState's own `transition` is the oracle for state, context, effects, timers and outcome.
 */
import { initialTransition, transition } from "xstate"
import type { AnyMachineSnapshot, AnyStateMachine, AnyStateNode } from "xstate"
import { expect } from "vitest"
import type { Chart, ChartEvent, Effect, Outcome, Step } from "../../../sim/statechart/chart.ts"
import { compile } from "../../../sim/statechart/compile.ts"
import { ChartDefect } from "../../../sim/statechart/defect.ts"
import { stamped } from "./stamped.ts"

/** An event to send, or the choice of one of the timers that are waiting at that moment (by ordinal, modulo their number). */
export type Stimulus = ChartEvent | { readonly timer: number; readonly at: number }

export interface Comparison {
  readonly steps: readonly { readonly event: ChartEvent; readonly outcome: Outcome; readonly label: string }[]
  /** Both failed, in the same place. */
  readonly failed: boolean
}

export const sameAsXState = (machine: AnyStateMachine, input: unknown, stimuli: readonly Stimulus[]): Comparison => {
  const chart = compile(machine)
  const clock = { at: 0 }
  const oracle = stamped(machine, clock)
  const steps: Comparison["steps"][number][] = []
  const timers: Timers = { ours: new Set(), theirs: new Set() }

  const first = attempt(() => chart.initial(input, 0), ChartDefect)
  let [theirs, actions] = initialTransition(oracle, input) as unknown as [AnyMachineSnapshot, readonly Action[]]
  expect(first === undefined, `only one failed at the start: ${String(theirs.error)}`).toBe(theirs.status === "error")
  if (first === undefined) return { steps, failed: true }
  let ours: Step = first
  compare(chart, timers, ours, theirs, actions, "at the start")

  for (const stimulus of stimuli) {
    const event = eventOf(stimulus, [...timers.ours])
    if (event === null) continue
    const where = `after [${steps.map((step) => step.event.type).join(" ")}], on ${JSON.stringify(event)} in ${chart.label(ours.state)}`
    clock.at = event.at
    // A timer that has gone off waits no more.
    timers.ours.delete(event.type)
    timers.theirs.delete(event.type)
    const before = ours
    const contextBefore = JSON.stringify(before.context)
    const next = attempt(() => chart.step(before.state, before.context, event), ChartDefect)
    if (chart.isFinal(before.state)) {
      // XState's pure function goes on after the end; its actors do not, and neither does a chart.
      expect(next, where).toEqual({ ...before, outcome: "refused", effects: [], arms: [], cancels: [] })
      continue
    }
    const judged = attempt(() => judge(oracle, theirs, event), Error)
    expect(next === undefined, `only one failed ${where}`).toBe(judged === undefined)
    if (next === undefined || judged === undefined) return { steps, failed: true }
    expect(next.outcome, `outcome ${where}`).toBe(judged.outcome)
    expect(JSON.stringify(before.context), `the context was mutated ${where}`).toBe(contextBefore)
    if (judged.isTaken && chart.events.includes(event.type)) {
      expect(chart.allowed(before.state), `allowed ${where}`).toContain(event.type)
    }
    ours = next
    ;({ theirs, actions } = judged)
    compare(chart, timers, ours, theirs, actions, where)
    steps.push({ event, outcome: ours.outcome, label: chart.label(ours.state) })
  }
  return { steps, failed: false }
}

interface Action {
  readonly type: string
  readonly params?: Readonly<Record<string, unknown>>
}

/** The events of the timers that wait, for the chart and for XState. */
interface Timers {
  readonly ours: Set<string>
  readonly theirs: Set<string>
}

const eventOf = (stimulus: Stimulus, waiting: readonly string[]): ChartEvent | null => {
  if ("type" in stimulus) return stimulus
  return waiting.length === 0 ? null : { type: waiting[stimulus.timer % waiting.length]!, at: stimulus.at }
}

/** XState's next snapshot and actions, and what they say about the outcome. */
const judge = (oracle: AnyStateMachine, before: AnyMachineSnapshot, event: ChartEvent) => {
  const declared = oracle.getTransitionData(before, event) as readonly {
    target?: unknown
    actions: readonly unknown[]
  }[]
  const [theirs, actions] = transition(oracle, before, event as never) as unknown as [
    AnyMachineSnapshot,
    readonly Action[],
  ]
  const isTaken = declared.some((one) => one.target !== undefined || one.actions.length > 0)
  const isTold = theirs !== before || actions.length > 0
  const outcome: Outcome = isTaken || isTold ? "moved" : declared.length > 0 ? "ignored" : "refused"
  return { theirs, actions, isTaken, outcome }
}

const compare = (
  chart: Chart,
  timers: Timers,
  step: Step,
  snapshot: AnyMachineSnapshot,
  actions: readonly Action[],
  when: string,
): void => {
  const root = snapshot.machine.root as AnyStateNode
  expect(chart.label(step.state), `state ${when}`).toBe(labelOf(root, snapshot.value))
  expect(step.context, `context ${when}`).toEqual(snapshot.context)
  expect(step.effects, `effects ${when}`).toEqual(effectsOf(actions))
  expect(chart.isFinal(step.state), `end ${when}`).toBe(snapshot.status === "done")
  const active = new Set((snapshot._nodes as AnyStateNode[]).map((node) => node.path.join(".")))
  for (const path of pathsOf(root))
    expect(chart.matches(step.state, path), `${path} active ${when}`).toBe(active.has(path))

  for (const event of step.cancels) timers.ours.delete(event)
  for (const { delay, event } of step.arms) {
    expect(event.startsWith(`xstate.after.${delay}.`), `${event} is the event of ${delay}`).toBe(true)
    expect(timers.ours.has(event), `${event} was armed while it waited ${when}`).toBe(false)
    timers.ours.add(event)
  }
  for (const { type, params } of actions) {
    if (type === "xstate.cancel") timers.theirs.delete(String(params?.["sendId"]))
    if (type === "xstate.raise" && typeof params?.["delay"] === "number") timers.theirs.add(String(params["id"]))
  }
  expect([...timers.ours].sort(), `waiting timers ${when}`).toEqual([...timers.theirs].sort())
}

/** An expected failure gives undefined; any other is the test's. */
const attempt = <Result>(run: () => Result, expected: new (...args: never[]) => Error): Result | undefined => {
  try {
    return run()
  } catch (error) {
    if (error instanceof expected) return undefined
    throw error
  }
}

const effectsOf = (actions: readonly Action[]): Effect[] =>
  actions
    .filter(({ type }) => type !== "xstate.raise" && type !== "xstate.cancel")
    .map(({ type, params }) => ({
      type,
      params: type === "xstate.emit" ? (params?.["event"] as Effect["params"]) : params,
    }))

const pathsOf = (node: AnyStateNode): string[] =>
  node.type === "history" ? [] : [node.path.join("."), ...Object.values(node.states).flatMap(pathsOf)]

/** The chart's label, worked out from XState's state value. */
const labelOf = (root: AnyStateNode, value: unknown): string => {
  const leaves = (node: AnyStateNode, inner: unknown): AnyStateNode[] => {
    if (typeof inner === "string") return [node.states[inner]!]
    const keys = Object.keys(inner ?? {})
    if (keys.length === 0) return [node]
    return keys.flatMap((key) => leaves(node.states[key]!, (inner as Record<string, unknown>)[key]))
  }
  return leaves(root, value)
    .sort((a, b) => a.order - b.order)
    .map((node) => node.path.join("."))
    .join("|")
}
