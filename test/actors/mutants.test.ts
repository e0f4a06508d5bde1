/**
 * What the invariants notice: bugs are planted one by one, and generated scenarios must bring each to light.
 *
 * The same scenarios over the sound ecosystem find nothing, so what speaks is the bug.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { mutants } from "../../actors/mutants/mutants.ts"
import { hunt } from "../../sim/harness/hunt.ts"
import { policy } from "../../sim/harness/mutate.ts"

const input = { ecosystem, generation, seed: 8, runsMax: 150, wallMsMax: null, reduceRunsMax: 0, wallMs: () => 0 }

/** Bugs that survive these scenarios: what the invariants and the generator have yet to learn. */
const unseen: readonly string[] = [
  "oms: accepts without a trace",
  "erp: events it has seen are forgotten at once",
  "oms and wms: both forget what they have answered",
  "wms: idempotency keys are forgotten at once",
  "wms: what is sent stays in its figure",
  "oms: a warehouse that refuses counts as one that agrees",
  "erp: never orders anything",
  "oms: a refund has a new key at each try",
  "oms: an order is out of date when another was placed later",
]

describe("mutants", () => {
  it("are of different names, and at least seventy are caught", () => {
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
    expect(mutants.length - unseen.length).toBeGreaterThanOrEqual(70)
    expect(unseen.filter((name) => !mutants.some((mutant) => mutant.name === name))).toEqual([])
  })

  it("change something, or fail", () => {
    expect(() => policy("payment", "idempotencyKeep", 0)(ecosystem)).toThrow(
      'There is no policy "idempotencyKeep" of payment to change.',
    )
    expect(() => policy("paiment", "idempotencyKept", 0)(ecosystem)).toThrow('There is no room "paiment" to change.')
    for (const { mutate } of mutants) expect(mutate(ecosystem)).not.toEqual(ecosystem)
  })

  it("are hunted by scenarios in which the sound ecosystem holds", () => {
    expect(hunt(input)).toMatchObject({ by: null, runs: 150 })
  })

  it.each(mutants.filter(({ name }) => !unseen.includes(name)).map((mutant) => [mutant.name, mutant] as const))(
    "%s: is caught",
    (_name, mutant) => {
      expect(hunt({ ...input, ecosystem: mutant.mutate(ecosystem) }).by).not.toBe(null)
    },
  )
})
