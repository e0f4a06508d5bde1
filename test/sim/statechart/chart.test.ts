/** What a compiled chart says about itself: its vocabulary, what it allows, where it stands. */
import { describe, expect, it } from "vitest"
import { compile } from "../../../sim/statechart/compile.ts"
import { desk, order } from "./kit.ts"

describe("a chart tells", () => {
  const chart = compile(order)
  const start = chart.initial({ n: 0 }, 0)

  it("its leaves, events, effects and delays, internal events left out", () => {
    expect(chart.leaves).toEqual(["work.pick.todo", "work.pick.done", "work.pack.todo", "work.pack.done", "closed"])
    expect(chart.events).toEqual(["reset", "any", "pick", "both", "pack", "jump"])
    expect(chart.effects).toEqual(["ping", "pong"])
    expect(compile(desk).effects).toEqual(["ping", "tell", "pong", "post", "xstate.emit"])
    expect(chart.delays).toEqual([])
  })

  it("what is allowed, guards aside, without what it ignores, and nothing at the end", () => {
    expect(chart.allowed(start.state)).toEqual(["any", "both", "jump", "pack", "pick", "reset"])
    const end = chart.step(start.state, start.context, { type: "jump", at: 1 })
    expect(chart.isFinal(end.state)).toBe(true)
    expect(chart.allowed(end.state)).toEqual([])
    const idle = compile(desk)
    expect(idle.allowed(idle.initial({ n: 0 }, 0).state)).toEqual(["blocked", "go"])
  })

  it("which states are active, parents included, and refuses a path that it does not have", () => {
    expect(chart.matches(start.state, "work.pick")).toBe(true)
    expect(chart.matches(start.state, "closed")).toBe(false)
    expect(() => chart.matches(start.state, "work.pikc")).toThrow('no state "work.pikc": did you mean "work.pick"?')
    expect(() => chart.label(99)).toThrow('"order" has no state number 99')
  })

  it("nothing new where nothing happens: the same context, and no list of its own", () => {
    const step = chart.step(start.state, start.context, { type: "unheard", at: 1 })
    expect(step).toEqual({
      outcome: "refused",
      state: start.state,
      context: start.context,
      effects: [],
      arms: [],
      cancels: [],
    })
    expect(step.context).toBe(start.context)
    const again = chart.step(start.state, start.context, { type: "any", at: 1 })
    expect(again.effects).toBe(chart.step(start.state, start.context, { type: "any", at: 2 }).effects)
  })
})
