/** Arbitrary schemas, each with values that match it, and small damages to a value. */
import { fc } from "@fast-check/vitest"
import * as Schema from "effect/Schema"

type Any = Schema.Codec<unknown, unknown>

export interface SchemaCase {
  readonly schema: Any
  readonly good: fc.Arbitrary<unknown>
}

const of = (schema: Schema.Codec<never, unknown> | Any, good: fc.Arbitrary<unknown>): SchemaCase => ({
  schema: schema as Any,
  good,
})

interface Tree {
  readonly name: string
  readonly children: readonly Tree[]
}
const tree: Schema.Codec<Tree> = Schema.Struct({
  name: Schema.String,
  children: Schema.Array(Schema.suspend((): Schema.Codec<Tree> => tree)),
})
const treesOf = (depth: number): fc.Arbitrary<Tree> =>
  fc.record({
    name: fc.string(),
    children: depth === 0 ? fc.constant([]) : fc.array(treesOf(depth - 1), { maxLength: 2 }),
  })
const trees = treesOf(2)

const bounds = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom(0.5, -0.5, -0, 2 ** 53, -(2 ** 53)))

const boundedNumber = fc
  .record({
    base: fc.constantFrom(Schema.Int, Schema.Number, Schema.Finite),
    rules: fc.array(
      fc.oneof(
        bounds.map((bound) => Schema.isGreaterThan(bound)),
        bounds.map((bound) => Schema.isGreaterThanOrEqualTo(bound)),
        bounds.map((bound) => Schema.isLessThan(bound)),
        bounds.map((bound) => Schema.isLessThanOrEqualTo(bound)),
        fc.constantFrom(Schema.isInt(), Schema.isMultipleOf(2), Schema.isBetween({ minimum: -1, maximum: 2 })),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ base, rules }) =>
    of(
      rules.reduce((schema: Schema.Codec<number>, rule) => schema.check(rule), base),
      fc.oneof(fc.integer({ min: -4, max: 4 }), fc.double(), bounds, fc.constantFrom(NaN, Infinity, -Infinity)),
    ),
  )

const scalars = fc.oneof(
  boundedNumber,
  fc.constantFrom(
    of(Schema.String, fc.string()),
    of(Schema.Boolean, fc.boolean()),
    of(Schema.Null, fc.constant(null)),
    of(Schema.Undefined, fc.constant(undefined)),
    of(Schema.Unknown, fc.anything()),
    of(Schema.Any, fc.anything()),
    of(Schema.Void, fc.constant(undefined)),
    of(Schema.Never, fc.constant("never")),
    of(Schema.ObjectKeyword, fc.object()),
    of(Schema.BigInt, fc.bigInt()),
    of(Schema.Literal("a"), fc.constant("a")),
    of(Schema.Literal(0), fc.constantFrom(0, -0)),
    of(Schema.Literals(["a", "b"]), fc.constantFrom("a", "b")),
    of(Schema.Literals(["a", "b", 0, 1, true]), fc.constantFrom("a", "b", 0, -0, 1, true)),
    of(Schema.Enum({ one: 1, two: "b" }), fc.constantFrom(1, "b")),
    of(Schema.String.check(Schema.isPattern(/^[ab]*$/u)), fc.constantFrom("", "a", "ab")),
    of(Schema.String.check(Schema.isPattern(/a/gy)), fc.constantFrom("a", "ab")),
    of(Schema.String.check(Schema.isMinLength(1), Schema.isMaxLength(2)), fc.constantFrom("a", "ab")),
    of(Schema.TemplateLiteral(["a-", Schema.Number]), fc.constantFrom("a-1", "a-2")),
    of(Schema.Date, fc.date()),
    of(Schema.NumberFromString, fc.double()),
    of(tree, trees),
  ),
)

const names = fc.constantFrom("a", "b", "c", "1", "a b", "toString", "length", "__proto__", "type")
const ways = fc.constantFrom("required", "optionalKey", "optional", "nullable")

const fieldOf = (inner: SchemaCase, way: string): { schema: Any; good: fc.Arbitrary<unknown>; absent: boolean } => {
  const schema = inner.schema as Schema.Codec<unknown>
  if (way === "optionalKey") return { schema: Schema.optionalKey(schema) as never, good: inner.good, absent: true }
  const orNothing = (nothing: null | undefined) => fc.oneof(inner.good, fc.constant(nothing))
  if (way === "optional") return { schema: Schema.optional(schema) as never, good: orNothing(undefined), absent: true }
  return way === "nullable"
    ? { schema: Schema.NullOr(schema) as never, good: orNothing(null), absent: false }
    : { ...inner, absent: false }
}

/** A key of any name, also of one that objects treat specially. */
const put = (object: object, key: string, value: unknown): void => {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
}

const structs = (inner: fc.Arbitrary<SchemaCase>): fc.Arbitrary<SchemaCase> =>
  fc
    .record({
      fields: fc.uniqueArray(fc.tuple(names, ways, inner), { selector: ([name]) => name, maxLength: 4 }),
      rest: fc.option(inner, { freq: 4 }),
      ruled: fc.constantFrom(false, false, false, true),
    })
    .map(({ fields, rest, ruled }) => {
      const shape = Object.create(null) as Record<string, Any>
      const parts = fields.map(([name, way, one]) => {
        const field = fieldOf(one, way)
        put(shape, name, field.schema)
        return { name, ...field }
      })
      const plain = Schema.Struct(shape)
      const whole =
        rest === null ? plain : Schema.StructWithRest(plain, [Schema.Record(Schema.String, rest.schema)] as const)
      // Without fields it takes scalars too, on which the rule itself fails.
      const schema =
        ruled && parts.length > 0 ? (whole as Schema.Codec<object>).check(Schema.isMaxProperties(3)) : whole
      const order = fc.shuffledSubarray(parts, { minLength: parts.length })
      const good = fc
        .tuple(order, fc.array(fc.boolean()), fc.tuple(...parts.map((part) => part.good)))
        .map(([ordered, absent, values]) => {
          const made = {}
          for (const part of ordered) {
            const index = parts.indexOf(part)
            if (!(part.absent && absent[index] === true)) put(made, part.name, values[index])
          }
          return made
        })
      return of(schema as never, good)
    })

const lists = (inner: fc.Arbitrary<SchemaCase>): fc.Arbitrary<SchemaCase> =>
  fc
    .record({
      one: inner,
      two: inner,
      form: fc.constantFrom("list", "list", "least", "unique", "tuple", "rest", "tail"),
    })
    .map(({ one, two, form }) => {
      const [a, b] = [one.schema, two.schema]
      const many = fc.array(one.good, { maxLength: 3 })
      switch (form) {
        case "least":
          return of(Schema.Array(a).check(Schema.isMinLength(1)) as never, many)
        case "unique":
          return of(Schema.Array(a).check(Schema.isUnique()) as never, many)
        case "tuple":
          return of(
            Schema.Tuple([a, Schema.optionalKey(b as Schema.Codec<unknown>)]) as never,
            fc.oneof(fc.tuple(one.good), fc.tuple(one.good, two.good)),
          )
        case "rest":
          return of(
            Schema.TupleWithRest(Schema.Tuple([b]), [a]) as never,
            fc.tuple(two.good, many).map(([head, rest]) => [head, ...rest]),
          )
        case "tail":
          return of(
            Schema.TupleWithRest(Schema.Tuple([]), [a, b]) as never,
            fc.tuple(many, two.good).map(([rest, tail]) => [...rest, tail]),
          )
        case "list":
          return of(Schema.Array(a) as never, many)
      }
    })

const records = (inner: fc.Arbitrary<SchemaCase>): fc.Arbitrary<SchemaCase> =>
  fc
    .record({ one: inner, keys: fc.constantFrom(Schema.String, Schema.String.check(Schema.isMaxLength(1))) })
    .map(({ one, keys }) =>
      of(
        Schema.Record(keys, one.schema) as never,
        fc.dictionary(fc.string({ maxLength: 2 }), one.good, { maxKeys: 3 }),
      ),
    )

const unions = (inner: fc.Arbitrary<SchemaCase>): fc.Arbitrary<SchemaCase> =>
  fc
    .record({
      members: fc.array(inner, { minLength: 1, maxLength: 3 }),
      mode: fc.constantFrom("anyOf", "anyOf", "oneOf"),
      tagged: fc.boolean(),
    })
    .map(({ members, mode, tagged }) => {
      const variants = members.map((member, index) =>
        tagged
          ? of(
              Schema.Struct({ type: Schema.Literal(`t${index}`), of: member.schema }) as never,
              member.good.map((content) => ({ type: `t${index}`, of: content })),
            )
          : member,
      )
      const schema = Schema.Union(
        variants.map((member) => member.schema),
        { mode: mode === "oneOf" ? "oneOf" : "anyOf" },
      )
      return of(schema as never, fc.oneof(...variants.map((member) => member.good)))
    })

const nested = (depth: number): fc.Arbitrary<SchemaCase> => {
  if (depth === 0) return scalars
  const inner = nested(depth - 1)
  return fc.oneof(scalars, structs(inner), structs(inner), lists(inner), records(inner), unions(inner))
}

export const schemaCases: fc.Arbitrary<SchemaCase> = nested(3)
