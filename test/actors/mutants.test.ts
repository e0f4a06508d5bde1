/**
 * What the invariants notice: bugs are planted one by one, and scenarios that are drawn and such as are kept must bring each to light.
 *
 * The same scenarios over the sound ecosystem find nothing, so what speaks is the bug.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { keeps } from "../../actors/kept.ts"
import { mutants } from "../../actors/mutants/mutants.ts"
import { hunt } from "../../sim/harness/hunt.ts"
import { policy } from "../../sim/harness/mutate.ts"

const budget = { runsMax: 1_000, wallMsMax: null, reduceRunsMax: 0, wallMs: () => 0 }
const input = { ecosystem, generation, keeps: keeps(), seed: 8, ...budget }

describe("mutants", () => {
  it("are of different names, and at least a hundred", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    expect(mutants.length).toBeGreaterThanOrEqual(100)
  })

  it("change something, or fail", () => {
    expect(() => policy("payment", "idempotencyKeep", 0)(ecosystem)).toThrow(
      'There is no policy "idempotencyKeep" of payment to change.',
    )
    expect(() => policy("paiment", "idempotencyKept", 0)(ecosystem)).toThrow('There is no room "paiment" to change.')
    for (const { mutate } of mutants) expect(mutate(ecosystem)).not.toEqual(ecosystem)
  })

  it("are hunted by scenarios in which the sound ecosystem holds", () => {
    expect(hunt(input)).toMatchObject({ by: null, runs: 1_000 })
  })

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))("%s: is caught", (_name, mutant) => {
    expect(hunt({ ...input, ecosystem: mutant.mutate(ecosystem) }).by).not.toBe(null)
  })
})
