/** The order in which scenarios are run does not matter, and who lets it matter is found out. */
import { describe, expect, it } from "vitest"
import { ecosystem } from "../../actors/ecosystem.ts"
import { generation } from "../../actors/generation.ts"
import { served } from "../../sim/harness/mutate.ts"
import { runTwice } from "../../sim/harness/twice.ts"

describe("scenarios run twice, the second time in the opposite order", () => {
  it("come to the same digests", () => {
    expect(runTwice({ ecosystem, generation, seed: 8 }, 30)).toEqual({ runs: 30, differing: [] })
  }, 60_000)

  it("differ when a room remembers what ran before", () => {
    let calls = 0
    const remembers = served("carrier", "labels.buy", (original) => (turn, request) => {
      calls++
      return original(turn, { ...(request as object), weightGrams: 1_000 * calls } as never)
    })(ecosystem)
    expect(runTwice({ ecosystem: remembers, generation, seed: 8 }, 30).differing.length).toBeGreaterThan(0)
  }, 60_000)
})
