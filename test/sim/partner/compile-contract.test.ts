/** A compiled contract says the same as Effect about every value, and says what is wrong where Effect says no. */
import { fc, test } from "@fast-check/vitest"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { compileContract, inWords } from "../../../sim/partner/compile-contract.ts"
import { schemaCases } from "./arbitrary-schema.ts"
import { damaged, damages } from "./damage.ts"

const agrees = (schema: Schema.Codec<unknown, unknown>, values: readonly unknown[]): void => {
  const check = compileContract(schema)
  const byEffect: (value: unknown) => boolean = Schema.is(schema as Schema.Codec<unknown>)
  for (const value of values) {
    expect(check.matches(value)).toBe(byEffect(value))
    const violations = check.violations(value)
    expect(violations.length === 0).toBe(check.matches(value))
    expect(violations.filter(({ expected, received }) => expected === "" || received === "")).toEqual([])
  }
}

const cases = schemaCases.chain(({ schema, good }) =>
  fc.record({
    schema: fc.constant(schema),
    values: fc.array(good, { minLength: 1, maxLength: 3 }),
    damage: fc.array(damages, { minLength: 1, maxLength: 6 }),
    wild: fc.anything(),
  }),
)

describe("a compiled contract", () => {
  test.prop([cases], { numRuns: 1500 })("agrees with Effect, and names violations exactly when it refuses", (one) => {
    const broken = one.values.flatMap((value) => one.damage.map((damage) => damaged(value, damage)))
    agrees(one.schema, [...one.values, ...broken, one.wild])
  })

  const Line = Schema.Struct({ sku: Schema.String, quantity: Schema.Int.check(Schema.isGreaterThan(0)) })
  const Order = Schema.Struct({
    order: Schema.String,
    currency: Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/u)),
    service: Schema.Literals(["first", "second", "standard"]),
    note: Schema.NullOr(Schema.String),
    lines: Schema.Array(Line),
    paid: Schema.optionalKey(Schema.Boolean),
  })
  const order = { order: "A-1", currency: "EUR", service: "first", note: null, lines: [{ sku: "S", quantity: 1 }] }
  const { violations } = compileContract(Order)

  it("tells where, what was expected and what was received", () => {
    expect(violations(order)).toEqual([])
    const wrong = { ...order, currency: "euro", note: 7, service: "third", paid: "no", lines: [{ quantity: -1.5 }] }
    expect(violations(wrong)).toEqual([
      { path: "currency", expected: "a string matching the RegExp ^[A-Z]{3}$", received: '"euro"' },
      { path: "service", expected: '"first", "second" or "standard"', received: '"third"' },
      { path: "note", expected: "a string or null", received: "7" },
      { path: "lines[0].sku", expected: "a string", received: "nothing" },
      { path: "lines[0].quantity", expected: "an integer", received: "-1.5" },
      { path: "lines[0].quantity", expected: "a value greater than 0", received: "-1.5" },
      { path: "paid", expected: "true or false", received: '"no"' },
    ])
    expect(violations([])).toEqual([
      {
        path: "",
        expected: "an object with order, currency, service, note, lines, maybe paid",
        received: "an empty list",
      },
    ])
  })

  it("blames, of several shapes, the one that the value meant to be", () => {
    const Event = Schema.Union([
      Schema.Struct({ type: Schema.Literal("sale"), amountMinor: Schema.Int }),
      Schema.Struct({ type: Schema.Literal("refund"), of: Schema.String }),
    ])
    expect(compileContract(Event).violations({ type: "refund", of: 1 })).toEqual([
      { path: "of", expected: "a string", received: "1" },
    ])
  })

  it("leaves to Effect what it has no closure for, and only that", () => {
    const Dated = Schema.Struct({ id: Schema.String, at: Schema.Date })
    const check = compileContract(Dated)
    expect(check.matches({ id: "x", at: new Date(0) })).toBe(true)
    expect(check.violations({ id: 1, at: "today" })).toEqual([
      { path: "id", expected: "a string", received: "1" },
      { path: "at", expected: expect.stringMatching(/Date/) as string, received: '"today"' },
    ])
  })

  it("is one sentence of at most three violations", () => {
    const found = violations({ ...order, order: 1, currency: 2, note: 3, lines: null })
    expect(inWords(found)).toBe(
      "order should be a string but is 1; currency should be a string (a string matching the RegExp ^[A-Z]{3}$) but is 2; " +
        "note should be a string or null but is 3; and 1 more",
    )
  })
})
