/**
 * Campaigns over the whole ecosystem: the same seed finds the same, what is saved replays, and a planted bug is found and reduced.
 */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import type { Ecosystem } from "../../sim/ecosystem.ts"
import { runCampaign, type CampaignInput } from "../../sim/harness/campaign.ts"
import { savedOf } from "../../sim/harness/saved.ts"
import { vocabularyOf } from "../../sim/run/vocabulary-of.ts"
import { forgetful } from "./forgetful.ts"
import { run } from "./run.ts"

const campaign = (more: Partial<CampaignInput> = {}) =>
  runCampaign({
    ecosystem,
    generation,
    seed: 8,
    runsMax: 12,
    wallMsMax: null,
    reduceRunsMax: 300,
    wallMs: () => 0,
    ...more,
  })

describe("a campaign", () => {
  it("gives the same figures for the same seed, and others for another", () => {
    const first = campaign()
    expect(campaign()).toEqual(first)
    expect(first.runs).toBe(12)
    expect(first.found).toBe(null)
    expect(first.faultsActed).toBeGreaterThan(5)
    expect(campaign({ seed: 9, runsMax: 3 }).messages).not.toBe(campaign({ runsMax: 3 }).messages)
  })

  it("finds a carrier that forgets, reduces it to one order and one fault, and saves a file that fails until it remembers", () => {
    const { found } = campaign({ ecosystem: forgetful, seed: 8, runsMax: 200 })
    expect(found?.failure.id).toBe("I17")
    expect(found!.reduction.minimal).toBe(true)
    expect(found!.reduction.itemsAfter).toBe(2)
    const { text } = savedOf(found!, "Found by a test.", vocabularyOf(forgetful))
    expect(Buffer.byteLength(text)).toBeLessThan(2_048)
    const replay = (on: Ecosystem) => run(text, null, on).result
    expect(replay(forgetful).verdict).toBe("broken")
    expect(replay(forgetful).digest).toBe(found!.result.digest)
    expect(replay(ecosystem).verdict).toBe("held")
  }, 240_000)
})
