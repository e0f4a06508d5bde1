/** The lean form of a run file holds the same bits in another order. */
import * as fc from "fast-check"
import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { leanRun, restoredRun } from "../../../sim/journal/lean.ts"
import { syntheticBytes } from "../../ui/synthetic.ts"

const run = syntheticBytes(40_000)

it("gives the file back bit by bit, wherever it was cut off", () => {
  expect(restoredRun(leanRun(run))).toEqual(run)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: run.length }), (length) => {
      const cut = run.slice(0, length)
      const lean = leanRun(cut)
      expect(lean.length).toBe(length)
      expect(Buffer.compare(restoredRun(lean), cut)).toBe(0)
    }),
    { numRuns: 20 },
  )
})

it("packs better", () => {
  expect(gzipSync(leanRun(run)).length).toBeLessThan(gzipSync(run).length * 0.8)
})
