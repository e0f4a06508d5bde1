/**
 * Found by random charts: XState resolves a history target once before it leaves states and once after, when the past has changed.
 *
 * Both definitions leave XState in states that cannot be active together. They are refused, because no behaviour would be right.
 */
import { expect, it } from "vitest"
import { createMachine, initialTransition, transition } from "xstate"
import { compile } from "../../../../sim/statechart/compile.ts"

const activeIds = (snapshot: unknown): string[] =>
  (snapshot as { _nodes: { id: string }[] })._nodes.map((node) => node.id).sort()

it("a parallel state's own history, reached from inside, would leave the state without entering it again", () => {
  const machine = createMachine({
    id: "m",
    initial: "p",
    states: { p: { type: "parallel", states: { x: {}, y: { on: { go: "#m.p.last" } }, last: { type: "history" } } } },
  })
  const [snapshot] = transition(machine, initialTransition(machine)[0], { type: "go" })
  expect(activeIds(snapshot)).not.toContain("m.p")
  expect(() => compile(machine)).toThrow('p.y: a transition from inside "p" to its own history "p.last"')
})

it("a history that recalls its own source would make two states active where there is room for one", () => {
  const machine = createMachine({
    id: "m",
    type: "parallel",
    states: {
      a: {
        initial: "c",
        states: { c: { initial: "d", states: { d: { on: { go: "#m.a.c.last" } }, last: { type: "history" } } }, e: {} },
      },
      b: { initial: "f", states: { f: { on: { go: "#m.a.e" } } } },
    },
  })
  const [snapshot] = transition(machine, initialTransition(machine)[0], { type: "go" })
  expect(activeIds(snapshot)).toEqual(expect.arrayContaining(["m.a.c.d", "m.a.e"]))
  expect(() => compile(machine)).toThrow("history is for coming back from outside")
})
