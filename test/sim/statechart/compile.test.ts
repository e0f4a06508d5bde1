/**
 * Goal: each feature of a statechart does what XState does.
 * Method: one hand-written chart for each feature, driven step by step beside XState.
 */
import { describe, expect, it } from "vitest"
import { and, not, or, raise } from "xstate"
import type { AnyStateMachine } from "xstate"
import { compile } from "../../../sim/statechart/compile.ts"
import { sameAsXState, type Stimulus } from "./against-xstate.ts"
import { context, desk, kit, order, type Event } from "./kit.ts"

/** Sends events ten milliseconds apart, `timer` being the timer that has waited longest; gives back where each one led. */
const drive = (machine: AnyStateMachine, types: string, n = 0): string[] => {
  const stimuli = types
    .split(" ")
    .map((type, i): Stimulus => (type === "timer" ? { timer: 0, at: i * 10 } : { type, at: i * 10 }))
  const { steps, failed } = sameAsXState(machine, { n }, stimuli)
  expect(failed).toBe(false)
  return steps.map(({ outcome, label }) => (outcome === "moved" ? label : `${outcome} in ${label}`))
}

describe("a compiled chart does as XState does", () => {
  it("with nested states, guards with params, and assigns in order with effects", () => {
    expect(drive(desk, "scanned heard go scanned stop go go stop go")).toEqual([
      "ignored in idle",
      "ignored in idle",
      "busy.late",
      "ignored in busy.late",
      "idle",
      "busy.early",
      "busy.late",
      "idle",
      "refused in idle",
    ])
    drive(desk, "blocked scanned go scanned self inner self inner inner stop blocked", 2)
  })

  it("with eventless transitions and raised events, which carry their cause's instant", () => {
    const machine = kit.createMachine({
      id: "always",
      context,
      initial: "a",
      entry: "note",
      states: {
        a: {
          on: {
            go: {
              target: "b",
              actions: ["bump", "again", raise(({ context }) => ({ type: `step${context.n}` }) as Event)],
            },
          },
        },
        b: {
          always: [
            { guard: { type: "under", params: { limit: 4 } }, actions: ["bump", "note"] },
            { guard: not("even"), target: "a" },
          ],
          on: { again: { target: "c", actions: "note" } },
        },
        c: { entry: "note", on: { step1: { target: "a", actions: "note" } } },
      },
    })
    expect(drive(machine, "go go other go")).toEqual(["a", "a", "refused in a", "c"])
    const chart = compile(machine)
    const first = chart.initial({ n: 0 }, 7)
    expect(chart.step(first.state, first.context, { type: "go", at: 9 }).context).toEqual({
      n: 4,
      seen: ["xstate.init@7", "go@9", "go@9", "go@9", "again@9", "again@9", "step1@9"],
    })
  })

  it("with an eventless transition that only acts: once, until something else happens", () => {
    const machine = kit.createMachine({
      id: "acts",
      context,
      initial: "a",
      states: {
        a: {
          always: { actions: "ping" },
          on: { go: { actions: "pong" }, bump: { actions: ["bump", "again"] }, again: {} },
        },
      },
    })
    expect(drive(machine, "go unheard bump again")).toEqual(["a", "a", "a", "a"])
    const chart = compile(machine)
    const first = chart.initial({ n: 0 }, 0)
    expect(chart.step(first.state, first.context, { type: "bump", at: 1 }).effects).toHaveLength(2)
  })

  it("with timers that are left, started anew, and cancelled by what follows in the same step", () => {
    const machine = kit.createMachine({
      id: "timers",
      context,
      initial: "open",
      after: { patience: ".tired" },
      states: {
        open: {
          after: { pickTime: [{ guard: "even", target: "picked" }, { actions: "bump" }] },
          on: { retry: { target: "open", reenter: true }, blink: "blink" },
        },
        picked: { on: { back: "open" } },
        blink: { after: { pickTime: "picked" }, always: "open" },
        tired: { type: "final" },
      },
    })
    expect(drive(machine, "retry blink xstate.after.pickTime.timers.open back timer back")).toEqual([
      "open",
      "open",
      "picked",
      "open",
      "tired",
    ])
    const chart = compile(machine)
    const open = chart.initial({ n: 0 }, 0)
    expect(open.arms.map((arm) => arm.delay)).toEqual(["patience", "pickTime"])
    const pickTime = { delay: "pickTime", event: "xstate.after.pickTime.timers.open" }
    const again = chart.step(open.state, open.context, { type: "retry", at: 1 })
    expect([again.cancels, again.arms]).toEqual([[pickTime.event], [pickTime]])
    const blinked = chart.step(open.state, open.context, { type: "blink", at: 1 })
    expect(blinked.arms).toEqual([pickTime])
  })

  it("with parallel regions: preemption, completion, several targets, stateIn", () => {
    expect(drive(order, "pack any pick any pack pick")).toEqual([
      "refused in work.pick.todo|work.pack.todo",
      "work.pick.todo|work.pack.todo",
      "work.pick.done|work.pack.todo",
      "work.pick.done|work.pack.todo",
      "closed",
    ])
    expect(drive(order, "both reset jump both")).toEqual([
      "work.pick.done|work.pack.todo",
      "work.pick.todo|work.pack.todo",
      "closed",
    ])
  })

  it("with shallow and deep history, with and without a default", () => {
    const machine = kit.createMachine({
      id: "past",
      context,
      initial: "off",
      states: {
        off: { on: { shallow: "on.last", deep: "on.exact", fresh: "#past.on.first" } },
        on: {
          initial: { target: "x", actions: "ping" },
          on: { off: "off" },
          states: {
            last: { type: "history" },
            exact: { type: "history", history: "deep", target: "z" },
            first: { type: "history", target: "y.y2" },
            x: { on: { next: "y" } },
            y: {
              initial: "y1",
              entry: "bump",
              states: { y1: { on: { next: "y2" } }, y2: { on: { next: "#past.on.z" } } },
            },
            z: {
              type: "parallel",
              states: {
                l: { initial: "a", states: { a: { on: { next: "b" } }, b: {} } },
                r: { entry: "pong", initial: "a", states: { a: {}, b: {} } },
              },
            },
          },
        },
      },
    })
    expect(drive(machine, "shallow next next off shallow off deep next next off deep next off deep")).toEqual(
      (
        "on.x on.y.y1 on.y.y2 off on.y.y1 off on.y.y1 on.y.y2 on.z.l.a|on.z.r.a " +
        "off on.z.l.a|on.z.r.a on.z.l.b|on.z.r.a off on.z.l.b|on.z.r.a"
      ).split(" "),
    )
    expect(drive(machine, "fresh off shallow off deep")).toEqual(["on.y.y2", "off", "on.y.y1", "off", "on.y.y1"])
    expect(drive(machine, "deep off fresh")).toEqual(["on.z.l.a|on.z.r.a", "off", "on.z.l.a|on.z.r.a"])
  })

  it("with wildcards, the most exact first", () => {
    const machine = kit.createMachine({
      id: "wild",
      context,
      initial: "a",
      states: {
        a: {
          on: {
            "*": { actions: { type: "post", params: { rule: "any" } } },
            "pay.*": { guard: "even", actions: [{ type: "post", params: { rule: "pay" } }, "bump"] },
            "pay.card.*": { guard: not("even"), actions: [{ type: "post", params: { rule: "card" } }, "bump"] },
            "pay.card.ok": {
              guard: or([{ type: "under", params: { limit: 1 } }, and(["even", "evenAndEarly"])]),
              target: "b",
            },
          },
        },
        b: { on: { "*": undefined, back: "a" } },
      },
    })
    drive(machine, "pay pay pay.card pay.card.ok pay.cards other pay.card.ok what back", 1)
    expect(drive(machine, "pay.card.ok what back", 0)).toEqual(["b", "ignored in b", "a"])
  })
})
