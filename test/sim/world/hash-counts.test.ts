/** Counts without texts, against a map that keeps them: under random additions, across growth, and after forks. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { HashCounts } from "../../../sim/world/hash-counts.ts"
import { hashText } from "../../../sim/world/hash.ts"
import { otherHashText } from "../../../sim/world/text-hash.ts"

const operation = fc.record({
  text: fc.oneof(
    fc.string({ maxLength: 3 }),
    fc.nat(300).map((n) => `A-${n}/shipment-1`),
  ),
  by: fc.integer({ min: -3, max: 3 }),
})

const agrees = (counts: HashCounts, model: ReadonlyMap<string, number>): void => {
  for (const [text, count] of model) expect(counts.get(text)).toBe(count)
  expect(counts.size).toBe([...model.values()].filter((count) => count !== 0).length)
}

const apply = (counts: HashCounts, model: Map<string, number>, operations: readonly { text: string; by: number }[]) => {
  for (const { text, by } of operations) {
    const count = (model.get(text) ?? 0) + by
    model.set(text, count)
    expect(counts.add(text, by)).toBe(count)
  }
}

describe("counts by text", () => {
  test.prop([fc.array(operation, { maxLength: 600 })])("are those of a map of texts", (operations) => {
    const [counts, model] = [new HashCounts(), new Map<string, number>()]
    apply(counts, model, operations)
    agrees(counts, model)
    expect(counts.get("never seen")).toBe(0)
  })

  test.prop([fc.array(operation, { maxLength: 200 }), fc.array(operation), fc.array(operation)])(
    "of a fork and of what it was forked from go their own ways",
    (before, here, there) => {
      const [counts, model] = [new HashCounts(), new Map<string, number>()]
      apply(counts, model, before)
      const [fork, forkModel] = [counts.fork(), new Map(model)]
      apply(counts, model, here)
      apply(fork, forkModel, there)
      agrees(counts, model)
      agrees(fork, forkModel)
    },
  )

  it("stay apart for 300,000 similar names, at less than 40 bytes each", () => {
    const counts = new HashCounts()
    const name = (n: number) => `order-${n % 100_000}/shipment-${Math.floor(n / 100_000)}`
    for (let n = 0; n < 300_000; n++) counts.add(name(n), (n % 7) + 1)
    expect(counts.size).toBe(300_000)
    for (let n = 0; n < 300_000; n++) if (counts.get(name(n)) !== (n % 7) + 1) expect(name(n)).toBe("")
    expect(counts.bytes / 300_000).toBeLessThan(40)
  })

  it("take no more room for a million names of which a few count at a time", () => {
    const counts = new HashCounts()
    for (let n = 0; n < 1_000_000; n++) {
      counts.add(`order-${n}`)
      if (n >= 100) counts.add(`order-${n - 100}`, -1)
    }
    expect(counts.size).toBe(100)
    expect(counts.bytes).toBeLessThan(10_000)
  })

  test.prop([fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 9 })])(
    "are the same by the hashes of a text as by the text",
    (text, by) => {
      const counts = new HashCounts()
      counts.add(text, by)
      expect(counts.getHashed(hashText(text), otherHashText(text))).toBe(by)
      expect(counts.getHashed(hashText(text), otherHashText(text) ^ 4)).toBe(0)
    },
  )

  it("are the same by hashes that somebody has already, also by two that are zero", () => {
    const counts = new HashCounts()
    expect(counts.addHashed(0, 0, 2)).toBe(2)
    expect(counts.getHashed(0, 0)).toBe(2)
    expect(counts.getHashed(1, 0)).toBe(0)
    expect(counts.addHashed(0xffffffff, 0x80000000)).toBe(1)
    expect(counts.getHashed(-1, -0x80000000)).toBe(1)
  })

  it("refuse what 32 bits cannot hold, and stay as they were", () => {
    const counts = new HashCounts()
    counts.add("many", 2_147_483_647)
    expect(() => counts.add("many")).toThrow("whole number of 32 bits")
    expect(() => counts.add("few", 0.5)).toThrow("0.5")
    expect(counts.get("many")).toBe(2_147_483_647)
    expect(counts.size).toBe(1)
  })
})
