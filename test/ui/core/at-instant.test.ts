/** States, stock and ledger at an instant are what comes of replaying the journal up to it. */
import { readFileSync } from "node:fs"
import { beforeAll, expect, it } from "vitest"
import { readRunFile, type RunFile } from "../../../sim/journal/open-run.ts"
import { rowAt } from "../../../sim/journal/view.ts"
import { apiSeriesOf } from "../../../ui/core/api-series.ts"
import { Checkpoints } from "../../../ui/core/checkpoints.ts"
import { OrderStates } from "../../../ui/core/order-states.ts"
import type { RunModel } from "../../../ui/core/run-model.ts"
import { TimeAxis } from "../../../ui/core/time-axis.ts"
import { modelOf, syntheticModel } from "../models.ts"
import { runFileOf } from "../run-files.ts"

let model: RunModel
let file: RunFile

beforeAll(async () => {
  const bytes = new Uint8Array(readFileSync(await runFileOf("scenarios/suites/two-orders.yaml")))
  model = await modelOf(bytes)
  file = readRunFile(bytes)
})

const transitions = () =>
  Array.from({ length: file.journal.transitions.rows }, (_, row) => rowAt(file.journal, "transitions", row))
const postings = () =>
  Array.from({ length: file.journal.postings.rows }, (_, row) => rowAt(file.journal, "postings", row))

/** Some instants, those of rows among them. */
const instants = (): number[] => {
  const all = transitions().map(({ at }) => at)
  return [all[0]! - 1, ...all.filter((_, row) => row % 41 === 0), all.at(-1)!, all.at(-1)! + 1]
}

it("an order's objects are in the states that their transitions led to", async () => {
  const states = await OrderStates.of(model, "A-1")
  const own = transitions().filter(({ id }) => id === "A-1" || id!.startsWith("A-1/"))
  for (const at of instants()) {
    const expected = new Map<string, string>()
    for (const row of own) if (row.at <= at) expected.set(`${row.instance} ${row.object} ${row.id}`, row.to)
    const shown = states.at({ at, row: -1 }).filter(({ state }) => state !== null)
    expect(new Map(shown.map(({ instance, object, id, state }) => [`${instance} ${object} ${id}`, state]))).toEqual(
      expected,
    )
    for (const { by, next } of shown) expect(next === null || by!.at <= next.at).toBe(true)
  }
})

it("at a message nothing has happened that a later message of the same instant brought about", async () => {
  const states = await OrderStates.of(model, "A-1")
  const { at, message } = states.transitions.find((row, i, all) => i > 0 && all[i - 1]!.at < row.at && row.message > 0)!
  const before = states.at({ at, row: message - 1 })
  const after = states.at({ at, row: message })
  expect(after).not.toEqual(before)
})

it("objects are counted by state, and balances summed, at any instant", async () => {
  const checkpoints = await Checkpoints.of(model)
  for (const at of instants()) {
    const counts = new Map<string, number>()
    for (const row of transitions()) {
      if (row.at > at) continue
      for (const [state, by] of [
        [row.from, -1],
        [row.to, 1],
      ] as const) {
        const key = `${row.instance} ${row.object} ${state}`
        if (state !== "") counts.set(key, (counts.get(key) ?? 0) + by)
      }
    }
    const shown = await checkpoints.statesAt(at)
    expect(
      new Map(shown.map(({ instance, object, state, count }) => [`${instance} ${object} ${state}`, count])),
    ).toEqual(new Map([...counts].filter(([, count]) => count !== 0)))
    const sums = new Map<string, readonly [number, number]>()
    for (const row of postings()) {
      if (row.at > at) continue
      const key = [row.instance, row.book, row.account, row.sku ?? "", row.site, row.currency].join(" ")
      const [quantity, amount] = sums.get(key) ?? [0, 0]
      sums.set(key, [quantity + row.quantity, amount + row.amount])
    }
    const balances = await checkpoints.balancesAt(at)
    expect(
      new Map(
        balances.map((b) => [
          [b.instance, b.book, b.account, b.sku, b.site, b.currency].join(" "),
          [b.quantity, b.amount],
        ]),
      ),
    ).toEqual(new Map([...sums].filter(([, [quantity, amount]]) => quantity !== 0 || amount !== 0)))
  }
})

it("many batches are summed as one would be", async () => {
  const large = await syntheticModel(90_000)
  expect(large.index.entries.length).toBeGreaterThan(4)
  const checkpoints = await Checkpoints.of(large)
  const axis = TimeAxis.of(large.columns.sentAt.subarray(0, large.rows))
  for (const at of [0.1, 0.5, 0.77].map((position) => axis.instantAt(position))) {
    const orders = (await checkpoints.statesAt(at)).reduce((sum, { count }) => sum + count, 0)
    let begun = 0
    for (let row = 0; row < large.rows; row++) {
      if (large.columns.cause[row] === -1 && large.columns.deliveredAt[row]! <= at) begun++
    }
    expect(orders).toBe(begun)
    const stock = (await checkpoints.balancesAt(at)).reduce((sum, { quantity }) => sum + quantity, 0)
    expect(stock).toBe(0)
  }
})

it("the figures over time add up to those of the run", async () => {
  for (const scenario of [
    "scenarios/suites/faults/rate-limit.yaml",
    "scenarios/suites/faults/slow.yaml",
    "scenarios/suites/two-orders.yaml",
  ]) {
    const model = await modelOf(new Uint8Array(readFileSync(await runFileOf(scenario))))
    const axis = TimeAxis.of(model.columns.sentAt.subarray(0, model.rows).toSorted())
    const { links } = await apiSeriesOf(model, axis, 7)
    const sum = (counts: Uint32Array): number => counts.reduce((all, count) => all + count, 0)
    const shown = links.map(({ from, to, series }) => [
      `${model.lanes[from]!.instance} > ${model.lanes[to]!.instance}`,
      {
        requests: sum(series.requests),
        transactions: sum(series.transactions),
        declined: sum(series.declined),
        errorRate: sum(series.failed) / sum(series.requests),
      },
    ])
    const told = Object.entries(model.footer!.result!.kpis.links)
      .filter(([name]) => !name.includes("outside"))
      .map(([name, { requests, transactions, declined, errorRate }]) => [
        name,
        { requests, transactions, declined, errorRate },
      ])
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(told))
  }
})
