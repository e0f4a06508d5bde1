/**
 * Goal: what a chart must not contain is refused by name, with its place and with what to do, all of it at once.
 * Method: one definition for each refusal; the compiled text is what an author would read.
 */
import { describe, expect, it } from "vitest"
import {
  assign,
  cancel,
  createMachine,
  enqueueActions,
  forwardTo,
  fromPromise,
  log,
  not,
  raise,
  sendParent,
  sendTo,
  setup,
  spawnChild,
  stateIn,
  stopChild,
} from "xstate"
import type { AnyStateMachine } from "xstate"
import { compile } from "../../../sim/statechart/compile.ts"
import { delayNames, effect } from "../../../sim/statechart/effects.ts"
import { ChartError } from "../../../sim/statechart/refuse.ts"

const refusalOf = (machine: AnyStateMachine): ChartError => {
  try {
    compile(machine)
  } catch (error) {
    if (error instanceof ChartError) return error
    throw error
  }
  throw new Error("it was accepted")
}

/** A machine `m` with a state `a` that holds the given configuration, and the given implementations. */
const holding = (state: object, implementations: object = {}): AnyStateMachine =>
  createMachine({ id: "m", initial: "a", states: { a: state, b: {} } } as never, implementations as never)

const cases: readonly [what: string, machine: () => AnyStateMachine, says: string][] = [
  [
    "invoke",
    () => holding({ invoke: { src: fromPromise(async () => 1) } }),
    "a: invokes an actor. a chart runs no other",
  ],
  ["invoke by name", () => holding({ invoke: { src: "bank" } }), 'invokes "bank"'],
  ["spawnChild", () => holding({ entry: spawnChild("bank" as never) }), "spawnChild. a chart runs no other"],
  ["sendTo", () => holding({ exit: sendTo("bank", { type: "x" }) }), "sendTo. a chart knows no other"],
  ["sendParent", () => holding({ entry: sendParent({ type: "x" }) }), "sendParent. a chart knows no other"],
  ["forwardTo", () => holding({ entry: forwardTo("bank") }), "sendTo. a chart knows no other"],
  ["stopChild", () => holding({ entry: stopChild("bank") }), "stop (stopChild)"],
  ["enqueueActions", () => holding({ entry: enqueueActions(() => {}) }), "enqueueActions. list the actions"],
  ["log", () => holding({ on: { go: { actions: log("hello") } } }), "log. leave it out"],
  ["cancel", () => holding({ entry: cancel("t") }), "cancel. use after with a named delay"],
  [
    "a raise with a delay",
    () => holding({ entry: raise({ type: "x" }, { delay: 10 }) }),
    "raise with a delay. use after",
  ],
  ["a raised string", () => holding({ entry: raise("x" as never) }), 'write raise({ type: "x" })'],
  ["an inline action", () => holding({ entry: () => {} }), "an inline function as an action. give it a name"],
  ["an inline assign", () => holding({ entry: assign({ n: 1 }) }), "an inline assign. give it a name"],
  [
    "an inline guard",
    () => holding({ on: { go: { guard: () => true, target: "b" } } }),
    "an inline function as a guard",
  ],
  [
    "an inline guard in a combinator",
    () => holding({ always: { guard: not(() => true), target: "b" } }),
    "an inline function as a guard",
  ],
  ["an inline output", () => holding({ type: "final", output: () => 1 }), "an inline function as output"],
  [
    "an action that is not implemented",
    () => holding({ entry: "publsh" }, { actions: { publish: effect } }),
    'action "publsh" is not implemented. implement it in setup({ actions }), as an assign or as an effect: did you mean "publish"?',
  ],
  [
    "a guard that is not implemented",
    () => holding({ on: { go: { guard: "enough", target: "b" } } }, { guards: { even: () => true } }),
    'guard "enough" is not implemented. implement it in setup({ guards }): there is even',
  ],
  [
    "a guard that is defined by itself",
    () => holding({ on: { go: { guard: "x", target: "b" } } }, { guards: { x: not("y"), y: not("x") } }),
    'guard "x" is defined by itself (x → y → x)',
  ],
  [
    "a refused action behind a name",
    () => holding({ entry: "tell" }, { actions: { tell: sendTo("bank", { type: "x" }) } }),
    'action "tell", which is sendTo',
  ],
  ["a delay in numbers", () => holding({ after: { 1000: "b" } }), "a delay in numbers (after 1000). give it a name"],
  [
    "an unknown delay",
    () => holding({ after: { pickTmie: "b" } }, { delays: delayNames("pickTime") }),
    'delay "pickTmie" is not declared. declare it in setup({ delays: delayNames("pickTmie") }): did you mean "pickTime"?',
  ],
  [
    "stateIn with an unknown path",
    () => holding({ on: { go: { guard: stateIn("c"), target: "b" } } }),
    'stateIn names "c", which is no state',
  ],
  [
    "stateIn with an unknown id",
    () => holding({ on: { go: { guard: stateIn("#c"), target: "b" } } }),
    'stateIn("#c"), and no state has that id',
  ],
  ["a star in the middle", () => holding({ on: { "pay.*.ok": "b" } }), 'the event "pay.*.ok". a wildcard is "*"'],
  [
    "a name with a dot",
    () => createMachine({ id: "m", initial: "a.b", states: { "a.b": {} } } as never) as never,
    'the state name "a.b"',
  ],
  [
    "an id that stands twice",
    () => createMachine({ id: "m", initial: "a", states: { a: { id: "x" }, b: { id: "x" } } }) as never,
    'the id "x" stands 2 times',
  ],
  [
    "an initial state that is none",
    () => createMachine({ id: "m", initial: "c", states: { a: {} } } as never) as never,
    'the initial state "c" is no child',
  ],
  ["no states at all", () => createMachine({ id: "m" }) as never, "(top): no states inside"],
  [
    "a final state with states inside",
    () => holding({ type: "final", states: { x: {} } }),
    "is final and has states inside",
  ],
]

describe("a chart refuses", () => {
  for (const [what, machine, says] of cases) {
    it(what, () => {
      expect(refusalOf(machine()).message).toContain(says)
    })
  }

  it("two targets in one region", () => {
    const machine = createMachine({
      id: "m",
      initial: "a",
      states: { a: { on: { go: { target: ["b", "c"] } } }, b: {}, c: {} },
    })
    expect(refusalOf(machine).message).toContain(
      'a transition to both "b" and "c". several targets must lie in different',
    )
  })

  it("all at once, each with its place, each once", () => {
    const machine = setup({ actions: { ping: effect } }).createMachine({
      id: "payment",
      initial: "a",
      entry: log("start"),
      states: {
        a: { after: { 1000: "b" }, on: { x: { actions: () => {} }, y: { actions: () => {} } } },
        b: { initial: "c", states: { c: { entry: ["ping", cancel("x")] } } },
      },
    })
    const { problems, message } = refusalOf(machine)
    expect(problems.map(({ state, found }) => `${state}: ${found}`)).toEqual([
      "(top): log",
      "a: a delay in numbers (after 1000)",
      "a: an inline function as an action",
      "b.c: cancel",
    ])
    expect(message).toMatch(/^The statechart "payment" cannot be compiled: 4 problems\.\n {2}\(top\): log\. /)
  })
})
