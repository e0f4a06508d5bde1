/**
 * Second runs: what is delivered once more changes nothing, webhooks about different objects commute; who does otherwise is found out,
 * and found out again from the file that is saved of it.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { mutants } from "../../actors/mutants/mutants.ts"
import { differenceOf } from "../../sim/consistency/durable.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import { Campaign } from "../../sim/harness/campaign.ts"
import { familySize } from "../../sim/harness/family.ts"
import { savedOf } from "../../sim/harness/saved.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { broken, run, twoOrders } from "./run.ts"

const campaignOver = (world: Ecosystem, seed = 8) =>
  new Campaign({ ecosystem: world, generation, seed, againPercent: 100 })

const withBug = (name: string): Ecosystem => {
  const mutant = mutants.find((one) => one.name === name)
  if (mutant === undefined) throw new Error(name)
  return mutant.mutate(ecosystem)
}

/** The first scenario without faults of which only a second run speaks. */
const firstOf = (world: Ecosystem, id: string) => {
  const campaign = campaignOver(world)
  for (let number = 0; number < 200 * familySize; number += familySize) {
    const { failure } = campaign.outcome(number)
    if (failure?.id === id) return { number, failure }
  }
  throw new Error(`${id} says nothing.`)
}

const expecting = (variation: string) => `${twoOrders}expect: [{ verdict: held }, { again: ${variation} }]\n`

describe("second runs", () => {
  it("come to the same over the sound ecosystem, whatever goes wrong in both, and are really other runs", () => {
    const { tally, failed } = campaignOver(ecosystem, 3).part(0, 60)
    expect(failed).toBe(null)
    expect(tally.secondRuns).toBeGreaterThanOrEqual(60)
    expect(tally.exercised["I21"]).toBeGreaterThan(60 * 50)
    expect(tally.exercised["I22"]).toBeGreaterThan(5)
  }, 60_000)

  it("are few unless more are asked for, and none when none are", () => {
    const secondRuns = (againPercent?: number) =>
      new Campaign({ ecosystem, generation, seed: 8, ...(againPercent === undefined ? {} : { againPercent }) }).part(
        0,
        48,
      ).tally.secondRuns
    expect(secondRuns(0)).toBe(0)
    expect(secondRuns()).toBeGreaterThan(0)
    expect(secondRuns()).toBeLessThan(12)
  }, 60_000)

  it.each([
    ["I21", "carrier: idempotency keys are forgotten at once"],
    ["I21", "payment: idempotency keys are forgotten at once"],
    ["I22", "oms: a shipment is out of date when another left later"],
    ["I22", "oms: an order is out of date when another was placed later"],
  ])(
    "%s speaks of %s, where the first run shows nothing",
    (id, name) => {
      const world = withBug(name)
      const { number, failure } = firstOf(world, id)
      expect(failure.says).toMatch(/^When .*: .* ends (in|as|at) .* instead of .*\.$/)
      expect(new Campaign({ ecosystem: world, generation, seed: 8, againPercent: 0 }).outcome(number).failure).toBe(
        null,
      )
    },
    60_000,
  )

  it("are reduced and saved as a file that asks for the second run, and fails until the bug is gone", () => {
    const world = withBug("oms: a shipment is out of date when another left later")
    const { failure, reduction, ...found } = campaignOver(world).found(firstOf(world, "I22").number, 400)
    expect(failure.id).toBe("I22")
    expect(reduction.itemsAfter).toBeLessThan(reduction.itemsBefore)
    const { text } = savedOf({ failure, reduction, ...found }, "Found by a test.", vocabularyOf(world))
    expect(text).toContain("- again: reordered")
    expect(run(text, null, world).result.verdict).toBe("broken")
    expect(run(text).result.verdict).toBe("held")
  }, 120_000)

  it("can be expected by a scenario", () => {
    for (const variation of ["redelivered", "reordered"]) {
      const { result } = run(expecting(variation))
      expect(broken({ result } as never)).toEqual([])
      expect(result.expectations.map(({ verdict }) => verdict)).toEqual(["held", "held"])
      expect(result.digest).toBe(run(twoOrders).result.digest)
    }
    expect(
      run(expecting("redelivered"), null, withBug("carrier: idempotency keys are forgotten at once")).result.verdict,
    ).toBe("broken")
  })
})

describe("a difference", () => {
  it("names what differs and how it ends in both", () => {
    const first = new Map([
      ["oms order A-1", "closed"],
      ["erp money/cash EUR", "100"],
    ])
    expect(differenceOf(first, new Map(first))).toBe(null)
    expect(differenceOf(first, new Map([...first, ["oms order A-1", "cancelled"]]))).toBe(
      'oms order A-1 ends in "cancelled" instead of in "closed"',
    )
    expect(differenceOf(first, new Map([["oms order A-1", "closed"]]))).toBe(
      "erp money/cash EUR ends as nothing instead of at 100",
    )
  })
})
