/** The monitor: who is shown which rows, what it counts and writes down, and forks in the middle of a real run. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { figures } from "../../../sim/consistency/figures.ts"
import { invariant, type Invariant } from "../../../sim/consistency/invariant.ts"
import { Monitor } from "../../../sim/consistency/monitor.ts"
import { RootIndex } from "../../../sim/consistency/root-index.ts"
import { MessageRow, PostingRow, TransitionRow } from "../../../sim/consistency/rows.ts"
import { HashCounts } from "../../../sim/world/hash-counts.ts"
import { ecosystem } from "../../../actors/ecosystem.ts"
import { readOrderBook } from "../../../sim/scenario/importers/read-order-book.ts"
import { orderBook, run } from "../../actors/run.ts"

const base = { id: "X1", name: "x", kind: "safety", says: "x" } as const
const over = (...invariants: Invariant[]) => {
  const written: string[] = []
  const monitor = Monitor.over(new RootIndex(), invariants, [], (at, id, message, says) =>
    written.push(`${at} ${id} ${message} ${says}`),
  )
  return { monitor, written }
}
const posting = (book: string, account: string) => Object.assign(new PostingRow(), { book, account })
const message = (operation: string) => Object.assign(new MessageRow(), { operation })
const transition = (object: string) => Object.assign(new TransitionRow(), { object })

describe("dispatch", () => {
  const seen: string[] = []
  const spy = (id: string, ...names: string[]) =>
    invariant({
      ...base,
      id,
      state: () => ({}),
      message: Object.fromEntries(
        names.map((name) => [
          name,
          (_state: object, { operation }: MessageRow) => seen.push(`${id} ${name}: ${operation}`),
        ]),
      ),
    })

  it("shows a row to those who named it, in the order of the invariants, the general handler of each first", () => {
    const { monitor } = over(spy("X1", "b | a"), spy("X2", "a", "*"), spy("X3", "b"))
    for (const name of ["a", "c", "a", "b"]) monitor.message(message(name))
    expect(seen.splice(0)).toEqual([
      "X1 b | a: a",
      "X2 *: a",
      "X2 a: a",
      "X2 *: c",
      "X1 b | a: a",
      "X2 *: a",
      "X2 a: a",
      "X1 b | a: b",
      "X2 *: b",
      "X3 b: b",
    ])
  })
  it("keeps an account apart from the same name in another book", () => {
    const shown: string[] = []
    const handler = (name: string) => [name, () => shown.push(name)] as const
    const names = ["stock/*", "stock/shipped", "money/shipped", "money/a | stock/b"]
    const { monitor } = over(invariant({ ...base, state: () => ({}), posting: Object.fromEntries(names.map(handler)) }))
    for (const [book, account] of [
      ["stock", "shipped"],
      ["money", "shipped"],
      ["memo", "shipped"],
      ["money", "b"],
      ["stock", "b"],
      ["money", "a"],
    ] as const)
      monitor.posting(posting(book, account))
    expect(shown).toEqual([
      "stock/*",
      "stock/shipped",
      "money/shipped",
      "stock/*",
      "money/a | stock/b",
      "money/a | stock/b",
    ])
  })
  it("shows transitions by the kind of object, and nothing to who asked for nothing", () => {
    let moves = 0
    const one = invariant({ ...base, state: () => ({}), transition: { order: () => moves++ } })
    const { monitor } = over(one, invariant({ ...base, state: () => ({}) }))
    for (const object of ["order", "parcel", "order"]) monitor.transition(transition(object))
    monitor.posting(posting("stock", "onHand"))
    expect(moves).toBe(2)
  })
  it("refuses two handlers for one name, and an account without its book", () => {
    expect(() => over(spy("X1", "a", "b | a"))).toThrow('Two handlers look at "a"')
    expect(() => over(invariant({ ...base, state: () => ({}), posting: { onHand: () => {} } }))).toThrow(
      'like "stock/onHand"',
    )
  })
})

describe("verdicts", () => {
  const never = (kind: "exercised" | "broken") =>
    invariant({
      ...base,
      state: () => ({ times: 0 }),
      message: {
        a: (state, row, judge) =>
          kind === "broken" ? judge.broken(7, row.row, `no ${++state.times}`) : judge.exercised(),
      },
    })

  it("unknown until something was judged, then held", () => {
    const { monitor } = over(never("exercised"))
    monitor.message(message("b"))
    expect(monitor.results()[0]).toMatchObject({ verdict: "unknown", exercised: 0, breach: null })
    monitor.message(message("a"))
    expect(monitor.results()[0]).toMatchObject({ verdict: "held", exercised: 1 })
  })
  it("broken keeps the first, counts all and writes a hundred down", () => {
    const { monitor, written } = over(never("broken"))
    for (let n = 0; n < 130; n++) monitor.message(message("a"))
    expect(monitor.results()[0]).toMatchObject({
      verdict: "broken",
      breaches: 130,
      breach: { at: 7, message: -1, says: "no 1" },
    })
    expect([written.length, written[99]]).toEqual([100, "7 X1 -1 no 100"])
  })
})

describe("a fork", () => {
  type Row = { type: "message" | "transition" | "posting"; row: MessageRow & TransitionRow & PostingRow }
  /** All rows of a run, kept. */
  const rows: Row[] = []
  const keep = (type: Row["type"]) => (row: object) => void rows.push({ type, row: { ...row } as Row["row"] })
  const recorded = run(orderBook(25), readOrderBook("superstore"), ecosystem, {
    watchers: [{ message: keep("message"), transition: keep("transition"), posting: keep("posting") }],
  })
  const { roots } = recorded.world.recorder
  const show = (monitor: Monitor, list: readonly Row[]) => {
    for (const { type, row } of list) monitor[type](row)
    return monitor
  }
  const outcome = (monitor: Monitor) => {
    monitor.quiescence(recorded.world.now)
    return { results: monitor.results(), figures: monitor.figures() }
  }
  const fresh = () => Monitor.over(roots, ecosystem.invariants, ecosystem.figures, () => {})
  const whole = outcome(show(fresh(), rows))

  it("is of a run that says the same of itself", () => {
    expect(whole.results).toEqual(recorded.result.invariants)
    expect(whole.figures).toEqual(recorded.result.kpis.operations)
    // Nobody in these orders cancels or sends anything back, and nothing is tried again; what was exercised held.
    expect(whole.results.flatMap(({ id, verdict }) => (verdict === "held" ? [] : [`${id} ${verdict}`]))).toEqual([
      "I13 unknown",
      "I20 unknown",
      "I24 unknown",
      "I28 unknown",
    ])
  })
  test.prop([fc.nat(100)], { numRuns: 12 })("goes on as the run would have, and leaves it as it was", (share) => {
    const middle = Math.floor((rows.length * share) / 100)
    const monitor = show(fresh(), rows.slice(0, middle))
    const fork = monitor.fork(roots.fork(), () => {})
    expect(outcome(show(fork, rows.slice(middle)))).toEqual(whole)
    expect(outcome(show(monitor, rows.slice(middle)))).toEqual(whole)
  })
  it("writes down what breaks in it where it is told to, with what had broken before", () => {
    const { monitor, written } = over(
      invariant({
        ...base,
        state: () => ({ names: new HashCounts(), last: "" }),
        message: {
          "*": (state, row, judge) => {
            if (state.names.add(row.operation) > 1) judge.broken(0, -1, `${row.operation} after ${state.last}`)
            state.last = row.operation
          },
        },
      }),
    )
    for (const name of ["a", "b", "a"]) monitor.message(message(name))
    const there: string[] = []
    const fork = monitor.fork(new RootIndex(), (_at, _id, _message, says) => there.push(says))
    fork.message(message("b"))
    expect([written, there]).toEqual([["0 X1 -1 a after b"], ["b after a"]])
    expect([monitor, fork].map((one) => one.results()[0]!.breaches)).toEqual([1, 2])
  })
  it("of figures keeps what they had measured", () => {
    const counting = figures({
      says: {},
      state: () => ({ n: 0, open: new Map<string, number>(), seen: new Set<string>() }),
      message: {
        "*": (state, { operation }) => {
          state.n++
          state.open.set(operation, state.n)
          state.seen.add(operation)
        },
      },
      read: ({ n, open, seen }) => ({ n, open: open.size, seen: seen.size }),
    })
    const monitor = Monitor.over(new RootIndex(), [], [counting], () => {})
    monitor.message(message("a"))
    const fork = monitor.fork(new RootIndex(), () => {})
    fork.message(message("b"))
    expect([monitor.figures(), fork.figures()]).toEqual([
      { n: 1, open: 1, seen: 1 },
      { n: 2, open: 2, seen: 2 },
    ])
  })
})
