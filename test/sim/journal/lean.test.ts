/** The lean form of a run file holds the same bits in another order. */
import * as fc from "fast-check"
import { gzipSync } from "node:zlib"
import { expect, it } from "vitest"
import { leanRun, Restoration, restoredRun } from "../../../sim/journal/lean.ts"
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

it("gives the file back while it comes, in whatever pieces", () => {
  const lean = leanRun(run)
  const restoration = new Restoration(lean.length)
  const given: Uint8Array[] = []
  for (let at = 0, size = 1; at < lean.length; at += size, size = (size * 3 + 7) % 100_000)
    given.push(restoration.take(lean.subarray(at, at + size)).slice())
  given.push(restoration.rest())
  expect(Buffer.concat(given).equals(run)).toBe(true)
  expect(Buffer.compare(restoration.bytes, run)).toBe(0)
  expect(() => restoration.take(new Uint8Array(1))).toThrow(`${lean.length} bytes, but there are more`)
})

it("packs better", () => {
  expect(gzipSync(leanRun(run)).length).toBeLessThan(gzipSync(run).length * 0.8)
})
