/** A chart that fails while it runs says where, on which event, and why; it never goes on as if nothing had been. */
import { describe, expect, it } from "vitest"
import { assign, raise, setup } from "xstate"
import { compile } from "../../../sim/statechart/compile.ts"
import { ChartDefect } from "../../../sim/statechart/defect.ts"
import { delayNames, effect, withParams } from "../../../sim/statechart/effects.ts"

const machine = setup({
  types: { context: {} as { n: number }, events: {} as { type: string; at: number }, input: {} as { bad: boolean } },
  guards: {
    fragile: () => {
      throw new Error("no amount")
    },
  },
  actions: {
    ping: effect,
    tell: withParams<{ n: number }>(),
    breaks: assign(() => {
      throw new TypeError("no order")
    }),
    reaches: assign(({ self }) => ({ n: String(self).length })),
    again: raise({ type: "loop", at: 0 }),
  },
  delays: delayNames("patience"),
}).createMachine({
  id: "payment",
  context: ({ input }) => {
    if (input.bad) throw new Error("no total")
    return { n: 0 }
  },
  initial: "open",
  states: {
    open: {
      initial: "fresh",
      on: { capture: { guard: "fragile", target: "done" } },
      states: {
        fresh: {
          on: {
            pay: { actions: "breaks" },
            look: { actions: "reaches" },
            say: {
              actions: {
                type: "tell",
                params: () => {
                  throw new Error("no n")
                },
              },
            },
            loop: { actions: "again" },
          },
        },
      },
    },
    done: {},
  },
})

const chart = compile(machine)

const defectOf = (run: () => unknown): ChartDefect => {
  try {
    run()
  } catch (error) {
    if (error instanceof ChartDefect) return error
    throw error
  }
  throw new Error("nothing failed")
}

const send = (type: string): ChartDefect => {
  const { state, context } = chart.initial({ bad: false }, 0)
  return defectOf(() => chart.step(state, context, { type, at: 1 }))
}

describe("a defect names machine, state, part and event, and keeps its cause", () => {
  it("of a guard", () => {
    const defect = send("capture")
    expect(defect).toMatchObject({ machine: "payment", state: "open", part: 'guard "fragile"', eventType: "capture" })
    expect(defect.cause).toEqual(new Error("no amount"))
    expect(defect.message).toBe(
      'The statechart "payment" failed in open: its guard "fragile", on event "capture": no amount',
    )
  })

  it("of an assign, of params, of the first context", () => {
    expect(send("pay")).toMatchObject({
      state: "open.fresh",
      part: 'assign "breaks"',
      cause: new TypeError("no order"),
    })
    expect(send("say")).toMatchObject({ state: "open.fresh", part: 'params of "tell"' })
    expect(defectOf(() => chart.initial({ bad: true }, 0))).toMatchObject({ state: "(top)", part: "first context" })
  })

  it("of a chart that reaches for what is not there", () => {
    expect(send("look").message).toContain('"self" is not there: a chart reads only context, event and params')
  })

  it("of a chart that never comes to rest", () => {
    expect(send("loop").message).toContain("it has not come to rest after 10000 microsteps")
  })
})
