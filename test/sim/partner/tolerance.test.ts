import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { compileContract } from "../../../sim/partner/compile-contract.ts"
import { areNewWords, isTolerant } from "../../../sim/partner/tolerance.ts"

const scan = Schema.Struct({
  parcel: Schema.String,
  status: Schema.Literals(["accepted", "delivered"]),
  currency: Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/u)),
  at: Schema.Int,
})
const good = { parcel: "P-1", status: "accepted", currency: "EUR", at: 5 }
const areNew = (more: object): boolean =>
  areNewWords(compileContract(scan as unknown as Schema.Codec<unknown>).violations({ ...good, ...more }))

describe("words that a receiver does not know", () => {
  it("are new ones of a closed list, and nothing else", () => {
    expect(areNew({ status: "heldAtCustoms" })).toBe(true)
    expect(areNew({ status: 7 })).toBe(false)
    expect(areNew({ status: null })).toBe(false)
    expect(areNew({ currency: "euro" })).toBe(false)
    expect(areNew({ at: "noon" })).toBe(false)
    expect(areNew({ status: "heldAtCustoms", at: "noon" })).toBe(false)
  })
  it("are borne with unless somebody wants it otherwise", () => {
    expect(isTolerant({})).toBe(true)
    expect(isTolerant({ unknownWords: "tolerant" })).toBe(true)
    expect(isTolerant({ unknownWords: "strict" })).toBe(false)
  })
})
