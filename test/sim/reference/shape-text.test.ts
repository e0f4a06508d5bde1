import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { namedText, shapeText, type Named } from "../../../sim/reference/shape-text.ts"

const textOf = (schema: unknown): string => shapeText(schema as Schema.Codec<unknown, unknown>, new Map())

describe("a schema as text", () => {
  it("has bounds, patterns, choices and what may be absent", () => {
    const order = Schema.Struct({
      id: Schema.String,
      currency: Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/u)),
      quantity: Schema.Int.check(Schema.isGreaterThan(0)),
      share: Schema.Number.check(Schema.isLessThanOrEqualTo(1)),
      service: Schema.Literals(["first", "standard"]),
      note: Schema.optional(Schema.NullOr(Schema.String)),
      tags: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
      metadata: Schema.Record(Schema.String, Schema.Unknown),
      lines: Schema.Array(Schema.Struct({ sku: Schema.String })),
    })
    expect(textOf(order)).toBe(
      [
        "{",
        "  id: string",
        "  currency: string like /^[A-Z]{3}$/",
        "  quantity: integer > 0",
        "  share: number ≤ 1",
        '  service: "first" | "standard"',
        "  note?: string | null",
        "  tags: (string | integer)[]",
        "  metadata: { [name: string]: any value }",
        "  lines: {",
        "    sku: string",
        "  }[]",
        "}",
      ].join("\n"),
    )
  })

  it("writes a schema with an identifier as its name, and tells what the name stands for", () => {
    const address = Schema.Struct({ city: Schema.String }).annotate({ identifier: "Address" })
    const named: Named = new Map()
    const person = Schema.Struct({ home: address, work: Schema.NullOr(address) })
    expect(shapeText(person as unknown as Schema.Codec<unknown, unknown>, named)).toBe(
      "{\n  home: Address\n  work: Address | null\n}",
    )
    expect([...named.keys()]).toEqual(["Address"])
    expect(namedText(named.get("Address")!, named)).toBe("{\n  city: string\n}")
  })
})
