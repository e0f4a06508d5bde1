import { and, assign, not, setup, stateIn } from "xstate"
import { describe, expect, it } from "vitest"
import { compile } from "../../../sim/statechart/compile.ts"
import { movesOf, postedBy, workOf } from "../../../sim/statechart/moves.ts"
import { stateDiagram } from "../../../sim/reference/state-diagram.ts"
import { delayNames, effect, withParams } from "../../../sim/statechart/effects.ts"

const machine = setup({
  types: { events: {} as { type: "pay" } | { type: "pack" } | { type: "scan" } | { type: "stop" } },
  guards: { covered: () => true, late: () => false },
  actions: { post: withParams<{ rule: string }>(), tell: effect, keep: assign({}) },
  delays: delayNames("patience"),
}).createMachine({
  id: "parcel",
  type: "parallel",
  on: { scan: {} },
  states: {
    money: {
      initial: "open",
      states: {
        open: {
          on: { pay: [{ guard: and(["covered", not("late")]), target: "paid", actions: ["keep", "tell"] }] },
          after: { patience: "lost" },
        },
        paid: { entry: { type: "post", params: { rule: "take" } }, type: "final" },
        lost: {},
      },
    },
    goods: {
      initial: "shelf",
      states: {
        shelf: { on: { pack: { target: "box", guard: stateIn("#parcel.money.paid") } } },
        box: { on: { stop: { actions: { type: "post", params: { rule: "back" } } } } },
      },
    },
  },
})

describe("what a chart can do", () => {
  it("is numbered as the compiled chart numbers its transitions", () => {
    const taken: number[] = []
    const chart = compile(machine, (transition) => taken.push(transition))
    let { state, context } = chart.initial(undefined, 0)
    for (const type of ["scan", "pay", "pack", "stop", "stop"])
      ({ state, context } = chart.step(state, context, { type, at: 0 }))
    const moves = movesOf(machine)
    expect(taken.map((transition) => moves[transition]?.event)).toEqual(["scan", "pay", "pack", "stop"])
    expect(taken.map((transition) => moves[transition]?.from)).toEqual(["", "money.open", "goods.shelf", "goods.box"])
  })

  it("is every transition with its guard in words", () => {
    expect(movesOf(machine)).toEqual([
      { from: "", event: "scan", guard: "", to: [], actions: [], isIgnored: true },
      {
        from: "money.open",
        event: "pay",
        guard: "covered and not late",
        to: ["money.paid"],
        actions: ["keep", "tell"],
        isIgnored: false,
      },
      { from: "money.open", event: "after patience", guard: "", to: ["money.lost"], actions: [], isIgnored: false },
      {
        from: "goods.shelf",
        event: "pack",
        guard: "in #parcel.money.paid",
        to: ["goods.box"],
        actions: [],
        isIgnored: false,
      },
      { from: "goods.box", event: "stop", guard: "", to: [], actions: ["post back"], isIgnored: false },
    ])
  })

  it("is what states do, without XState's own timers", () => {
    expect(workOf(machine)).toEqual([{ state: "money.paid", entry: ["post take"], exit: [] }])
  })

  it("is what it posts and when", () => {
    expect(postedBy(machine)).toEqual([
      { rule: "take", when: "entering money.paid" },
      { rule: "back", when: "stop" },
    ])
  })

  it("is a picture with its regions side by side and one arrow for two states", () => {
    expect(stateDiagram(machine)).toBe(
      [
        "stateDiagram-v2",
        '  state "parcel" as whole {',
        '    state "money" as money',
        "    state money {",
        "      [*] --> money__open",
        '      state "open" as money__open',
        '      state "paid" as money__paid',
        "      money__paid --> [*]",
        '      state "lost" as money__lost',
        "    }",
        "    --",
        '    state "goods" as goods',
        "    state goods {",
        "      [*] --> goods__shelf",
        '      state "shelf" as goods__shelf',
        '      state "box" as goods__box',
        "    }",
        "  }",
        "  money__open --> money__paid: pay [covered and not late]",
        "  money__open --> money__lost: after patience",
        "  goods__shelf --> goods__box: pack [in  parcel.money.paid]",
        "  goods__box --> goods__box: stop",
      ].join("\n"),
    )
  })
})
