import { expect, test } from "vitest"
import { allCharts } from "../../../ui/charts/build/all-charts.ts"
import { graphOf } from "../../../ui/charts/build/graph.ts"
import { fingerprintOf, layOut } from "../../../ui/charts/build/layout.ts"
import type { ChartLayouts } from "../../../ui/charts/chart-layout.ts"
import laidOut from "../../../ui/charts/charts.json" with { type: "json" }

const layouts = laidOut as unknown as ChartLayouts

test("every statechart is laid out as it is now; otherwise: npm run charts", () => {
  const now = Object.entries(allCharts).map(([name, machine]) => [name, fingerprintOf(graphOf(machine))])
  expect(Object.entries(layouts).map(([name, { fingerprint }]) => [name, fingerprint])).toEqual(now)
})

test("the same chart gets the same coordinates again", async () => {
  for (const name of ["wms/parcel", "payment/payment"])
    expect(await layOut(graphOf(allCharts[name]!))).toEqual(layouts[name])
})

test("no two states of one level lie over each other, and everything lies inside of the picture", () => {
  for (const [name, { states, width, height }] of Object.entries(layouts)) {
    const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf(".")))
    for (const { path, box } of states) {
      const [left, top, wide, high] = box
      expect(left >= 0 && top >= 0 && left + wide <= width && top + high <= height, `${name} ${path}`).toBe(true)
      for (const other of states) {
        if (path === "" || other.path === "" || other.path === path || parentOf(other.path) !== parentOf(path)) continue
        const [x, y, w, h] = other.box
        const isApart = left + wide <= x || x + w <= left || top + high <= y || y + h <= top
        expect(isApart, `${name}: ${path} and ${other.path}`).toBe(true)
      }
    }
  }
})
