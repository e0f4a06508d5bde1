import { fc, test } from "@fast-check/vitest"
import { describe, expect, it } from "vitest"
import { below, keyedHash, sipHash } from "../../../../sim/scenario/importers/keyed-hash.ts"

describe("the keyed hash", () => {
  // The published vectors of SipHash-2-4: key 00 01 … 0f, input 00 01 … of the given length.
  it.for([
    [0, 0x726fdb47, 0xdd0e0e31],
    [1, 0x74f839c5, 0x93dc67fd],
    [8, 0x93f5f579, 0x9a932462],
    [15, 0xa129ca61, 0x49be45e5],
  ] as const)("agrees with the reference for %d bytes", ([length, high, low]) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index)
    expect(sipHash([0x03020100, 0x07060504, 0x0b0a0908, 0x0f0e0d0c], bytes)).toEqual([high, low])
  })

  test.prop([fc.string(), fc.string(), fc.string()])("depends on every key and every text", (key, otherKey, text) => {
    fc.pre(key !== otherKey)
    const hash = keyedHash(key)
    expect(hash(text)).toEqual(keyedHash(key)(text))
    expect(keyedHash(otherKey)(text)).not.toEqual(hash(text))
    expect(hash(`${text}.`)).not.toEqual(hash(text))
  })

  test.prop([fc.nat({ max: 0xffffffff }), fc.integer({ min: 1, max: 1_000_000 })])(
    "draws stay below their bound",
    (half, bound) => {
      expect(below(half, bound)).toBeGreaterThanOrEqual(0)
      expect(below(half, bound)).toBeLessThan(bound)
    },
  )
})
