import { describe, expect, test } from "vitest"
import type { ChartLayouts } from "../../../ui/charts/chart-layout.ts"
import laidOut from "../../../ui/charts/charts.json" with { type: "json" }
import { activeIn, takenBy } from "../../../ui/draw/chart-path.ts"
import { itemAt, layOutPath, type PathMessage } from "../../../ui/draw/path-layout.ts"

const layouts = laidOut as unknown as ChartLayouts

describe("states of a chart", () => {
  test("a state is active with all that it lies in, in every region", () => {
    expect([...activeIn("terms.running|matching.open.late")]).toEqual([
      "terms",
      "terms.running",
      "matching",
      "matching.open",
      "matching.open.late",
    ])
  })

  test("a transition lights its own arrow and those that are taken at once after it", () => {
    const parcel = layouts["wms/parcel"]!
    const lit = (event: string, from: string, to: string): string[] =>
      [...takenBy(parcel, event, from, to)].map((arrow) => `${arrow.from} > ${arrow.to}`)
    expect(lit("xstate.after.packingTime.parcel.packing", "packing", "quoting")).toEqual(["packing > quoting"])
    expect(lit("quoted", "quoting", "buying")).toEqual(["quoting > choosing", "choosing > buying"])
    expect(lit("quoted", "quoting", "quoting")).toEqual([])
  })
})

describe("path of an order", () => {
  const message = (row: number, from: number, to: number, sentAt: number, more: Partial<PathMessage> = {}) => ({
    row,
    from,
    to,
    sentAt,
    deliveredAt: sentAt + 100,
    isAnswer: false,
    ask: row,
    ...more,
  })
  const messages: readonly PathMessage[] = [
    message(0, 0, 1, 1000),
    message(1, 1, 0, 1100, { isAnswer: true, ask: 0 }),
    message(2, 1, 2, 50_000_000, { deliveredAt: -1 }),
  ]
  const layout = (shape: "arrows" | "bars", spacing: "time" | "even") =>
    layOutPath({ messages, columns: 3, shape, spacing, width: 600, margin: 100 })

  test("evenly spaced, every message has a step of its own and lies level", () => {
    const { items, gaps } = layout("arrows", "even")
    expect(items.map(({ y1 }) => y1)).toEqual([26, 50, 74])
    expect(items.every(({ y1, y2 }) => y1 === y2)).toBe(true)
    expect(gaps.map(({ length }) => length)).toEqual([49_998_900])
  })

  test("by time, a message slants by as long as it took, and quiet time is folded", () => {
    const { items, gaps, height } = layout("arrows", "time")
    expect(items[0]!.y2).toBeGreaterThan(items[0]!.y1)
    expect(gaps).toHaveLength(1)
    expect(gaps[0]!.size).toBeLessThan(height / 10)
  })

  test("a lost message ends on its way", () => {
    const { items, columns } = layout("arrows", "even")
    expect(items[2]!.isLost).toBe(true)
    expect(items[2]!.x2).toBeLessThan(columns[2]!)
  })

  test("bars are exchanges, as long as from the question to the answer's arrival", () => {
    const { items } = layout("bars", "time")
    expect(items.map(({ row }) => row)).toEqual([0, 2])
    expect(items[0]!.x2 - items[0]!.x1).toBeGreaterThan(50)
  })

  test("a point finds the message that is drawn there, and none where nothing is", () => {
    const arrows = layout("arrows", "even")
    const { x1, x2, y1 } = arrows.items[1]!
    expect(itemAt(arrows, (x1 + x2) / 2, y1 + 3)).toBe(1)
    expect(itemAt(arrows, 590, 200)).toBe(-1)
  })
})
