/** Campaigns by several workers: what is found, and what is counted, does not depend on how many they are or how the work is cut. */
import { writeFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { program } from "../../actors/program.ts"
import { campaignByCrew, huntsByCrew, type CampaignRequest } from "../../sim/cli/campaign-crew.ts"
import { added, nothing } from "../../sim/harness/tally.ts"
import { callProgram } from "../sim/cli/call-program.ts"

const folder = mkdtempSync(join(tmpdir(), "backlot-crew-"))
afterAll(() => rmSync(folder, { recursive: true }))

const campaign = async (more: Partial<CampaignRequest> = {}) => {
  const request: CampaignRequest = {
    planted: null,
    seed: 8,
    againPercent: 20,
    small: null,
    runsMax: 24,
    wallMsMax: null,
    reduceRunsMax: 60,
    workers: 1,
    shard: { index: 0, of: 1 },
    wallMs: () => 0,
    onProgress: () => {},
  }
  return campaignByCrew(program, { ...request, ...more })
}

describe("a campaign by a crew", () => {
  it("counts the same with one worker and with two", async () => {
    const alone = await campaign()
    expect(alone).toMatchObject({ found: null, number: null, tally: { runs: 24 } })
    expect(await campaign({ workers: 2 })).toEqual(alone)
  }, 60_000)

  it("finds and reduces the same with one worker and with two, and counts nothing that comes after it", async () => {
    const planted = { name: "payment: idempotency keys are forgotten at once" }
    const alone = await campaign({ planted, runsMax: 200 })
    expect(alone.found).not.toBe(null)
    expect(alone.tally.runs).toBe(alone.number! + 1)
    expect(await campaign({ planted, runsMax: 200, workers: 2 })).toEqual(alone)
  }, 120_000)

  it("is the sum of its shards", async () => {
    const shards = await Promise.all([0, 1, 2].map((index) => campaign({ shard: { index, of: 3 } })))
    expect(shards.map(({ tally }) => tally).reduce(added, nothing)).toEqual((await campaign()).tally)
  }, 60_000)

  it("hunts in the order of the mutants", async () => {
    const planted = ["erp: never hears of captures", "oms: releases nothing"].map((name) => ({ name }))
    const input = { seed: 8, runsMax: 40, wallMsMax: null, reduceRunsMax: 0 }
    const hunted = await huntsByCrew(
      program,
      planted,
      input,
      2,
      () => 0,
      () => {},
    )
    expect(hunted.map(({ room, by }) => [room, by])).toEqual([
      ["erp", "I12"],
      ["oms", "I1"],
    ])
    await expect(
      huntsByCrew(
        program,
        [{ name: "none" }],
        input,
        1,
        () => 0,
        () => {},
      ),
    ).rejects.toThrow('There is no mutant "none".')
  }, 60_000)
})

describe("mutants --mutant FILE", () => {
  it("hunts the bug that a module exports", async () => {
    const file = join(folder, "bug.ts")
    const body =
      "const { wms } = ecosystem.rooms\n  return { ...ecosystem, rooms: { ...ecosystem.rooms, wms: { ...wms, hears: [], serves: wms.serves.slice(1) } } }"
    writeFileSync(file, `export const bug = (ecosystem: any) => {\n  ${body}\n}\n`)
    const { out, code } = await callProgram("mutants", "--mutant", file, "--runs", "8", "--reporter", "json")
    expect(code).toBe(0)
    const { mutants, cleanRuns, falseAlarms } = JSON.parse(out)
    expect([cleanRuns, falseAlarms]).toEqual([8, 0])
    expect(mutants).toMatchObject([{ id: file, room: "wms", found: true, runs: expect.any(Number) }])
  }, 60_000)

  it("refuses a module that exports none, or several", async () => {
    const file = join(folder, "two.ts")
    writeFileSync(file, "export const a = (e: unknown) => e\nexport const b = (e: unknown) => ({ e })\n")
    expect((await callProgram("mutants", "--mutant", file)).err).toContain("exports 2 functions")
    expect((await callProgram("mutants", "--mutant", join(folder, "none.ts"))).err).toContain("There is no file")
  })
})
