/** The sample of messages whose contract is checked: all of them, or a fixed share chosen by identity. */
import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { everyMessage, isSampled, oneIn64, samplingFor } from "../../../sim/partner/contract-sample.ts"
import { hashText } from "../../../sim/world/hash.ts"

const hashes = fc.integer({ min: 0, max: 0xffff_ffff })

describe("the sample of checked messages", () => {
  test.prop([hashes])("is everything when every message is asked for", (hash) => {
    expect(isSampled(everyMessage, hash)).toBe(true)
  })

  test.prop([hashes, fc.integer({ min: 2, max: 1000 })])("has exactly one of `every` neighbours", (hash, every) => {
    const neighbours = Array.from({ length: every }, (_, step) => (hash + step) % 2 ** 32)
    fc.pre(hash + every <= 2 ** 32)
    expect(neighbours.filter((one) => isSampled({ every }, one))).toHaveLength(1)
  })

  it("is about one in 64 of real identities", () => {
    const identities = Array.from({ length: 64_000 }, (_, index) => hashText(`shop orders.place A-${index}`))
    const share = identities.filter((hash) => isSampled(oneIn64, hash)).length
    expect(share).toBeGreaterThan(850)
    expect(share).toBeLessThan(1150)
  })

  it("thins out only above 20,000 orders", () => {
    expect(samplingFor(20_000)).toEqual(everyMessage)
    expect(samplingFor(20_001)).toEqual(oneIn64)
  })
})
